using Border.Cases.Links;
using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Links;

public sealed class CaseMergeTests
{
    private readonly Case _survivor = New();
    private readonly Case _duplicate = New(id: "b");

    [Fact]
    public void Merge_Duplicate_PointsToTheSurvivorAndBack()
    {
        Merge();

        Assert.Equal((CaseState.Merged, "cases/a"), (_duplicate.State, _duplicate.MergedInto));
        Assert.Equal(new CaseTurn { State = CaseState.Merged, TurnTime = Later, Reason = "why" }, Assert.Single(_duplicate.Turns));
        Assert.Equal(("cases/b", CaseState.Registered), (Assert.Single(_survivor.MergedCases), _survivor.State));
    }

    [Fact]
    public void Merge_Offences_AreThoseOfBothOnce()
    {
        _survivor.OtherOffences.Add("fraud");
        _duplicate.PrincipalOffence = "organising_crossing";
        _duplicate.OtherOffences.Add(["fraud", "illegal_crossing", "drug_trafficking"]);

        Merge();

        Assert.Equal("illegal_crossing", _survivor.PrincipalOffence);
        Assert.Equal(["fraud", "organising_crossing", "drug_trafficking"], _survivor.OtherOffences);
    }

    [Fact]
    public void Merge_StandingArrests_AreCopiedWhereTheyCountedUnlessTheyAreThere()
    {
        _survivor.Arrests.Add(new Arrest { Id = "x", ArrestTime = Later });
        _duplicate.Area = "53.09";
        _duplicate.Arrests.Add(
        [
            new Arrest { Id = "x", ArrestTime = Later },
            new Arrest { Id = "same", ArrestTime = Later },
            new Arrest { Id = "gone", ArrestTime = Later, Withdrawn = true },
            new Arrest { Id = "far", ArrestTime = Later, Area = "45", Unit = "U9" },
        ]);

        Merge("same");

        Assert.Equal(
            [
                new Arrest { Id = "x", ArrestTime = Later },
                new Arrest { Id = "x-2", ArrestTime = Later, Area = "53.09", Unit = "U1", Origin = "cases/b/arrests/x" },
                new Arrest { Id = "far", ArrestTime = Later, Area = "45", Unit = "U9", Origin = "cases/b/arrests/far" },
            ],
            _survivor.Arrests);
        Assert.Equal(4, _duplicate.Arrests.Count);
    }

    [Fact]
    public void Merge_SuspectsAndWarrants_AreThoseOfBothAndStillBelongTogether()
    {
        _survivor.Suspects.Add([new CaseSuspect { Id = "s1", Person = "persons/p" }, new CaseSuspect { Id = "s2" }]);
        _duplicate.Suspects.Add(
        [
            new CaseSuspect { Id = "s1", StatedName = "the driver" },
            new CaseSuspect { Id = "s2", Person = "persons/p", Outcome = new CourtOutcome { Result = CourtResult.Convicted } },
            new CaseSuspect { Id = "s3", Removed = true },
        ]);
        _duplicate.Warrants.Add(
        [
            new Warrant { Id = "w1", SuspectId = "s1", State = WarrantState.Outstanding },
            new Warrant { Id = "w2", SuspectId = "s2", State = WarrantState.Executed },
            new Warrant { Id = "w3", SuspectId = "s1", State = WarrantState.Withdrawn },
        ]);
        _duplicate.Arrests.Add(new Arrest { Id = "a", SuspectId = "s2", WarrantId = "w2" });
        _survivor.Warrants.Add(new Warrant { Id = "w2", SuspectId = "s2" });

        Merge();

        Assert.Equal(["s1", "s2", "s1-2"], _survivor.Suspects.Select(suspect => suspect.Id));
        Assert.Equal(("the driver", CourtResult.Convicted), (_survivor.Suspects[2].StatedName, _survivor.Suspects[0].Outcome.Result));
        Assert.Equal([("w2", "s2"), ("w1", "s1-2"), ("w2-2", "s1")], _survivor.Warrants.Select(warrant => (warrant.Id, warrant.SuspectId)));
        Assert.Equal(("s1", "w2-2"), (_survivor.Arrests[0].SuspectId, _survivor.Arrests[0].WarrantId));
    }

    [Fact]
    public void Merge_Links_ToOtherRecordsAreTakenOverOnce()
    {
        _survivor.Links.Add(new CaseLink { Record = "patrols/p" });
        _duplicate.Links.Add([new CaseLink { Record = "patrols/p" }, new CaseLink { Record = "seizures/s" }, new CaseLink { Record = "cases/c" }]);

        Merge();

        Assert.Equal(["patrols/p", "seizures/s"], _survivor.Links.Select(link => link.Record));
        Assert.Equal(3, _duplicate.Links.Count);
    }

    [Fact]
    public void Merge_IdsOfFullLength_StayIds()
    {
        var id = new string('a', 63);
        _survivor.Arrests.Add(new Arrest { Id = id });
        _duplicate.Arrests.Add(new Arrest { Id = id });

        Merge();

        Assert.Equal(id[..61] + "-2", _survivor.Arrests[1].Id);
    }

    [Fact]
    public void Merge_IntoItself_IsRefused() => Assert.Equal(
        ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseMerge(_survivor, _survivor.Clone()).Merge(Request())).Reason);

    [Fact]
    public void Merge_Circle_IsRefused()
    {
        Merge();

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => new CaseMerge(_duplicate, _survivor).Merge(Request())).Reason);
    }

    [Fact]
    public void Merge_ArrestThatTheDuplicateHasNot_IsRefused() =>
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => Merge("none")).Reason);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Merge_BeforeEitherWasRegistered_IsRefused(bool survivorIsLater)
    {
        (survivorIsLater ? _survivor : _duplicate).RegisterTime = new() { Seconds = Later.Seconds + 1 };

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Merge()).Reason);
    }

    [Fact]
    public void Merge_MoreArrestsThanACaseHolds_IsRefused()
    {
        for (var i = 0; i < CaseArrests.Max; i++)
            _survivor.Arrests.Add(new Arrest { Id = $"a{i}" });
        _duplicate.Arrests.Add(new Arrest { Id = "x" });

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => Merge()).Reason);
    }

    private static MergeCasesRequest Request(params string[] same) => new() { MergeTime = Later, Reason = "why", SameArrestIds = { same } };

    private void Merge(params string[] same) => new CaseMerge(_survivor, _duplicate).Merge(Request(same));
}
