using Border.Attachments.V1;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Syncing;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Xunit.Abstractions;

namespace Border.Field.Tests.Syncing;

/// <summary>Devices behind a network that cuts, loses, repeats and reorders. After it, both sides agree.</summary>
public sealed class BadNetworkTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int BadConnections = 3;

    private FieldServer _server = null!;

    public async Task InitializeAsync() => _server = await FieldServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("cut", false)]
    [InlineData("cut answers", false)]
    [InlineData("truncate", true)]
    [InlineData("repeat", true)]
    [InlineData("reorder", true)]
    public async Task Sync_ThroughFaults_LeavesDeviceAndServerInAgreement(string fault, bool needsTls)
    {
        // Bytes that come twice or in another order could still be a request, and another one than was sent: what guards is TLS.
        await using var tls = needsTls ? new TlsEntrance(_server.Host.Address) : null;
        using var field = new FieldDevice(TimeProvider.System.GetUtcNow());
        Fill(field);
        var random = new Random(fault.Length);
        await using var network = new BadNetwork(
            tls?.Address ?? _server.Host.Address, number => number < BadConnections ? FaultsOf(fault, random) : (BadNetwork.Good, BadNetwork.Good));

        for (var run = 0; run < 40 && field.Queue.WaitingCount() > 0; run++)
            await field.SyncAsync(network.Invoker, giveUpSeconds: 5);

        Assert.Equal(0, field.Queue.WaitingCount());
        Assert.True(network.Connections > 1, "No connection was broken.");
        Assert.Empty(field.Queue.Of(EntryState.Refused));
        Assert.All(field.Device.Attachments.All(), kept => Assert.Equal(EntryState.Received, kept.State));
        await Ledger.AssertAgreesAsync(_server, field.Device);
    }

    /// <summary>256 kbit/s, two seconds each way, a fifth lost, and cut now and then; by default a hundred times as fast, with a smaller photo.</summary>
    [Fact]
    public async Task Sync_OverABadRadioLink_GetsThroughInSmallerBatches()
    {
        var factor = Environment.GetEnvironmentVariable("BORDER_FIELD_NETWORK") == "real" ? 1 : 100;
        var (time, random, quality) = (new QuickTime(factor), new Random(factor), new LinkQuality(256_000 / 8, TimeSpan.FromSeconds(2), 0.2));
        using var field = new FieldDevice(TimeProvider.System.GetUtcNow());
        Fill(field, photoBytes: factor == 1 ? 100_000 : 30_000);
        await using var tls = new TlsEntrance(_server.Host.Address);
        await using var network = new BadNetwork(
            tls.Address,
            number => (number == 0 ? CutAfter(random.Next(8_000, 20_000)) : BadNetwork.Good, BadNetwork.Good),
            () => new RadioLink(quality, random, time),
            TimeSpan.FromSeconds(60) / Math.Min(factor, 10));
        var sync = new FieldSync(field.Device, (who, _) => FieldDevice.As(network.Invoker, who), time, TimeSpan.FromMinutes(10));
        var (start, before, runs) = (time.GetTimestamp(), sync.BatchBytes, 0);

        for (; runs < 40 && field.Queue.WaitingCount() > 0; runs++)
            await sync.RunAsync(CancellationToken.None);

        output.WriteLine($"{time.GetElapsedTime(start).TotalSeconds:0} s on the link, {runs} runs, {network.Connections} connections, batches of {before} and then {sync.BatchBytes} bytes");
        Assert.Equal(0, field.Queue.WaitingCount());
        Assert.True(sync.BatchBytes < before, $"Batches of {before} and then {sync.BatchBytes} bytes.");
        Assert.True(network.Connections > 1, "No connection was broken.");
        Assert.Empty(field.Queue.Of(EntryState.Refused));
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

    private static void Fill(FieldDevice field, int photoBytes = 100_000)
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
        var photo = new byte[photoBytes];
        "%PDF-1.7"u8.CopyTo(photo);
        field.Device.Attachments.Add(FieldDevice.Officer, "cases", ContentType.Pdf, photo);
    }

    private static Fault CutAfter(int left) => bytes => (left -= bytes.Length) > 0 ? bytes : null;

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
