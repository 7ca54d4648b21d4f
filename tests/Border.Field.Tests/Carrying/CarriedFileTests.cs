using Border.Attachments.V1;
using Border.Field.Carrying;
using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Sending;
using Border.Field.Syncing;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Field.Tests.Carrying;

public sealed class CarriedFileTests : IDisposable
{
    private const string Phrase = "for the stick";

    private readonly FieldDevice _field = new(TimeProvider.System.GetUtcNow());

    private string Path => System.IO.Path.Combine(_field.Folder, "carried");

    private string ReceiptsPath => System.IO.Path.Combine(_field.Folder, "receipts");

    public void Dispose() => _field.Dispose();

    [Fact]
    public void Read_WhatWasWritten_IsWhatWaits()
    {
        Write(3);

        var file = CarriedFile.Read(Path, Phrase);

        Assert.Equal(
            _field.Queue.Of(FieldDevice.Officer).Select(entry => (entry.RequestId, entry.Author)),
            file.Records.Select(pair => (pair.Record.RequestId, pair.Record.Author)));
        Assert.DoesNotContain("U-1", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnotherPassphrase_IsRefused()
    {
        Write(1);

        Assert.Contains("passphrase", Assert.Throws<DeviceException>(() => CarriedFile.Read(Path, "not this one")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EveryByteChangedAndEveryLengthCutOff_IsRefused()
    {
        Write(1);
        var whole = File.ReadAllBytes(Path);

        for (var place = 0; place < whole.Length; place += 5)
        {
            var changed = whole.ToArray();
            changed[place] ^= 1;
            File.WriteAllBytes(Path, changed);
            Assert.ThrowsAny<DeviceException>(() => CarriedFile.Read(Path, Phrase));
            File.WriteAllBytes(Path, whole[..place]);
            Assert.ThrowsAny<DeviceException>(() => CarriedFile.Read(Path, Phrase));
        }
    }

    [Fact]
    public void Read_LineLeftOutOrTwice_IsRefused()
    {
        Write(3);
        var lines = File.ReadAllLines(Path);

        string[][] wrong = [[.. lines[..2], .. lines[3..]], [lines[0], lines[2], lines[1], .. lines[3..]], [.. lines[..2], lines[1], .. lines[2..]]];

        foreach (var text in wrong)
        {
            File.WriteAllText(Path, string.Join('\n', text) + "\n");
            Assert.Throws<DeviceException>(() => CarriedFile.Read(Path, Phrase));
        }
    }

    [Fact]
    public void Read_AttachmentInSeveralParts_IsWholeWithItsAuthor()
    {
        var photo = new byte[AttachmentStore.PartBytes * 2 + 7];
        Random.Shared.NextBytes(photo);
        var kept = _field.Device.Attachments.Add(FieldDevice.Officer, "cases", ContentType.Jpeg, photo);
        Write(1);

        var carried = Assert.Single(CarriedFile.Read(Path, Phrase).Attachments);

        Assert.Equal((kept.Sha256, "cases", FieldDevice.Officer, ContentType.Jpeg), (carried.Sha256, carried.Service, carried.Author, carried.Type));
        using var bytes = new MemoryStream();
        carried.OpenAt(0).CopyTo(bytes);
        Assert.Equal(photo, bytes.ToArray());
    }

    [Fact]
    public void TakeIn_Receipts_SettlesWhatIsFinalForTheOfficer()
    {
        Write(4);
        var sent = _field.Queue.Of(FieldDevice.Officer);
        Receipts(
            Accepted(sent[0]), Refused(sent[1], StatusCode.FailedPrecondition), Refused(sent[2], StatusCode.PermissionDenied), Refused(sent[3], StatusCode.Internal));

        var report = ReceiptsFile.TakeIn(_field.Device, ReceiptsPath, Phrase);
        var again = ReceiptsFile.TakeIn(_field.Device, ReceiptsPath, Phrase);

        Assert.Equal((1, 1, 0), (report.Received, report.Refused, again.Settled));
        Assert.Equal(
            [EntryState.Received, EntryState.Refused, EntryState.Sending, EntryState.Sending], _field.Queue.Of(FieldDevice.Officer).Select(entry => entry.State));
        Assert.Equal("interceptions/x", _field.Queue.Find(sent[0].Sequence)!.Name);
        Assert.Contains("A rule.", _field.Queue.RefusalOf(sent[1])!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TakeIn_ReceiptsChangedOrOfAnotherDeviceOrPassphrase_ChangeNothing()
    {
        Write(1);
        Receipts(Accepted(_field.Queue.Of(FieldDevice.Officer)[0]));
        using var other = new FieldDevice();
        Assert.Contains("this device is", Assert.Throws<DeviceException>(() => ReceiptsFile.TakeIn(other.Device, ReceiptsPath, Phrase)).Message, StringComparison.Ordinal);
        Assert.Throws<DeviceException>(() => ReceiptsFile.TakeIn(_field.Device, ReceiptsPath, "not this one"));

        var whole = File.ReadAllBytes(ReceiptsPath);
        for (var place = 0; place < whole.Length; place += 3)
        {
            var changed = whole.ToArray();
            changed[place] ^= 1;
            File.WriteAllBytes(ReceiptsPath, changed);
            Assert.ThrowsAny<Exception>(() => ReceiptsFile.TakeIn(_field.Device, ReceiptsPath, Phrase));
        }

        Assert.Equal(EntryState.Sending, _field.Queue.Of(FieldDevice.Officer)[0].State);
    }

    [Fact]
    public async Task Import_TwiceAndThenSync_StoresEachRecordOnce()
    {
        await using var server = await FieldServer.StartAsync();
        _field.StartPatrol();
        Write(2);

        var first = await ImportAsync(server);
        var again = await ImportAsync(server);
        var report = await _field.SyncAsync(server.Invoker);

        Assert.All(first, answer => Assert.Equal(AnswerKind.Accepted, answer.Kind));
        Assert.All(again, answer => Assert.Equal(AnswerKind.Repeated, answer.Kind));
        Assert.Equal(first.Count, report.Received);
        Assert.All(_field.Queue.Of(FieldDevice.Officer), entry => Assert.Equal(EntryState.Received, entry.State));
        await Ledger.AssertAgreesAsync(server, _field.Device);
    }

    [Fact]
    public async Task Import_AmendmentBehindTheDevicesOwnChanges_IsNoConflict()
    {
        await using var server = await FieldServer.StartAsync();
        var patrol = _field.StartPatrol();
        await _field.SyncAsync(server.Invoker);
        _field.Record(Samples.Observation(patrol, _field.Now));
        _field.Record(Samples.OfficerCount(patrol, "", 3));
        _field.Record(Samples.OfficerCount(patrol, "", 4));
        Write(0);

        var answers = await ImportAsync(server);

        Assert.All(answers, answer => Assert.Equal(AnswerKind.Accepted, answer.Kind));
        Assert.Equal(4, (await server.Patrols.GetPatrolAsync(new() { Name = patrol })).OfficerCount);
        await _field.SyncAsync(server.Invoker);
        await Ledger.AssertAgreesAsync(server, _field.Device);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Export_AmendmentBehindSomebodyElsesChange_IsAProposalWhicheverWayItGoes(bool isCarried)
    {
        await using var server = await FieldServer.StartAsync();
        var patrol = _field.StartPatrol();
        // The answers to this were lost on their way.
        CarriedWriter.Write(_field.Device, Path, Phrase, iterations: 10);
        await ImportAsync(server);
        var theirs = Samples.OfficerCount(patrol, "2", 9);
        theirs.RequestId = "theirs";
        await server.Patrols.AmendPatrolAsync(theirs);
        _field.Record(Samples.OfficerCount(patrol, "", 3));
        Write(0);

        if (isCarried)
            Assert.Equal(StatusCode.Aborted, (await ImportAsync(server))[^1].Fault?.Code);
        var report = await _field.SyncAsync(server.Invoker);

        Assert.Equal((2, 1), (report.Received, report.Proposals));
        Assert.Equal(9, (await server.Patrols.GetPatrolAsync(new() { Name = patrol })).OfficerCount);
    }

    [Fact]
    public async Task Sync_RecordInAFileBehindARefusedOne_StaysAsItIsThere()
    {
        await using var server = await FieldServer.StartAsync();
        var taken = await server.Patrols.CreatePatrolAsync(new() { PatrolId = "taken", RequestId = "elsewhere", Patrol = Samples.Patrol(_field.Now) });
        _field.Record(new CreatePatrolRequest { PatrolId = "taken", Patrol = Samples.Patrol(_field.Now) });
        _field.Record(new StartPatrolRequest { Name = taken.Name, StartTime = _field.Now });
        Write(0);

        await _field.SyncAsync(server.Invoker);

        Assert.Equal([EntryState.Refused, EntryState.Sending], _field.Queue.Of(FieldDevice.Officer).Select(entry => entry.State));
    }

    [Fact]
    public void Write_PhotoOfADraft_StaysForItsOfficer()
    {
        var patrol = _field.StartPatrol();
        var (ofDraft, ofRecord, ofNone) = (Attach(1), Attach(2), Attach(3));
        _field.Record(WithPhoto(patrol, ofDraft), asDraft: true);
        _field.Record(WithPhoto(patrol, ofRecord));
        // Somebody else may bring the record.
        _field.Device.Attachments.NoteReceived(ofRecord);

        Write(0);

        Assert.Equal(
            new[] { ofRecord.Sha256, ofNone.Sha256 }.Order(), CarriedFile.Read(Path, Phrase).Attachments.Select(carried => carried.Sha256).Order());
    }

    private KeptAttachment Attach(byte content) => _field.Device.Attachments.Add(FieldDevice.Officer, "patrols", ContentType.Pdf, [.. "%PDF-1.7"u8, content]);

    private AddObservationRequest WithPhoto(string patrol, KeptAttachment photo)
    {
        var seen = Samples.Observation(patrol, _field.Now);
        seen.Observation.Attachments.Add(new Attachment { Sha256 = photo.Sha256 });
        return seen;
    }

    private static Answer Accepted(Entry entry) =>
        new(entry.Place, AnswerKind.Accepted, entry.RequestId) { Accepted = new Accepted { Name = "interceptions/x", Etag = "1", FeedPosition = 1 } };

    private static Answer Refused(Entry entry, StatusCode code) =>
        new(entry.Place, AnswerKind.Refused, entry.RequestId) { Fault = new ServerFault(code, "", "A rule.", []) };

    private void Receipts(params Answer[] answers) => ReceiptsFile.Write(ReceiptsPath, CarriedFile.Read(Path, Phrase), Phrase, answers, [], iterations: 10);

    private void Write(int interceptions)
    {
        for (var i = 0; i < interceptions; i++)
            _field.Record(Samples.Interception(_field.Now));
        CarriedWriter.Write(_field.Device, Path, Phrase, iterations: 10);
    }

    private async Task<List<Answer>> ImportAsync(FieldServer server)
    {
        var answers = new List<Answer>();
        var lines = CarriedFile.Read(Path, Phrase).Records
            .Select(pair => InputLine.Of(new Submission(pair.Record.Place, SubmissionKind.Find(pair.Record.Kind)!, pair.Request)));
        var invoker = FieldDevice.As(server.Invoker, new Credential(FieldDevice.Officer, null));
        var submitter = new BulkSubmitter(invoker, TimeProvider.System, TimeSpan.FromSeconds(20), _ => { });
        await submitter.RunAsync(lines.ToAsyncEnumerable(), answers.Add, CancellationToken.None);
        return answers;
    }
}
