using Border.Cases.V1;
using Border.Cli.Printing;
using Border.Cli.Records;
using Border.Patrols.V1;
using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Tests;

public sealed class FieldChangesTests
{
    private static readonly Timestamp Noon = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Between_SameRecord_IsNothingButBookkeeping()
    {
        var older = new Patrol { Unit = "U-1", Etag = "1", CreateTime = Noon, UpdateTime = Noon };
        var newer = new Patrol { Unit = "U-1", Etag = "2", CreateTime = Noon };

        Assert.Empty(FieldChanges.Between(older, newer));
    }

    [Fact]
    public void Between_ScalarsEnumsAndTimes_TellsOldAndNew()
    {
        var older = new Patrol { Unit = "U-1", State = PatrolState.Planned, OfficerCount = 5, PlanTime = Noon };
        var newer = new Patrol { Unit = "U-2", State = PatrolState.UnderWay, StartTime = Noon, PlanTime = Noon };

        Assert.Equal(
            ["state: planned -> under_way", "unit: U-1 -> U-2", "officer_count: 5 -> 0", "start_time:  -> 2021-03-01T12:00:00Z"], Texts(older, newer));
    }

    [Fact]
    public void Between_NothingAndTheFirstVersion_IsAllThatItStates()
    {
        Assert.Equal(["unit:  -> U-1", "officer_count:  -> 4"], Texts(null, new Patrol { Unit = "U-1", OfficerCount = 4 }));
    }

    [Fact]
    public void Between_NestedMessage_TellsItsFieldsAndNotThoseThatStay()
    {
        var older = new Seizure { Position = new Position { Latitude = 21.5, Longitude = 100.5 } };
        var newer = new Seizure { Position = new Position { Latitude = 21.25, Longitude = 100.5 } };

        Assert.Equal(["position.latitude: 21.5 -> 21.25"], Texts(older, newer));
    }

    [Fact]
    public void Between_NestedMessageThatWent_TellsWhatItHeldAndNoZeros()
    {
        Assert.Equal(["position.latitude: 21.5 -> "], Texts(new Seizure { Position = new Position { Latitude = 21.5 } }, new Seizure()));
    }

    [Fact]
    public void Between_NestedMessageThatStatesNothing_IsToldAsItself()
    {
        var change = Assert.Single(FieldChanges.Between(new Seizure(), new Seizure { Position = new Position() }));

        Assert.Equal(("position", null, new Position()), (change.Path, change.Old, change.New));
    }

    [Fact]
    public void Between_ItemsWithIds_AreComparedByIdWhateverTheirPlace()
    {
        var older = new Case { Arrests = { Arrest("a1", "U-1"), Arrest("a2", "U-1") } };
        var newer = new Case { Arrests = { Arrest("a2", "U-2"), Arrest("a3", "U-3") } };

        Assert.Equal(
            [
                "arrests[a1].id: a1 -> ", "arrests[a1].unit: U-1 -> ",
                "arrests[a2].unit: U-1 -> U-2",
                "arrests[a3].id:  -> a3", "arrests[a3].unit:  -> U-3",
            ],
            Texts(older, newer));
    }

    [Fact]
    public void Between_ItemsWithoutIds_AreComparedByPlace()
    {
        var older = new Case { Arrests = { Arrest("", "U-1"), Arrest("", "U-2") } };
        var newer = new Case { Arrests = { Arrest("", "U-1"), Arrest("", "U-3") } };

        Assert.Equal(["arrests[1].unit: U-2 -> U-3"], Texts(older, newer));
    }

    [Fact]
    public void Between_ListOfTexts_IsOneValue()
    {
        var older = new Case { OtherOffences = { "smuggling" } };
        var newer = new Case { OtherOffences = { "smuggling", "fraud" } };

        Assert.Equal(["other_offences: smuggling -> smuggling;fraud"], Texts(older, newer));
    }

    private static Arrest Arrest(string id, string unit) => new() { Id = id, Unit = unit };

    private static IEnumerable<string> Texts(IMessage? older, IMessage newer) =>
        FieldChanges.Between(older, newer).Select(change => $"{change.Path}: {FieldText.Of(change.Old)} -> {FieldText.Of(change.New)}");
}
