using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Tests;

public sealed class CaseFileTests
{
    private static readonly OffenceCatalogue Catalogue = new();
    private static readonly Timestamp Registered = new() { Seconds = 1_610_000_000 };
    private static readonly Timestamp Later = new() { Seconds = 1_611_000_000 };

    private static readonly Dictionary<string, Action<CaseFile>> Verbs = new()
    {
        ["open"] = file => file.OpenInvestigation(Later),
        ["suspend"] = file => file.Suspend(Later, "why"),
        ["resume"] = file => file.Resume(Later, "why"),
        ["solve"] = file => file.Solve(Later),
        ["refer"] = file => file.Refer(Later),
        ["conclude"] = file => file.Conclude(Later, "why"),
        ["close"] = file => file.Close(Later, "why"),
        ["reopen"] = file => file.Reopen(Later, "why"),
        ["void"] = file => file.Void("why"),
    };

    // What each state allows, and where it leads. Everything that is not here is refused.
    private static readonly Dictionary<(CaseState From, string Verb), CaseState> Allowed = new()
    {
        [(CaseState.Registered, "open")] = CaseState.UnderInvestigation,
        [(CaseState.Registered, "close")] = CaseState.Closed,
        [(CaseState.Registered, "void")] = CaseState.Void,
        [(CaseState.UnderInvestigation, "suspend")] = CaseState.Suspended,
        [(CaseState.UnderInvestigation, "solve")] = CaseState.Solved,
        [(CaseState.UnderInvestigation, "refer")] = CaseState.Referred,
        [(CaseState.UnderInvestigation, "close")] = CaseState.Closed,
        [(CaseState.UnderInvestigation, "void")] = CaseState.Void,
        [(CaseState.Suspended, "resume")] = CaseState.UnderInvestigation,
        [(CaseState.Suspended, "void")] = CaseState.Void,
        [(CaseState.Solved, "refer")] = CaseState.Referred,
        [(CaseState.Solved, "void")] = CaseState.Void,
        [(CaseState.Referred, "conclude")] = CaseState.Concluded,
        [(CaseState.Referred, "void")] = CaseState.Void,
        [(CaseState.Concluded, "close")] = CaseState.Closed,
        [(CaseState.Concluded, "reopen")] = CaseState.UnderInvestigation,
        [(CaseState.Concluded, "void")] = CaseState.Void,
        [(CaseState.Closed, "reopen")] = CaseState.UnderInvestigation,
        [(CaseState.Closed, "void")] = CaseState.Void,
    };

    public static TheoryData<CaseState, string> EveryStateAndVerb()
    {
        var data = new TheoryData<CaseState, string>();
        foreach (var state in System.Enum.GetValues<CaseState>().Where(state => state != CaseState.Unspecified))
        {
            foreach (var verb in Verbs.Keys)
                data.Add(state, verb);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryStateAndVerb))]
    public void Verb_InEachState_TurnsOrIsRefused(CaseState from, string verb)
    {
        var record = NewCase(from);

        if (Allowed.TryGetValue((from, verb), out var to))
        {
            Verbs[verb](new CaseFile(record));
            Assert.Equal(to, record.State);
            return;
        }

        var before = record.Clone();
        var refusal = Assert.Throws<RefusalException>(() => Verbs[verb](new CaseFile(record)));
        Assert.Equal(ErrorReason.WrongState, refusal.Reason);
        Assert.Equal(before, record);
    }

    [Fact]
    public void Register_WhatOnlyTheServerSets_IsDropped()
    {
        var sent = NewCase(CaseState.Closed);
        sent.SolveTime = Later;
        sent.VoidReason = "x";
        sent.Arrests.Add(new Arrest { Id = "a" });

        var record = CaseFile.Register("cases/b", sent, Catalogue);

        Assert.Equal((CaseState.Registered, "cases/b", ""), (record.State, record.Name, record.VoidReason));
        Assert.Null(record.SolveTime);
        Assert.Empty(record.Arrests);
        Assert.Equal(sent.Particulars, record.Particulars);
    }

    [Fact]
    public void Register_UnknownOffence_IsRefused()
    {
        var sent = NewCase(CaseState.Registered);
        sent.OtherOffences.Add("no_such_offence");

        Assert.Equal(ErrorReason.UnknownReference, Assert.Throws<RefusalException>(() => CaseFile.Register("cases/b", sent, Catalogue)).Reason);
    }

    [Fact]
    public void Register_OffenceNamedTwice_IsRefused()
    {
        var sent = NewCase(CaseState.Registered);
        sent.OtherOffences.Add(sent.PrincipalOffence);

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => CaseFile.Register("cases/b", sent, Catalogue)).Reason);
    }

    [Fact]
    public void Verb_BeforeTheRegistration_IsRefused()
    {
        var record = NewCase(CaseState.Registered);

        var refusal = Assert.Throws<RefusalException>(() => new CaseFile(record).OpenInvestigation(new Timestamp { Seconds = 1 }));

        Assert.Equal(ErrorReason.RuleBroken, refusal.Reason);
        Assert.Equal(CaseState.Registered, record.State);
    }

    [Fact]
    public void Reopen_SolvedCase_IsNoLongerSolved()
    {
        var record = NewCase(CaseState.UnderInvestigation);
        var file = new CaseFile(record);
        file.Solve(Later);
        file.Refer(Later);
        file.Conclude(Later, "why");

        file.Reopen(Later, "why");

        Assert.Null(record.SolveTime);
    }

    [Fact]
    public void RecordArrest_IdTakenInTheCase_IsRefused()
    {
        var record = NewCase(CaseState.Registered);
        new CaseFile(record).RecordArrest(new Arrest { Id = "a" });

        Assert.Equal(ErrorReason.RecordExists, Assert.Throws<RefusalException>(() => new CaseFile(record).RecordArrest(new Arrest { Id = "a" })).Reason);
        Assert.Single(record.Arrests);
    }

    [Theory]
    [InlineData(CaseState.Closed)]
    [InlineData(CaseState.Void)]
    public void RecordArrest_CaseIsOver_IsRefused(CaseState state)
    {
        var record = NewCase(state);

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => new CaseFile(record).RecordArrest(new Arrest { Id = "a" })).Reason);
    }

    [Fact]
    public void WithdrawArrest_StandingArrest_StaysVisibleWithItsReason()
    {
        var record = NewCase(CaseState.Registered);
        new CaseFile(record).RecordArrest(new Arrest { Id = "a", Withdrawn = true, WithdrawReason = "sent by a client" });

        new CaseFile(record).WithdrawArrest("a", "recorded twice");

        Assert.Equal((true, "recorded twice"), (Assert.Single(record.Arrests).Withdrawn, record.Arrests[0].WithdrawReason));
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => new CaseFile(record).WithdrawArrest("a", "again")).Reason);
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => new CaseFile(record).WithdrawArrest("b", "none")).Reason);
    }

    [Fact]
    public void Catalogue_EveryGroupOfTheDesign_IsThere()
    {
        var groups = Catalogue.All.Select(offence => offence.Group).Distinct().Order();

        Assert.Equal(["border_management", "drugs", "firearms", "fraud", "gambling", "gang_crime", "smuggling"], groups);
        Assert.All(Catalogue.All, offence => Assert.False(offence.DisplayName.En.Length == 0 || offence.DisplayName.Zh.Length == 0 || offence.IccsCode.Length == 0));
    }

    private static Case NewCase(CaseState state) => new()
    {
        Name = "cases/a",
        State = state,
        Unit = "U1",
        Area = "53.01",
        RegisterTime = Registered,
        PrincipalOffence = "illegal_crossing",
        Particulars = new CaseParticulars { Title = "Invented" },
    };
}
