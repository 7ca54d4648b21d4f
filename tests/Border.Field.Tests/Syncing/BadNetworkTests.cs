using Border.Attachments.V1;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;

namespace Border.Field.Tests.Syncing;

/// <summary>Devices behind a network that cuts, loses, repeats and reorders. After it, both sides agree.</summary>
public sealed class BadNetworkTests : IAsyncLifetime
{
    private const int BadConnections = 3;

    private FieldServer _server = null!;

    public async Task InitializeAsync() => _server = await FieldServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("cut")]
    [InlineData("cut answers")]
    [InlineData("truncate")]
    [InlineData("repeat")]
    [InlineData("reorder")]
    public async Task Sync_ThroughFaults_LeavesDeviceAndServerInAgreement(string fault)
    {
        using var field = new FieldDevice(TimeProvider.System.GetUtcNow());
        Fill(field);
        var random = new Random(fault.Length);
        await using var network = new BadNetwork(
            _server.Host.Address, number => number < BadConnections ? FaultsOf(fault, random) : (BadNetwork.Good, BadNetwork.Good));

        for (var run = 0; run < 40 && field.Queue.WaitingCount() > 0; run++)
            await field.SyncAsync(network.Invoker, giveUpSeconds: 5);

        Assert.Equal(0, field.Queue.WaitingCount());
        Assert.True(network.Connections > 1, "No connection was broken.");
        Assert.Empty(field.Queue.Of(EntryState.Refused));
        Assert.All(field.Device.Attachments.All(), kept => Assert.Equal(EntryState.Received, kept.State));
        await Ledger.AssertAgreesAsync(_server, field.Device);
    }

    [Fact]
    public async Task Sync_SlowNetwork_GetsThrough()
    {
        using var field = new FieldDevice(TimeProvider.System.GetUtcNow());
        Fill(field);
        await using var network = new BadNetwork(_server.Host.Address, _ => (BadNetwork.Good, BadNetwork.Good), TimeSpan.FromMilliseconds(10));

        var report = await field.SyncAsync(network.Invoker);

        Assert.Null(report.Fault);
        Assert.Equal(0, field.Queue.WaitingCount());
        await Ledger.AssertAgreesAsync(_server, field.Device);
    }

    [Fact]
    public async Task Sync_NoServer_KeepsEverythingAndSaysSo()
    {
        using var field = new FieldDevice(TimeProvider.System.GetUtcNow());
        Fill(field);
        var waiting = field.Queue.WaitingCount();
        await using var network = new BadNetwork(_server.Host.Address, _ => (_ => null, _ => null));

        var report = await field.SyncAsync(network.Invoker, giveUpSeconds: 0.2);

        Assert.NotNull(report.Fault);
        Assert.Equal(waiting, field.Queue.WaitingCount());
        Assert.Empty(await _server.RecordsAsync());
    }

    private static void Fill(FieldDevice field)
    {
        for (var patrol = 0; patrol < 3; patrol++)
        {
            var name = field.StartPatrol();
            for (var seen = 0; seen < 4; seen++)
                field.Record(Samples.Observation(name, field.Now));
            new TrackRecorder(field.Device, new Recorder(field.Device)).AddFix(name, Samples.Point(field.Now, 1));
            new TrackRecorder(field.Device, new Recorder(field.Device)).Close(name);
            field.Record(new EndPatrolRequest { Name = name, EndTime = field.Now });
        }

        for (var met = 0; met < 10; met++)
            field.Record(Samples.Interception(field.Now));
        var photo = new byte[100_000];
        "%PDF-1.7"u8.CopyTo(photo);
        field.Device.Attachments.Add(FieldDevice.Officer, "cases", ContentType.Pdf, photo);
    }

    private static (Fault Up, Fault Down) FaultsOf(string word, Random random)
    {
        var left = random.Next(200, 6000);
        ReadOnlyMemory<byte>? kept = null;
        Fault fault = word switch
        {
            "truncate" => bytes => (left -= bytes.Length) > 0 ? bytes : left < -4096 ? null : bytes[..(bytes.Length / 2)],
            "repeat" => bytes => (left -= bytes.Length) > 0 ? bytes : (byte[])[.. bytes.Span, .. bytes.Span],
            "reorder" => bytes => (left -= bytes.Length) > 0 ? bytes : Swap(bytes),
            _ => bytes => (left -= bytes.Length) > 0 ? bytes : null,
        };
        return word == "cut answers" ? (BadNetwork.Good, fault) : (fault, BadNetwork.Good);

        ReadOnlyMemory<byte>? Swap(ReadOnlyMemory<byte> bytes)
        {
            if (kept is not { } before)
            {
                kept = bytes;
                return ReadOnlyMemory<byte>.Empty;
            }

            kept = null;
            return (byte[])[.. bytes.Span, .. before.Span];
        }
    }
}
