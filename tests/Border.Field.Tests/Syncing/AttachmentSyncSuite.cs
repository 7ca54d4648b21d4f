using Border.Attachments.V1;
using Border.Field.Queue;
using Border.Field.Syncing;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Border.Storage;

namespace Border.Field.Tests.Syncing;

public sealed class SqliteAttachmentSyncTests : AttachmentSyncSuite
{
    protected override StorageEngineKind Engine => StorageEngineKind.Sqlite;
}

public sealed class PostgresAttachmentSyncTests : AttachmentSyncSuite
{
    protected override StorageEngineKind Engine => StorageEngineKind.Postgres;
}

/// <summary>Photos and documents, and the records that wait for them.</summary>
public abstract class AttachmentSyncSuite : SyncHost
{
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
        var kept = RecordWithPhoto(field, patrol, photo);

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
        var kept = RecordWithPhoto(field, patrol, [.. "%PDF-1.7"u8, 1]);
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
        var kept = RecordWithPhoto(field, patrol, [.. "%PDF-1.7"u8, 1]);
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

    /// <summary>Records an observation that names a photo.</summary>
    private static KeptAttachment RecordWithPhoto(FieldDevice field, string patrol, byte[] photo)
    {
        var kept = field.Device.Attachments.Add(FieldDevice.Officer, "patrols", ContentType.Pdf, photo);
        var seen = Samples.Observation(patrol, field.Now);
        seen.Observation.Attachments.Add(new Border.Type.V1.Attachment { Sha256 = kept.Sha256 });
        field.Record(seen);
        return kept;
    }
}
