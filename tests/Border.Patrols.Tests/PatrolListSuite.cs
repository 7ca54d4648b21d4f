using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Patrols.Tests;

public sealed class SqlitePatrolListTests() : PatrolListSuite(StorageEngineKind.Sqlite);

public sealed class PostgresPatrolListTests() : PatrolListSuite(StorageEngineKind.Postgres);

/// <summary>Lists of patrols and their feed, and what these leave out.</summary>
public abstract class PatrolListSuite(StorageEngineKind engine) : PatrolServiceHost(engine)
{
    [Fact]
    public async Task ListPatrols_EachFilter_FindsTheOnesThatFit()
    {
        await Client.CreatePatrolAsync(Create("a"));
        var joint = Create("b");
        (joint.Patrol.Type, joint.Patrol.CounterpartCountry) = (PatrolType.Joint, "MNG");
        (joint.Patrol.PlanTime, joint.Patrol.Area) = (Noon, "15.01");
        await Client.CreatePatrolAsync(joint);
        await Client.StartPatrolAsync(new() { Name = "patrols/b", StartTime = Noon, RequestId = "s" });

        Assert.Equal(["patrols/b", "patrols/a"], await NamesAsync(new()));
        Assert.Equal(["patrols/a", "patrols/b"], await NamesAsync(new() { OrderBy = "plan_time" }));
        Assert.Equal(["patrols/b"], await NamesAsync(new() { Type = PatrolType.Joint }));
        Assert.Equal(["patrols/a"], await NamesAsync(new() { State = PatrolState.Planned }));
        Assert.Equal(["patrols/b"], await NamesAsync(new() { Area = "15" }));
        Assert.Equal(["patrols/b"], await NamesAsync(new() { PlanTimeFrom = Noon }));
        Assert.Equal(["patrols/a"], await NamesAsync(new() { PlanTimeBefore = Noon }));
        Assert.Empty(await NamesAsync(new() { Type = PatrolType.Joint, State = PatrolState.Planned }));
    }

    [Fact]
    public async Task ListPatrols_PageByPage_GivesEachOnce()
    {
        for (var i = 0; i < 5; i++)
            await Client.CreatePatrolAsync(Create($"p{i}"));

        List<string> names = [];
        var token = "";
        do
        {
            var page = await Client.ListPatrolsAsync(new() { PageSize = 2, PageToken = token });
            names.AddRange(page.Patrols.Select(record => record.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(["patrols/p0", "patrols/p1", "patrols/p2", "patrols/p3", "patrols/p4"], names.Order());
    }

    [Fact]
    public async Task ListPatrolsAndFeed_ObservationWithNote_LeaveTheNoteOut()
    {
        await Client.CreatePatrolAsync(Create("a"));
        await Client.StartPatrolAsync(new() { Name = "patrols/a", StartTime = Morning, RequestId = "s" });
        await Client.AddObservationAsync(Observe("patrols/a", "o1"));

        var listed = Assert.Single((await Client.ListPatrolsAsync(new())).Patrols);
        Assert.Equal(("o1", ""), (listed.Observations[0].Id, listed.Observations[0].Note));
        var events = await Host.FirstEventsAsync("patrols", 3);
        Assert.Equal(["created", "started", "observation_added"], events.Select(entry => entry.Verb));
        var state = events[2].State.Unpack<Patrol>();
        Assert.Equal(("o1", ""), (state.Observations[0].Id, state.Observations[0].Note));
    }

    [Fact]
    public async Task GetPatrol_ThatIsNotThere_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.GetPatrolAsync(new() { Name = "patrols/none" }));

        Assert.Equal((StatusCode.NotFound, "ERROR_REASON_RECORD_NOT_FOUND"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task ListPatrolsAndFeed_PatrolWithPeople_LeaveThemOut()
    {
        var create = Create("a");
        create.Patrol.Leader = "N-1";
        await Client.CreatePatrolAsync(create);
        await Client.StartPatrolAsync(new() { Name = "patrols/a", StartTime = Morning, Team = { "N-2" }, RequestId = "s" });
        await Client.PausePatrolAsync(new() { Name = "patrols/a", PauseTime = Noon, Reason = "N-2 is ill", RequestId = "p" });

        var listed = Assert.Single((await Client.ListPatrolsAsync(new())).Patrols);
        var fed = (await Host.FirstEventsAsync("patrols", 3))[2].State.Unpack<Patrol>();

        foreach (var record in (Patrol[])[listed, fed])
        {
            Assert.Equal(("", "", "", Noon), (record.Leader, record.Legs[0].Leader, record.Pauses[0].Reason, record.Pauses[0].StartTime));
            Assert.Empty(record.Legs[0].Team);
        }
    }

    private async Task<IEnumerable<string>> NamesAsync(ListPatrolsRequest request) =>
        (await Client.ListPatrolsAsync(request)).Patrols.Select(record => record.Name);
}
