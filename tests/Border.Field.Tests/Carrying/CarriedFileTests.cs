using Border.Field.Carrying;
using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Sending;
using Border.Field.Syncing;
using Border.Field.Tests.Fixtures;

namespace Border.Field.Tests.Carrying;

public sealed class CarriedFileTests : IDisposable
{
    private const string Phrase = "for the stick";

    private readonly FieldDevice _field = new(TimeProvider.System.GetUtcNow());

    private string Path => System.IO.Path.Combine(_field.Folder, "carried");

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
