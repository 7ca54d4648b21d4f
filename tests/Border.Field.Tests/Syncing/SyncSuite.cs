using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Syncing;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Border.Storage;

namespace Border.Field.Tests.Syncing;

public sealed class SqliteSyncTests : SyncSuite
{
    protected override StorageEngineKind Engine => StorageEngineKind.Sqlite;
}

public sealed class PostgresSyncTests : SyncSuite
{
    protected override StorageEngineKind Engine => StorageEngineKind.Postgres;
}

/// <summary>Devices and a server on a good network.</summary>
public abstract class SyncSuite : SyncHost
{
    [Fact]
    public async Task Sync_EverythingThatAPatrolRecords_IsAtTheServerOnce()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        field.Record(Samples.Observation(patrol, field.Now));
        field.Record(Samples.Interception(field.Now));
        field.Record(Samples.Seizure(field.Now));
        new TrackRecorder(field.Device, new Recorder(field.Device)).AddFix(patrol, Samples.Point(field.Now, 1));
        new TrackRecorder(field.Device, new Recorder(field.Device)).Close(patrol);
        field.Record(new EndPatrolRequest { Name = patrol, EndTime = field.Now });

        var report = await field.SyncAsync(_server.Invoker);
        var again = await field.SyncAsync(_server.Invoker);

        Assert.Equal((7, 0, 0, null), (report.Received, report.Refused, report.Proposals, report.Fault));
        Assert.Equal(0, again.Received);
        Assert.Equal(PatrolState.Ended, (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).State);
        Assert.Equal(1, (await new TrackService.TrackServiceClient(_server.Host.Channel).GetTrackAsync(new() { Name = patrol })).PointCount);
        await Ledger.AssertAgreesAsync(_server, field.Device);
    }

    [Fact]
    public async Task Sync_SeveralOfficers_SendsEachRecordUnderItsAuthor()
    {
        using var field = Today();
        var first = field.Record(Samples.Interception(field.Now)).Entry;
        field.Enrol("wang-invented");
        field.SignIn("wang-invented");
        var second = field.Record(Samples.Interception(field.Now)).Entry;

        await field.SyncAsync(_server.Invoker);

        Assert.Equal(FieldDevice.Officer, Assert.Single(await _server.VersionsAsync($"interceptions/{first.Record}")).Actor);
        Assert.Equal("wang-invented", Assert.Single(await _server.VersionsAsync($"interceptions/{second.Record}")).Actor);
    }

    // Whoever has the device is the first to send.
    [Fact]
    public async Task Sync_RecordOfAPatrolThatAnotherOfficerStarted_WaitsUntilThatIsSent()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        field.Enrol("wang-invented");
        field.SignIn("wang-invented");
        field.Record(Samples.Observation(patrol, field.Now));

        var first = await field.SyncAsync(_server.Invoker);
        var next = await field.SyncAsync(_server.Invoker);

        Assert.Equal((2, 0), (first.Received, first.Refused));
        Assert.Equal((1, 0), (next.Received, next.Refused));
    }

    [Fact]
    public async Task Sync_RefusedRecord_HoldsOnlyWhatIsAboutTheSame()
    {
        using var field = Today();
        var taken = await _server.Patrols.CreatePatrolAsync(
            new() { PatrolId = "taken", RequestId = "elsewhere", Patrol = Samples.Patrol(field.Now) });
        field.Record(new CreatePatrolRequest { PatrolId = "taken", Patrol = Samples.Patrol(field.Now) });
        field.Record(new StartPatrolRequest { Name = taken.Name, StartTime = field.Now });
        var other = field.Record(Samples.Interception(field.Now)).Entry;

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((1, 1), (report.Received, report.Refused));
        Assert.Equal([EntryState.Refused, EntryState.Ready, EntryState.Received], field.Queue.Of(FieldDevice.Officer).Select(entry => entry.State));
        Assert.Equal("startPatrol", Assert.Single(field.Queue.Held()).Kind);
        Assert.Contains("exists already", field.Queue.RefusalOf(field.Queue.Of(EntryState.Refused)[0])!.Message, StringComparison.Ordinal);
        Assert.Equal($"interceptions/{other.Record}", field.Queue.Find(other.Sequence)!.Name);
        Assert.Equal("1", (await _server.Patrols.GetPatrolAsync(new() { Name = taken.Name })).Etag);
    }

    [Fact]
    public async Task Sync_CorrectedAfterARefusal_GoesWithWhatStoodBehindIt()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        var created = field.Queue.Of(FieldDevice.Officer)[0];
        var request = (CreatePatrolRequest)field.Queue.RequestOf(created)!;
        // As the server would refuse it, whatever the device thinks of it.
        request.Patrol.CounterpartCountry = "LAO";
        field.Queue.NoteRefused(created.RequestId, Sending.ServerFault.From(new Border.Type.V1.SubmissionError { Code = 9, Message = "A rule." }), EntryState.Refused);
        Assert.Equal(0, (await field.SyncAsync(_server.Invoker)).Received);

        request.Patrol.CounterpartCountry = "";
        new Recorder(field.Device).Correct(field.Queue.Find(created.Sequence)!, request);
        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal(2, report.Received);
        Assert.Equal(PatrolState.UnderWay, (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).State);
        await Ledger.AssertAgreesAsync(_server, field.Device);
    }

    [Fact]
    public async Task Sync_AfterFourHundredDays_IsTakenAndSentTwiceHasNoSecondEffect()
    {
        var start = TimeProvider.System.GetUtcNow().AddDays(-400);
        using var field = new FieldDevice(start);
        var patrol = field.StartPatrol();
        // The answer to the first try was lost.
        var copy = field.Queue.Of(FieldDevice.Officer);
        await field.SyncAsync(_server.Invoker);
        field.Device.Dispose();
        using var lost = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={field.Path};Pooling=false");
        lost.Open();
        using (var forget = lost.CreateCommand())
        {
            forget.CommandText = "update entry set state = 'sending', name = null, etag = null, settled_at = null";
            forget.ExecuteNonQuery();
        }

        field.SetClock(start.AddDays(400));
        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal(copy.Count, report.Received);
        Assert.Equal("2", (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).Etag);
        await Ledger.AssertAgreesAsync(_server, field.Device);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-23)]
    [InlineData(730 * 24)]
    [InlineData(-730 * 24)]
    public async Task Sync_ClockOfTheDeviceWrong_KeepsBothTimesAndSaysSo(int hours)
    {
        // The contract allows a day; beyond it a time is in the future.
        var isTooFar = hours > 24;
        using var field = new FieldDevice(TimeProvider.System.GetUtcNow().AddHours(hours));
        var before = field.Record(Samples.Seizure(field.Now)).Entry;
        var report = await field.SyncAsync(_server.Invoker);
        var after = field.Record(Samples.Seizure(field.Now)).Entry;

        Assert.Equal(isTooFar ? (0, 1) : (1, 0), (report.Received, report.Refused));
        Assert.True(field.Device.Clock.IsSkewed);
        Assert.Null(before.ServerOffset);
        Assert.InRange(after.ServerOffset!.Value, TimeSpan.FromHours(-hours) - TimeSpan.FromMinutes(2), TimeSpan.FromHours(-hours) + TimeSpan.FromMinutes(2));
        Assert.InRange(after.CorrectedAt, TimeProvider.System.GetUtcNow().AddMinutes(-2), TimeProvider.System.GetUtcNow().AddMinutes(2));
        Assert.Equal(field.Clock.GetUtcNow().UtcDateTime, after.MadeAt.UtcDateTime, TimeSpan.FromMilliseconds(1));
        // What lies in the server's future, or that far in its past, is known to be wrong before it is sent.
        Assert.Equal(Math.Abs(hours) > 24 ? EntryState.Draft : EntryState.Ready, after.State);
    }

    [Fact]
    public async Task Follow_OfficerWhomTheServerKnowsNoMore_IsToldOnce()
    {
        using var field = Today();
        field.Record(Samples.Interception(field.Now));
        var unknowing = FieldDevice.Refusing(_server.Invoker, "GetUpload", Grpc.Core.StatusCode.Unauthenticated);
        var (runs, told) = (0, new List<string>());
        var sync = new FieldSync(field.Device, Connect, TimeProvider.System, TimeSpan.FromSeconds(20));

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            new Follower(field.Device, sync, new QuickTime(1000), report => told.AddRange(report.Unknown)) { KeepFor = TimeSpan.FromDays(7) }
                .RunAsync(CancellationToken.None));

        Assert.Equal([FieldDevice.Officer], told);

        Grpc.Core.CallInvoker Connect(Credential who, string? service) =>
            ++runs == 3 ? throw new OperationCanceledException() : FieldDevice.As(unknowing, who);
    }
}
