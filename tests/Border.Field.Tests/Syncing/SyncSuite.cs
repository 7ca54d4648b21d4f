using Border.Attachments.V1;
using Border.Field.Proposals;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Syncing;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Time.Testing;

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
public abstract class SyncSuite : IAsyncLifetime
{
    private FieldServer _server = null!;

    protected abstract StorageEngineKind Engine { get; }

    public async Task InitializeAsync() => _server = await FieldServer.StartAsync(Engine);

    public async Task DisposeAsync() => await _server.DisposeAsync();

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
    [InlineData(-24)]
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
        // What lies in the server's future is known to be wrong before it is sent.
        Assert.Equal(isTooFar ? EntryState.Draft : EntryState.Ready, after.State);
    }

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

    [Fact]
    public async Task Sync_Attachment_IsStoredAndRemovedFromTheDeviceAfterItsTime()
    {
        using var field = Today();
        var photo = new byte[AttachmentStore.PartBytes * 3 + 7];
        Random.Shared.NextBytes(photo);
        "%PDF-1.7"u8.CopyTo(photo);
        var kept = field.Device.Attachments.Add(FieldDevice.Officer, "cases", ContentType.Pdf, photo);
        var record = field.Record(Samples.Interception(field.Now)).Entry;

        var report = await field.SyncAsync(_server.Invoker);
        var upload = await new AttachmentService.AttachmentServiceClient(_server.Host.Channel).GetUploadAsync(
            new() { Service = "cases", Sha256 = kept.Sha256 }, new Grpc.Core.Metadata { { "border-actor", FieldDevice.Officer } });
        Assert.True(upload.IsStored);
        Assert.Equal(1, report.Attachments);

        Assert.Equal(0, field.Device.RemoveSettledBefore(field.Clock.GetUtcNow().AddHours(-1)));
        Assert.True(field.Device.RemoveSettledBefore(field.Clock.GetUtcNow().AddHours(1)) > 1);
        var settled = field.Queue.Find(record.Sequence)!;
        Assert.Null(field.Queue.RequestOf(settled));
        Assert.Equal(($"interceptions/{record.Record}", "1"), (settled.Name, settled.Etag));
    }

    [Fact]
    public async Task Sync_ObservationWithAPhoto_GoesWhenThePhotoIsThere()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        var photo = new byte[1000];
        "%PDF-1.7"u8.CopyTo(photo);
        var kept = field.Device.Attachments.Add(FieldDevice.Officer, "patrols", ContentType.Pdf, photo);
        var seen = Samples.Observation(patrol, field.Now);
        seen.Observation.Attachments.Add(new Border.Type.V1.Attachment { Sha256 = kept.Sha256 });
        field.Record(seen);

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((3, 1, 0, null), (report.Received, report.Attachments, report.Refused, report.Fault));
        var stored = (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).Observations.Single().Attachments.Single();
        Assert.Equal((kept.Sha256, 1000L), (stored.Sha256, stored.SizeBytes));
    }

    [Fact]
    public async Task Sync_SamePhotoOfTwoOfficers_IsUploadedByEachAndKeptOnce()
    {
        using var field = Today();
        var photo = new byte[AttachmentStore.PartBytes + 7];
        "%PDF-1.7"u8.CopyTo(photo);
        field.Device.Attachments.Add(FieldDevice.Officer, "patrols", ContentType.Pdf, photo);
        field.Enrol("wang-invented");
        field.SignIn("wang-invented");
        var kept = field.Device.Attachments.Add("wang-invented", "patrols", ContentType.Pdf, photo);
        var patrol = field.StartPatrol();
        var seen = Samples.Observation(patrol, field.Now);
        seen.Observation.Attachments.Add(new Border.Type.V1.Attachment { Sha256 = kept.Sha256 });
        field.Record(seen);

        Assert.Equal(2, field.Device.Attachments.KeptParts());
        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((3, 2, 0, null), (report.Received, report.Attachments, report.Refused, report.Fault));
        Assert.Single((await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).Observations.Single().Attachments);
    }

    [Fact]
    public async Task Sync_AttachmentThatIsNotWhatItSays_IsRefusedAndStopsNothing()
    {
        using var field = Today();
        field.Device.Attachments.Add(FieldDevice.Officer, "cases", ContentType.Jpeg, [1, 2, 3]);
        field.Record(Samples.Interception(field.Now));

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((1, null), (report.Received, report.Fault));
        Assert.Equal(EntryState.Refused, Assert.Single(field.Device.Attachments.All()).State);
    }

    [Fact]
    public async Task Sync_PhotoThatTheServerHasNot_IsKeptForItsRecordAndSentAgain()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        var kept = field.Device.Attachments.Add(FieldDevice.Officer, "patrols", ContentType.Pdf, [.. "%PDF-1.7"u8, 1, 2, 3]);
        var seen = Samples.Observation(patrol, field.Now);
        seen.Observation.Attachments.Add(new Border.Type.V1.Attachment { Sha256 = kept.Sha256 });
        var draft = field.Record(seen, asDraft: true).Entry;
        // It was sent, and destroyed there since no record named it; or somebody else brought it.
        field.Device.Attachments.NoteReceived(kept);

        field.Device.RemoveSettledBefore(field.Clock.GetUtcNow().AddDays(1));
        field.Queue.Release(draft);
        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((3, 1, 0, null), (report.Received, report.Attachments, report.Refused, report.Fault));
        Assert.Equal(kept.Sha256, (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).Observations.Single().Attachments.Single().Sha256);
        Assert.True(field.Device.RemoveSettledBefore(field.Clock.GetUtcNow().AddDays(1)) > 0);
        Assert.Equal(0, field.Device.Attachments.KeptParts());
    }

    [Fact]
    public async Task Sync_PhotoThatTheServerCannotTake_StopsOnlyWhatNamesIt()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        var (stuck, other) = (Attach(1), Attach(2));
        for (var i = 0; i <= BatchSize.MostRecords; i++)
        {
            var seen = Samples.Observation(patrol, field.Now);
            seen.Observation.Attachments.Add(new Border.Type.V1.Attachment { Sha256 = stuck.Sha256 });
            field.Record(seen);
        }

        field.Record(Samples.Interception(field.Now));
        var failing = FieldDevice.Refusing(
            _server.Invoker, "GetUpload", Grpc.Core.StatusCode.Internal, request => request is GetUploadRequest { Sha256: var sha256 } && sha256 == stuck.Sha256);
        var report = await field.SyncAsync(failing);

        Assert.Equal((3, 1, Grpc.Core.StatusCode.Internal), (report.Received, report.Attachments, report.Fault?.Code));
        Assert.Equal(EntryState.Received, field.Device.Attachments.All().Single(kept => kept.Sha256 == other.Sha256).State);

        KeptAttachment Attach(byte content) => field.Device.Attachments.Add(FieldDevice.Officer, "patrols", ContentType.Pdf, [.. "%PDF-1.7"u8, content]);
    }

    [Fact]
    public async Task Sync_TokenThatRanOutBeforeAPhoto_GivesNothingUp()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        var kept = field.Device.Attachments.Add(FieldDevice.Officer, "patrols", ContentType.Pdf, [.. "%PDF-1.7"u8, 1]);
        var seen = Samples.Observation(patrol, field.Now);
        seen.Observation.Attachments.Add(new Border.Type.V1.Attachment { Sha256 = kept.Sha256 });
        field.Record(seen);
        var unknowing = FieldDevice.Refusing(
            _server.Invoker, "GetUpload", Grpc.Core.StatusCode.Unauthenticated, request => request is GetUploadRequest { Sha256: var sha256 } && sha256 == kept.Sha256);

        var refused = await field.SyncAsync(unknowing);
        var taken = await field.SyncAsync(_server.Invoker);

        Assert.Equal((2, 0, Grpc.Core.StatusCode.Unauthenticated), (refused.Received, refused.Refused, refused.Fault?.Code));
        Assert.Equal((1, 1, null), (taken.Received, taken.Attachments, taken.Fault));
    }

    [Fact]
    public async Task Sync_EndOfAPatrol_DoesNotOvertakeAnObservationThatWaitsForItsPhoto()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        var kept = field.Device.Attachments.Add(FieldDevice.Officer, "patrols", ContentType.Pdf, [.. "%PDF-1.7"u8, 1]);
        var seen = Samples.Observation(patrol, field.Now);
        seen.Observation.Attachments.Add(new Border.Type.V1.Attachment { Sha256 = kept.Sha256 });
        field.Record(seen);
        field.Record(new EndPatrolRequest { Name = patrol, EndTime = field.Now });
        var failing = FieldDevice.Refusing(
            _server.Invoker, "GetUpload", Grpc.Core.StatusCode.Internal, request => request is GetUploadRequest { Sha256: var sha256 } && sha256 == kept.Sha256);

        Assert.Equal(2, (await field.SyncAsync(failing)).Received);
        Assert.Equal(PatrolState.UnderWay, (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).State);
        Assert.Equal(2, (await field.SyncAsync(_server.Invoker)).Received);
        Assert.Equal(PatrolState.Ended, (await _server.Patrols.GetPatrolAsync(new() { Name = patrol })).State);
    }

    [Fact]
    public async Task Sync_PhotoThatIsNowhereAnyMore_RefusesItsRecordOnce()
    {
        using var field = Today();
        var patrol = field.StartPatrol();
        var seen = Samples.Observation(patrol, field.Now);
        seen.Observation.Attachments.Add(new Border.Type.V1.Attachment { Sha256 = new string('a', 64) });
        field.Record(seen);

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((2, 1, null), (report.Received, report.Refused, report.Fault));
        Assert.Contains("have not been uploaded", field.Queue.RefusalOf(Assert.Single(field.Queue.Of(EntryState.Refused)))!.Message, StringComparison.Ordinal);
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

    private static FieldDevice Today() => new(TimeProvider.System.GetUtcNow());
}
