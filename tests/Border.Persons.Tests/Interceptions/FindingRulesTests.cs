using Border.Persons.Interceptions;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Tests.Interceptions;

public sealed class FindingRulesTests
{
    private static readonly Timestamp Time = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Check_EachOfTheThree_WithItsEvidenceAndOutcome() => Assert.Empty(Faults(
        CitizenshipStatus.Foreign,
        NewFinding(Conduct.IllegalEntry, FindingOutcome.Pending),
        NewFinding(Conduct.IllegalStay, FindingOutcome.Fined, "2021-03-01"),
        NewFinding(Conduct.IllegalWork, FindingOutcome.OrderedToLeave, "2020-01-31")));

    [Theory]
    [InlineData(Conduct.IllegalExit)]
    [InlineData(Conduct.SuspiciousApproach)]
    public void Check_FindingOfAnotherConduct_IsNamed(Conduct conduct) =>
        Assert.Equal(["interception.findings[0].conduct"], Faults(CitizenshipStatus.Foreign, NewFinding(conduct, FindingOutcome.Pending)));

    [Fact]
    public void Check_ConductFoundTwice_NamesTheSecond() => Assert.Equal(
        ["interception.findings[1].conduct"],
        Faults(CitizenshipStatus.Foreign, NewFinding(Conduct.IllegalStay, FindingOutcome.Pending), NewFinding(Conduct.IllegalStay, FindingOutcome.Warned)));

    [Fact]
    public void Check_FindingAboutANational_IsRefused() =>
        Assert.Contains("interception.findings", Faults(CitizenshipStatus.National, NewFinding(Conduct.IllegalEntry, FindingOutcome.Pending)));

    [Theory]
    [InlineData(FindingOutcome.Pending, true)]
    [InlineData(FindingOutcome.Removed, false)]
    public void Check_TimeOfAnOutcome_OnlyWhenItIsDecided(FindingOutcome outcome, bool hasTime)
    {
        var finding = NewFinding(Conduct.IllegalEntry, outcome);
        finding.OutcomeTime = hasTime ? Time : null;

        Assert.Equal(["interception.findings[0].outcome_time"], Faults(CitizenshipStatus.Foreign, finding));
    }

    [Fact]
    public void Check_NoEvidenceAndADayAfterTheInterception_AreNamed()
    {
        var finding = NewFinding(Conduct.IllegalStay, FindingOutcome.Pending, "2021-03-03");
        finding.Evidence = "";

        Assert.Equal(["interception.findings[0].evidence", "interception.findings[0].since_date"], Faults(CitizenshipStatus.Foreign, finding));
    }

    private static IEnumerable<string> Faults(CitizenshipStatus citizenship, params Finding[] findings)
    {
        var sent = new Interception
        {
            InterceptTime = Time,
            Conducts = { Conduct.IllegalEntry, Conduct.IllegalExit, Conduct.IllegalStay, Conduct.IllegalWork, Conduct.SuspiciousApproach },
            Citizenship = citizenship,
            Disposition = Disposition.Detained,
            Findings = { findings },
        };
        return Record.Exception(() => InterceptionRecord.Register("interceptions/a", sent)) is RefusalException refusal
            ? refusal.Violations.Select(violation => violation.Field)
            : [];
    }

    private static Finding NewFinding(Conduct conduct, FindingOutcome outcome, string since = "") => new()
    {
        Conduct = conduct,
        Evidence = "an expired permit",
        SinceDate = since,
        Outcome = outcome,
        OutcomeTime = outcome == FindingOutcome.Pending ? null : Time,
    };
}
