using Border.Station.Demo;

namespace Border.Station.Tests.Demo;

public sealed class DemoTotalsTests
{
    private static readonly DemoBooks Books = new(new DemoData(DemoTargets.Published));
    private static readonly DemoCount Count = new(Books);

    [Theory]
    [InlineData("border_cases_registered", 8_419)]
    [InlineData("drug_cases_solved", 578)]
    [InlineData("drugs_seized", 5.63)]
    [InlineData("precursors_seized", 352.25)]
    [InlineData("drug_dens_destroyed", 40)]
    [InlineData("firearms_seized", 1_430)]
    public void Count_OfThePublishedHalfYear_IsThePublishedNumber(string indicator, decimal published) =>
        Assert.Equal(published, Count.FirstHalf(2021, indicator));

    [Theory]
    [InlineData("suspects_arrested", 21_000, 21_999)]
    [InlineData("illegal_entry_exit_persons", 85_000, 85_999)]
    [InlineData("persons_persuaded_to_return", 3_000, 3_999)]
    [InlineData("three_illegals_foreigners", 30_500, 31_499)]
    [InlineData("patrols_conducted", 2_000, 4_000)]
    [InlineData("joint_patrols", 200, 500)]
    [InlineData("notices_sent", 2_200, 2_399)]
    [InlineData("notices_received", 500, 1_500)]
    public void Count_OfTheHalfYear_IsWithinThePublishedBand(string indicator, decimal low, decimal high) =>
        Assert.InRange(Count.FirstHalf(2021, indicator), low, high);

    [Theory]
    [InlineData("border_cases_registered", 220)]
    [InlineData("suspects_arrested", 271)]
    public void Change_OnTheYearBefore_RoundsToThePublishedPercentage(string indicator, decimal published)
    {
        var (now, before) = (Count.FirstHalf(2021, indicator), Count.FirstHalf(2020, indicator));

        Assert.Equal(published, decimal.Round((now - before) / before * 100, MidpointRounding.AwayFromZero));
    }

    [Theory]
    [InlineData("persons", "illegal_entry_exit_persons")]
    [InlineData("seizures", "drugs_seized")]
    [InlineData("patrols", "patrols_conducted")]
    public void Count_OfTheYearBefore_IsNothingWhereNothingWasPublished(string feed, string indicator) =>
        Assert.True(Count.FirstHalf(2020, indicator) == 0, feed);

    [Theory]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Count_OfADividedDemo_IsItsTargets(int divisor)
    {
        var targets = DemoTargets.Published.Divided(divisor);

        var count = new DemoCount(new DemoBooks(new DemoData(targets)));

        Assert.All(
            Expected.Of(targets),
            expected => Assert.Equal((expected.Indicator, expected.Amount), (expected.Indicator, count.FirstHalf(expected.Year, expected.Indicator))));
    }

    [Theory]
    [InlineData("RegisterCaseRequest", 12_000)]
    [InlineData("RecordArrestRequest", 27_000)]
    [InlineData("AmendCaseRequest", 200)]
    [InlineData("VoidCaseRequest", 100)]
    [InlineData("WithdrawArrestRequest", 200)]
    [InlineData("SuspendCaseRequest", 50)]
    [InlineData("ResumeCaseRequest", 50)]
    [InlineData("CloseCaseRequest", 100)]
    [InlineData("ReferCaseRequest", 200)]
    [InlineData("ConcludeCaseRequest", 5)]
    [InlineData("ReopenCaseRequest", 5)]
    [InlineData("RegisterInterceptionRequest", 90_000)]
    [InlineData("AmendInterceptionRequest", 300)]
    [InlineData("VoidInterceptionRequest", 200)]
    [InlineData("RecordSeizureRequest", 1_200)]
    [InlineData("AmendSeizureRequest", 10)]
    [InlineData("VoidSeizureRequest", 20)]
    [InlineData("CreatePatrolRequest", 2_900)]
    [InlineData("StartPatrolRequest", 2_800)]
    [InlineData("EndPatrolRequest", 2_800)]
    [InlineData("AddObservationRequest", 800)]
    [InlineData("AmendPatrolRequest", 20)]
    [InlineData("VoidPatrolRequest", 20)]
    [InlineData("PausePatrolRequest", 100)]
    [InlineData("ResumePatrolRequest", 100)]
    [InlineData("ChangeLegRequest", 100)]
    [InlineData("CancelPatrolRequest", 40)]
    [InlineData("AppendTrackRequest", 30)]
    [InlineData("RecordReferralRequest", 100)]
    [InlineData("RegisterWatchNoticeRequest", 1)]
    [InlineData("ReportCaseRequest", 300)]
    [InlineData("RegisterReportedCaseRequest", 200)]
    [InlineData("DismissReportRequest", 50)]
    [InlineData("TransferCaseRequest", 100)]
    [InlineData("AcceptTransferRequest", 80)]
    [InlineData("RefuseTransferRequest", 10)]
    [InlineData("AddSuspectRequest", 200)]
    [InlineData("IssueWarrantRequest", 300)]
    [InlineData("ExecuteWarrantRequest", 100)]
    [InlineData("LinkRecordRequest", 200)]
    [InlineData("RecordMeasurementRequest", 200)]
    [InlineData("WithdrawMeasurementRequest", 5)]
    [InlineData("DraftNoticeRequest", 2_200)]
    [InlineData("SendNoticeRequest", 2_200)]
    [InlineData("RecordNoticeRequest", 800)]
    [InlineData("AcknowledgeDeliveryRequest", 1_500)]
    [InlineData("CloseNoticeRequest", 50)]
    [InlineData("VoidNoticeRequest", 20)]
    public void Requests_OfTheDemo_UseEveryVerb(string request, int atLeast) =>
        Assert.True(Books.Verbs.GetValueOrDefault(request) >= atLeast, $"{Books.Verbs.GetValueOrDefault(request)}");

    [Fact]
    public void Requests_OfTheDemo_AreSentTwiceNowAndThen() => Assert.InRange(Books.Replays, 300, 1_000);

    [Fact]
    public void Count_OfADay_IsLessAtWeekendsAndLateAtNightIsTheLocalDay()
    {
        var days = Count.DaysOf("border_cases_registered").Where(day => day.Year == 2021).ToList();
        var weekend = days.Where(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).Average(day => Count.On("border_cases_registered", day));
        var week = days.Where(day => day.DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Friday).Average(day => Count.On("border_cases_registered", day));

        Assert.True(weekend < week * 0.7m, $"{weekend} {week}");
        Assert.Equal(181, days.Count);
    }
}
