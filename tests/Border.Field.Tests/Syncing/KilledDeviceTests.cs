using System.Diagnostics;
using System.Globalization;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Sending;
using Border.Field.Syncing;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;
using Google.Protobuf;
using Xunit.Abstractions;

namespace Border.Field.Tests.Syncing;

/// <summary>The program of a device is killed while it records and sends; what it said is kept is kept, and is sent once.</summary>
public sealed class KilledDeviceTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Patrols = 4;

    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(Path.Combine("tests", "Border.Field.Tests"), Path.Combine("clients", "Border.Cli"), StringComparison.Ordinal), "border.dll");

    private readonly Dictionary<string, long> _ledger = [];

    private FieldServer _server = null!;
    private int _told;
    private int _sentBeforeTheKill;
    private int _unanswered;

    public async Task InitializeAsync() => _server = await FieldServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Kill_WhileRecordingAndSending_LosesNothingAndDoublesNothing()
    {
        var runs = int.Parse(Environment.GetEnvironmentVariable("BORDER_FIELD_KILLS") ?? "12", CultureInfo.InvariantCulture);
        var random = new Random(runs);
        for (var run = 0; run < runs; run++)
        {
            using var field = await RunAsync(run, random);
            await AssertAgreesAsync(run, field);
        }

        output.WriteLine($"{runs} kills: {_told} records told before them, {_sentBeforeTheKill} received, {_unanswered} under way without an answer");
        // Else the programs did nothing, and nothing was tried.
        Assert.True(_told > 0 && _sentBeforeTheKill > 0, $"{_told} told, {_sentBeforeTheKill} sent before the kill");
    }

    // Of all patrols that there are, those of this run were written as often as this device was told, and no run has others.
    private async Task AssertAgreesAsync(int run, FieldDevice field)
    {
        foreach (var (name, count) in Ledger.ToldTo(field.Device))
            _ledger.Add(name, count);
        Assert.Equal(Patrols * (run + 1), _ledger.Count);
        Assert.Equal(_ledger.OrderBy(record => record.Key), (await _server.RecordsAsync()).OrderBy(record => record.Key));
    }

    private async Task<FieldDevice> RunAsync(int run, Random random)
    {
        var field = new FieldDevice(TimeProvider.System.GetUtcNow());
        var requests = Requests(run, field).ToList();
        // Some are there when it begins to send, so that the kill comes between them.
        foreach (var request in requests.Take(requests.Count / 2))
            field.Record(request);
        field.Device.Dispose();
        var input = Path.Combine(field.Folder, "input.jsonl");
        await File.WriteAllLinesAsync(input, requests.Select(JsonOf));

        var recording = Start(field, "record", input);
        var sending = Start(field, "sync", "--follow");
        var reading = ReadAsync(recording);
        await (run % 2 == 0 ? Task.Delay(random.Next(500, 2500)) : ArrivalAsync($"patrols/run-{run}-0", random));
        sending.Kill();
        recording.Kill();
        await Task.WhenAll(sending.WaitForExitAsync(), recording.WaitForExitAsync());
        var told = await reading;

        field.SignIn();
        Assert.All(told, id => Assert.NotNull(field.Queue.Find(id)));
        _told += told.Count;
        _sentBeforeTheKill += field.Queue.Of(EntryState.Received).Count;
        _unanswered += field.Queue.Of(EntryState.Sending).Count;
        foreach (var request in requests)
            field.Record(request);
        var report = await field.SyncAsync(_server.Invoker);
        Assert.Null(report.Fault);
        Assert.Equal(requests.Count, field.Queue.Of(EntryState.Received).Count);
        return field;
    }

    // However slow the machine is, half of the kills come between the first record that arrives and the last.
    private async Task ArrivalAsync(string patrol, Random random)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!(await _server.RecordsAsync()).ContainsKey(patrol))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1), $"{patrol} does not arrive.");
            await Task.Delay(20);
        }

        await Task.Delay(random.Next(200));
    }

    // What the program said is kept. A last line that is not whole says nothing.
    private static async Task<IReadOnlyList<string>> ReadAsync(Process recording)
    {
        var output = await recording.StandardOutput.ReadToEndAsync();
        return [.. output.Split('\n').SkipLast(1).Select(line => line.Split(' ')[^1])];
    }

    private Process Start(FieldDevice field, params string[] arguments)
    {
        string[] who = ["--device", field.Folder, "--actor", FieldDevice.Officer, "--server", _server.Host.Address.ToString()];
        var start = new ProcessStartInfo("dotnet", [Program, "field", .. arguments, .. who])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["BORDER_PASSPHRASE"] = FieldDevice.Word;
        return Process.Start(start)!;
    }

    private static IEnumerable<IMessage> Requests(int run, FieldDevice field)
    {
        for (var patrol = 0; patrol < Patrols; patrol++)
        {
            var id = $"run-{run}-{patrol}";
            yield return new CreatePatrolRequest { PatrolId = id, RequestId = $"{id}-create", Patrol = Samples.Patrol(field.Now) };
            yield return new StartPatrolRequest { Name = $"patrols/{id}", RequestId = $"{id}-start", StartTime = field.Now };
            for (var seen = 0; seen < 3; seen++)
            {
                var observation = Samples.Observation($"patrols/{id}", field.Now);
                (observation.RequestId, observation.Observation.Id) = ($"{id}-seen-{seen}", $"seen-{seen}");
                yield return observation;
            }

            yield return new EndPatrolRequest { Name = $"patrols/{id}", RequestId = $"{id}-end", EndTime = field.Now };
        }
    }

    private static string JsonOf(IMessage request)
    {
        var kind = SubmissionKind.All.Single(kind => kind.Request == request.Descriptor);
        return $"{{\"{kind.Name}\": {JsonFormatter.Default.Format(request)}}}";
    }
}
