using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Suspects;

public sealed class CaseArrestsTests
{
    [Fact]
    public void Record_IdTakenInTheCase_IsRefused()
    {
        var record = New();
        new CaseArrests(record).Record(new Arrest { Id = "a" });

        Assert.Equal(ErrorReason.RecordExists, Assert.Throws<RefusalException>(() => new CaseArrests(record).Record(new Arrest { Id = "a" })).Reason);
        Assert.Single(record.Arrests);
    }

    [Fact]
    public void Withdraw_StandingArrest_StaysVisibleWithItsReason()
    {
        var record = New();
        var arrests = new CaseArrests(record);
        arrests.Record(new Arrest { Id = "a", Withdrawn = true, WithdrawReason = "sent by a client" });

        arrests.Withdraw("a", "recorded twice");

        Assert.Equal((true, "recorded twice"), (Assert.Single(record.Arrests).Withdrawn, record.Arrests[0].WithdrawReason));
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => arrests.Withdraw("a", "again")).Reason);
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => arrests.Withdraw("b", "none")).Reason);
    }

    [Fact]
    public void Record_WhatOnlyTheServerSets_IsDropped()
    {
        var record = New();

        // With a time of erasure nothing of the arrest would be sealed under the key of the person.
        new CaseArrests(record).Record(new Arrest { Id = "a", ReleaseTime = Later, ReleaseReason = "x", Origin = "cases/b/arrests/a", EraseTime = Later });

        Assert.Equal(new Arrest { Id = "a" }, Assert.Single(record.Arrests));
    }

    [Fact]
    public void Record_SuspectOfNoOrOfNoLonger_IsRefused()
    {
        var record = New();
        record.Suspects.Add(new CaseSuspect { Id = "gone", Removed = true });
        var arrests = new CaseArrests(record);

        Assert.Equal(
            ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => arrests.Record(new Arrest { Id = "a", SuspectId = "none" })).Reason);
        Assert.Equal(
            ErrorReason.WrongState, Assert.Throws<RefusalException>(() => arrests.Record(new Arrest { Id = "a", SuspectId = "gone" })).Reason);
        Assert.Empty(record.Arrests);
    }

    [Theory]
    [InlineData("", "cases/b")]
    [InlineData("", "patrols/p")]
    [InlineData("known", "cases/b")]
    [InlineData("known", "persons/q")]
    [InlineData("unknown", "persons/p")]
    public void Record_APersonWhoIsNotTheSuspectOrARecordOfNone_IsRefused(string suspect, string person)
    {
        var record = New();
        record.Suspects.Add([new CaseSuspect { Id = "known", Person = "persons/p" }, new CaseSuspect { Id = "unknown" }]);
        var arrest = new Arrest { Id = "a", SuspectId = suspect, Suspect = new() { Person = person } };

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseArrests(record).Record(arrest)).Reason);
        Assert.Empty(record.Arrests);
    }

    [Theory]
    [InlineData("", "persons/q")]
    [InlineData("", "interceptions/i")]
    [InlineData("known", "persons/p")]
    [InlineData("known", "interceptions/i")]
    [InlineData("unknown", "interceptions/i")]
    public void Record_ThePersonOrAnEncounterWithThem_IsKept(string suspect, string person)
    {
        var record = New();
        record.Suspects.Add([new CaseSuspect { Id = "known", Person = "persons/p" }, new CaseSuspect { Id = "unknown" }]);

        new CaseArrests(record).Record(new Arrest { Id = "a", SuspectId = suspect, Suspect = new() { Person = person } });

        Assert.Equal(person, Assert.Single(record.Arrests).Suspect.Person);
    }

    [Fact]
    public void Record_OnAWarrant_ExecutesIt()
    {
        var record = New();
        record.Suspects.Add(new CaseSuspect { Id = "s" });
        record.Warrants.Add(new Warrant { Id = "w", SuspectId = "s", Kind = WarrantKind.Arrest, IssueTime = Registered, State = WarrantState.Outstanding });

        new CaseArrests(record).Record(new Arrest { Id = "a", SuspectId = "s", WarrantId = "w", ArrestTime = Later });

        Assert.Equal((WarrantState.Executed, Later), (record.Warrants[0].State, record.Warrants[0].EndTime));
    }

    [Theory]
    [InlineData(WarrantKind.Arrest, "")]
    [InlineData(WarrantKind.Search, "s")]
    public void Record_OnAWarrantForSomethingElse_IsRefused(WarrantKind kind, string suspect)
    {
        var record = New();
        record.Suspects.Add(new CaseSuspect { Id = "s" });
        record.Warrants.Add(new Warrant { Id = "w", SuspectId = "s", Kind = kind, IssueTime = Registered, State = WarrantState.Outstanding });
        var arrest = new Arrest { Id = "a", SuspectId = suspect, WarrantId = "w", ArrestTime = Later };

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseArrests(record).Record(arrest)).Reason);
        Assert.Equal(WarrantState.Outstanding, record.Warrants[0].State);
        Assert.Empty(record.Arrests);
    }

    [Fact]
    public void Release_ArrestedSuspect_OnceAndNotBeforeTheArrest()
    {
        var record = New();
        var arrests = new CaseArrests(record);
        arrests.Record(new Arrest { Id = "a", ArrestTime = Later });

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => arrests.Release("a", Registered, "why")).Reason);
        arrests.Release("a", Later, "no grounds");

        Assert.Equal((Later, "no grounds"), (record.Arrests[0].ReleaseTime, record.Arrests[0].ReleaseReason));
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => arrests.Release("a", Later, "again")).Reason);
    }
}
