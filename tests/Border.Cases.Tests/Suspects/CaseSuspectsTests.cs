using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Suspects;

public sealed class CaseSuspectsTests
{
    [Fact]
    public void Add_WhatOnlyTheServerSets_IsDropped()
    {
        var record = New();

        new CaseSuspects(record).Add(new CaseSuspect
        {
            Id = "a",
            Person = "persons/p",
            StatedName = "Li Si (invented)",
            Description = "tall",
            Outcome = new CourtOutcome { Result = CourtResult.Acquitted },
            Removed = true,
            RemoveReason = "x",
        });

        var expected = new CaseSuspect { Id = "a", Person = "persons/p", StatedName = "Li Si (invented)", Description = "tall" };
        Assert.Equal(expected, Assert.Single(record.Suspects));
    }

    [Fact]
    public void Add_IdTaken_IsRefused()
    {
        var record = New();
        new CaseSuspects(record).Add(new CaseSuspect { Id = "a" });

        Assert.Equal(
            ErrorReason.RecordExists, Assert.Throws<RefusalException>(() => new CaseSuspects(record).Add(new CaseSuspect { Id = "a" })).Reason);
    }

    [Theory]
    [InlineData("persons/p")]
    [InlineData("patrols/p")]
    public void Add_PersonNamedBeforeOrOfAnotherKind_IsRefused(string person)
    {
        var record = New();
        record.Suspects.Add(new CaseSuspect { Id = "a", Person = "persons/p" });

        Assert.Equal(
            ErrorReason.RuleBroken,
            Assert.Throws<RefusalException>(() => new CaseSuspects(record).Add(new CaseSuspect { Id = "b", Person = person })).Reason);
        Assert.Single(record.Suspects);
    }

    [Fact]
    public void Identify_UnknownSuspect_IsThatPersonAndKeepsTheName()
    {
        var record = New();
        var suspects = new CaseSuspects(record);
        suspects.Add(new CaseSuspect { Id = "a", StatedName = "the driver" });

        suspects.Identify("a", "persons/p", "");
        suspects.Identify("a", "persons/p", "Li Si (invented)");

        Assert.Equal(("persons/p", "Li Si (invented)"), (record.Suspects[0].Person, record.Suspects[0].StatedName));
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => suspects.Identify("b", "persons/q", "")).Reason);
    }

    [Fact]
    public void Remove_SuspectWithAnArrestOrWarrant_IsRefusedUntilTheyAreGone()
    {
        var record = New();
        var suspects = new CaseSuspects(record);
        suspects.Add(new CaseSuspect { Id = "a" });
        record.Arrests.Add(new Arrest { Id = "x", SuspectId = "a" });
        record.Warrants.Add(new Warrant { Id = "w", SuspectId = "a", State = WarrantState.Outstanding });

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => suspects.Remove("a", "why")).Reason);
        record.Arrests[0].Withdrawn = true;
        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => suspects.Remove("a", "why")).Reason);
        record.Warrants[0].State = WarrantState.Withdrawn;
        suspects.Remove("a", "why");

        Assert.Equal((true, "why"), (record.Suspects[0].Removed, record.Suspects[0].RemoveReason));
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => suspects.Remove("a", "again")).Reason);
        suspects.Add(new CaseSuspect { Id = "b", Person = "persons/p" });
    }

    [Fact]
    public void Decide_SuspectOrCase_KeepsTheLastOutcome()
    {
        var record = New(CaseState.Referred);
        record.Suspects.Add(new CaseSuspect { Id = "a" });
        var suspects = new CaseSuspects(record);

        suspects.Decide("a", new CourtOutcome { Result = CourtResult.Convicted, DecideTime = Later });
        suspects.Decide("a", new CourtOutcome { Result = CourtResult.Acquitted, DecideTime = Later });
        suspects.Decide("", new CourtOutcome { Result = CourtResult.SentBack, DecideTime = Later });

        Assert.Equal((CourtResult.Acquitted, CourtResult.SentBack), (record.Suspects[0].Outcome.Result, record.Outcome.Result));
    }

    [Fact]
    public void Decide_InACaseThatWasReferredAndIsClosed_IsKept()
    {
        var record = New(CaseState.Closed);
        record.Turns.Add([new CaseTurn { State = CaseState.Referred }, new CaseTurn { State = CaseState.Concluded }, new CaseTurn { State = CaseState.Closed }]);

        new CaseSuspects(record).Decide("", new CourtOutcome { Result = CourtResult.Acquitted, DecideTime = Later });

        Assert.Equal((CourtResult.Acquitted, CaseState.Closed), (record.Outcome.Result, record.State));
    }

    [Fact]
    public void Decide_BeforeTheRegistration_IsRefused()
    {
        var record = New(CaseState.Referred);
        var early = new CourtOutcome { DecideTime = new() { Seconds = 1 } };

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseSuspects(record).Decide("", early)).Reason);
        Assert.Null(record.Outcome);
    }
}
