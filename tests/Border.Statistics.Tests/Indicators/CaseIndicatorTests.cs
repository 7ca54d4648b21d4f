using Border.Cases.V1;

namespace Border.Statistics.Tests.Indicators;

public sealed class CaseIndicatorTests : CountingTests
{
    [Fact]
    public void Count_BorderCase_CountsOnceByPrincipalOffence()
    {
        var record = Records.Case();
        record.OtherOffences.Add("organising_crossing");

        Assert.Equal(["border_cases_registered 2021-05-17 53.02 illegal_crossing 1"], Count(FeedNames.Cases, record));
    }

    [Theory]
    [InlineData("2021-06-30T15:59:59Z", "2021-06-30")]
    [InlineData("2021-06-30T16:00:00Z", "2021-07-01")]
    public void Count_TimeNearMidnight_CountsOnTheLocalDay(string time, string day)
    {
        var record = Records.Case();
        record.RegisterTime = Records.Time(time);

        Assert.Equal([$"{day} 53.02 illegal_crossing 1"], Of("border_cases_registered", FeedNames.Cases, record));
    }

    [Theory]
    [InlineData("drug_trafficking")]
    [InlineData("not_in_the_catalogue")]
    public void Count_OtherOffence_IsNoBorderCase(string offence)
    {
        var record = Records.Case(offence);
        record.OtherOffences.Add("illegal_crossing");
        record.Arrests.Add(Records.Arrest());

        Assert.Empty(Count(FeedNames.Cases, record));
    }

    [Fact]
    public void Count_Arrests_CountInTheirOwnAreaOrTheCases()
    {
        var record = Records.Case();
        var elsewhere = Records.Arrest("a3");
        elsewhere.Area = "45.01";
        record.Arrests.Add([Records.Arrest("a1"), Records.Arrest("a2"), elsewhere]);

        Assert.Equal(
            ["2021-05-18 53.02 illegal_crossing 2", "2021-05-18 45.01 illegal_crossing 1"],
            Of("suspects_arrested", FeedNames.Cases, record));
    }

    [Fact]
    public void Count_WithdrawnArrest_CountsNowhere()
    {
        var record = Records.Case();
        var withdrawn = Records.Arrest();
        withdrawn.Withdrawn = true;
        record.Arrests.Add(withdrawn);

        Assert.Empty(Of("suspects_arrested", FeedNames.Cases, record));
    }

    [Fact]
    public void Count_SuspectArrestedTwiceOnADay_CountsTheEarliestOnly()
    {
        var record = Records.Case();
        record.Arrests.Add([Of("s1", "a1", "2021-05-18T10:00:00Z", "45.01"), Of("s1", "a2", "2021-05-18T02:00:00Z"), Of("s1", "a3", "2021-05-18T02:00:00Z", "45.02")]);

        Assert.Equal(["2021-05-18 53.02 illegal_crossing 1"], Of("suspects_arrested", FeedNames.Cases, record));
    }

    [Fact]
    public void Count_OneOfTwoRecordsOfAnArrestIsWithdrawn_CountsTheOther()
    {
        var record = Records.Case();
        record.Arrests.Add([Of("s1", "a1", "2021-05-18T02:00:00Z"), Of("s1", "a2", "2021-05-18T10:00:00Z", "45.01")]);
        record.Arrests[0].Withdrawn = true;

        Assert.Equal(["2021-05-18 45.01 illegal_crossing 1"], Of("suspects_arrested", FeedNames.Cases, record));
    }

    // The day ends at 16:00 UTC. Of the first suspect there are two on the 18th.
    [Fact]
    public void Count_ArrestsOfOtherSuspectsOrDaysOrOfNone_CountEach()
    {
        var record = Records.Case();
        record.Arrests.Add([
            Of("s1", "a1", "2021-05-18T02:00:00Z"), Of("s1", "a2", "2021-05-18T15:59:59Z"), Of("s1", "a3", "2021-05-18T16:00:00Z"),
            Of("s2", "a4", "2021-05-18T02:00:00Z"), Of("", "s1", "2021-05-18T02:00:00Z"), Of("", "a6", "2021-05-18T02:00:00Z")]);

        Assert.Equal(
            ["2021-05-18 53.02 illegal_crossing 4", "2021-05-19 53.02 illegal_crossing 1"],
            Of("suspects_arrested", FeedNames.Cases, record).Order());
    }

    [Fact]
    public void Count_VoidCase_CountsNowhereNorDoItsArrests()
    {
        var record = Records.Case();
        record.Arrests.Add(Records.Arrest());
        record.State = CaseState.Void;

        Assert.Empty(Count(FeedNames.Cases, record));
    }

    [Fact]
    public void Count_MergedDuplicate_CountsNowhereNorDoItsArrests()
    {
        var record = Records.Case();
        record.Arrests.Add(Records.Arrest());
        record.State = CaseState.Merged;
        record.MergedInto = "cases/b";

        Assert.Empty(Count(FeedNames.Cases, record));
    }

    [Fact]
    public void Count_MergedSolvedDrugCase_CountsNowhere()
    {
        var record = Records.Case("drug_trafficking");
        record.SolveTime = Records.Time("2021-06-02T02:00:00Z");
        record.State = CaseState.Merged;

        Assert.Empty(Count(FeedNames.Cases, record));
    }

    [Theory]
    [InlineData(CaseState.Reported)]
    [InlineData(CaseState.Dismissed)]
    public void Count_ReportThatIsNotRegistered_CountsNowhere(CaseState state)
    {
        var record = Records.Case();
        (record.State, record.ReportTime, record.RegisterTime) = (state, record.RegisterTime, null);

        Assert.Empty(Count(FeedNames.Cases, record));
    }

    [Fact]
    public void Count_TransferredCase_CountsWhereItWasRegistered()
    {
        var record = Records.Case();
        record.State = CaseState.Transferred;
        record.Transfers.Add(new CaseTransfer { FromUnit = record.Unit, ToUnit = "U-9" });

        Assert.Equal(["2021-05-17 53.02 illegal_crossing 1"], Of("border_cases_registered", FeedNames.Cases, record));
    }

    [Fact]
    public void Count_ReleasedSuspect_CountsAllTheSame()
    {
        var record = Records.Case();
        var arrest = Records.Arrest();
        arrest.ReleaseTime = arrest.ArrestTime;
        record.Arrests.Add(arrest);

        Assert.Single(Of("suspects_arrested", FeedNames.Cases, record));
    }

    [Fact]
    public void Count_SolvedDrugCase_CountsOnTheDayItWasSolved()
    {
        var record = Records.Case("drug_trafficking");
        record.State = CaseState.Referred;
        record.SolveTime = Records.Time("2021-06-02T02:00:00Z");

        Assert.Equal(["drug_cases_solved 2021-06-02 53.02 drug_trafficking 1"], Count(FeedNames.Cases, record));
    }

    [Fact]
    public void Count_ReopenedDrugCase_CountsNoMore()
    {
        var record = Records.Case("drug_trafficking");
        record.State = CaseState.UnderInvestigation;

        Assert.Empty(Count(FeedNames.Cases, record));
    }

    [Fact]
    public void Count_VoidSolvedDrugCase_CountsNowhere()
    {
        var record = Records.Case("drug_trafficking");
        record.SolveTime = Records.Time("2021-06-02T02:00:00Z");
        record.State = CaseState.Void;

        Assert.Empty(Count(FeedNames.Cases, record));
    }

    [Fact]
    public void Count_SolvedBorderCase_IsNoDrugCase()
    {
        var record = Records.Case();
        record.SolveTime = Records.Time("2021-06-02T02:00:00Z");

        Assert.Empty(Of("drug_cases_solved", FeedNames.Cases, record));
    }

    private static Arrest Of(string suspect, string id, string time, string area = "") =>
        new() { Id = id, SuspectId = suspect, ArrestTime = Records.Time(time), Area = area };
}
