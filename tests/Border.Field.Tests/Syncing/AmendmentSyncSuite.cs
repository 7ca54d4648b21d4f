using Border.Field.Proposals;
using Border.Field.Queue;
using Border.Field.Syncing;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Field.Tests.Syncing;

public sealed class SqliteAmendmentSyncTests : AmendmentSyncSuite
{
    protected override StorageEngineKind Engine => StorageEngineKind.Sqlite;
}

public sealed class PostgresAmendmentSyncTests : AmendmentSyncSuite
{
    protected override StorageEngineKind Engine => StorageEngineKind.Postgres;
}

/// <summary>Changes of records that others may change too, and how a person settles what differs.</summary>
public abstract class AmendmentSyncSuite : SyncHost
{
    [Fact]
    public async Task Sync_TwoDevicesAmendOneRecord_TheLaterIsAProposalThatAPersonSettles()
    {
        using var one = Today();
        using var two = Today();
        var patrol = one.StartPatrol();
        await one.SyncAsync(_server.Invoker);
        one.Record(Amend(patrol, "", patrol => patrol.OfficerCount = 3, "officer_count"));
        await one.SyncAsync(_server.Invoker);
        two.Record(Amend(patrol, "2", patrol => (patrol.OfficerCount, patrol.Unit) = (7, "U-2"), "officer_count", "unit"));

        var report = await two.SyncAsync(_server.Invoker);
        var proposal = Proposal.Of(two.Queue, Assert.Single(two.Queue.Of(EntryState.Proposal)))!;

        Assert.Equal(1, report.Proposals);
        Assert.Equal([("unit", "U-1", (object)"U-2"), ("officer_count", (object)3, 7)], proposal.Differences.Select(change => (change.Path, change.Old, change.New)));
        Settlement.Settle(two.Device, proposal, ["unit"]);
        Assert.Equal(1, (await two.SyncAsync(_server.Invoker)).Received);
        var settled = await _server.Patrols.GetPatrolAsync(new() { Name = patrol });
        Assert.Equal(("U-2", 3), (settled.Unit, settled.OfficerCount));
        await Ledger.AssertAgreesAsync(_server, one.Device, two.Device);
    }

    [Fact]
    public async Task Settle_Theirs_SendsNothing()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        await field.SyncAsync(_server.Invoker);
        field.Record(Amend(patrol, "1", patrol => patrol.OfficerCount = 3, "officer_count"));
        await field.SyncAsync(_server.Invoker);

        Assert.Null(Settlement.Settle(field.Device, Proposal.Of(field.Queue, field.Queue.Of(EntryState.Proposal)[0])!, []));

        Assert.Equal(0, (await field.SyncAsync(_server.Invoker)).Received);
        Assert.Equal(0, (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).OfficerCount);
    }

    [Fact]
    public async Task Sync_AmendmentBehindTheDevicesOwnChanges_IsNoConflict()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        field.Record(Samples.Observation(patrol, field.Now));
        Assert.Empty(field.Record(Amend(patrol, "", patrol => patrol.OfficerCount = 3, "officer_count")).Faults);
        Assert.Empty(field.Record(Amend(patrol, "", patrol => patrol.OfficerCount = 4, "officer_count")).Faults);

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((5, 0), (report.Received, report.Proposals));
        Assert.Equal(4, (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).OfficerCount);
    }

    [Fact]
    public async Task Sync_AmendmentThatWasCarriedOutAndNotAnswered_IsSentAgainAsItWas()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        field.Record(Amend(patrol, "", patrol => patrol.OfficerCount = 3, "officer_count"));
        foreach (var (entry, request) in Sent(field))
        {
            var taken = request is CreatePatrolRequest created
                ? await _server.Patrols.CreatePatrolAsync(created)
                : await _server.Patrols.StartPatrolAsync((StartPatrolRequest)request);
            field.Queue.NoteReceived(entry.RequestId, new() { Name = taken.Name, Etag = taken.Etag });
        }

        // Its etag follows those two. The device is switched off before it is told of the answer.
        await _server.Patrols.AmendPatrolAsync((AmendPatrolRequest)Assert.Single(Sent(field)).Request);
        field.SignIn();

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((1, 0, 0), (report.Received, report.Refused, report.Proposals));
    }

    [Fact]
    public async Task Sync_AmendmentBehindSomebodyElsesChange_IsAProposalAlsoWhenTheDeviceWroteSince()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        await field.SyncAsync(_server.Invoker);
        field.Record(Samples.Observation(patrol, field.Now));
        field.Record(Amend(patrol, "", patrol => patrol.OfficerCount = 3, "officer_count"));
        await _server.Patrols.AmendPatrolAsync(Amend(patrol, "2", patrol => patrol.OfficerCount = 9, "officer_count"));

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((1, 1), (report.Received, report.Proposals));
        Assert.Equal(9, (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).OfficerCount);
    }

    [Fact]
    public void Record_AmendmentOfARecordThatTheDeviceNeverSaw_AsksWhichVersionWasSeen()
    {
        using var field = Today();

        Assert.Equal("etag", Assert.Single(field.Record(Amend("patrols/elsewhere", "", patrol => patrol.OfficerCount = 3, "officer_count")).Faults).Field);
    }

    private static AmendPatrolRequest Amend(string patrol, string etag, Action<Patrol> change, params string[] fields)
    {
        var request = new AmendPatrolRequest
        {
            Patrol = new Patrol { Name = patrol, Etag = etag },
            UpdateMask = new FieldMask { Paths = { fields } },
            Reason = "told by radio",
            RequestId = Guid.CreateVersion7().ToString(),
        };
        change(request.Patrol);
        return request;
    }

    private IReadOnlyList<(Entry Entry, IMessage Request)> Sent(FieldDevice field)
    {
        var batch = Batch.Take(field.Queue, new(FieldDevice.Officer, _server.Invoker, new()), [], BatchSize.MostBytes);
        field.Queue.NoteSending(batch.Entries);
        return batch.Entries;
    }
}
