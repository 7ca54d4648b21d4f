using System.Diagnostics.Metrics;
using Border.Feed.V1;
using Border.ServiceDefaults.Audits;
using Border.Statistics.Feeds;
using Border.Statistics.Indicators;
using Border.Statistics.Recounts;
using Border.Statistics.Reference;
using Border.Statistics.Tests.Indicators;
using Border.Storage;
using Border.Storage.Ledgers;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Border.Statistics.Tests.Recounts;

public sealed class RecountTimerTests : IAsyncLifetime
{
    // A series of its own: other tests of this process find drift too.
    private const string Series = "recount_timer_test";
    private const string FromContributions = "Recounted 1 cells from 1 Contributions";
    private const string FromRecords = "Recounted 1 cells from 0 Records";

    private static readonly DateOnly Day = new(2021, 5, 17);

    private readonly SignallingClock _clock = new();
    private readonly StatisticsOptions _options = new() { RecountEvery = TimeSpan.FromHours(6) };
    private readonly LogLines _log = new();
    private readonly ServiceProvider _process = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private StoragePlace _place = null!;
    private StorageDatabase _database = null!;
    private IDocumentStore _documents = null!;
    private ILedger _ledger = null!;

    private IMeterFactory Meters => _process.GetRequiredService<IMeterFactory>();

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        _database = _place.Open();
        (_documents, _ledger) = (_database.OpenDocuments(), _database.OpenLedger());
        // Counted, although no record stands for it.
        await _ledger.FoldAsync("rogue", new(0), new(1), [new LedgerEntry("cases/none", 1, Day, [new(Series, Day, Day, "", "", 3)])], default);
    }

    public async Task DisposeAsync()
    {
        await _documents.DisposeAsync();
        await _database.DisposeAsync();
        _place.Dispose();
        await _process.DisposeAsync();
    }

    [Fact]
    public async Task Execute_Drift_IsAnErrorAndCountedAndNotRepaired()
    {
        using var drift = new DriftMeter();
        using var timer = Timer();
        await timer.StartAsync(default);
        await _clock.TimerMade.WaitAsync(TimeSpan.FromSeconds(30));

        _clock.Advance(_options.RecountEvery);
        var contributions = await _log.UntilAsync(FromContributions);
        var records = await _log.UntilAsync(FromRecords);

        Assert.DoesNotContain(contributions, line => line.Level > LogLevel.Information);
        var alarms = records.Where(line => line.Level == LogLevel.Error).ToList();
        Assert.All(alarms, alarm => Assert.Contains($"{Series} from 2021-05-", alarm.Text, StringComparison.Ordinal));
        Assert.Contains(alarms, alarm => alarm.Text.EndsWith("is 3, and its records come to 0.", StringComparison.Ordinal));
        Assert.Equal(alarms.Count, drift.Count);

        _clock.Advance(_options.RecountEvery);
        await _log.UntilAsync(FromContributions);
        Assert.Equal(alarms, (await _log.UntilAsync(FromRecords)).Where(line => line.Level == LogLevel.Error));
        Assert.Equal(3, Assert.Single(await _ledger.SumAsync(new([Series], Day, Day, ""), default)).Amount);
        await timer.StopAsync(default);
    }

    [Fact]
    public Task Execute_FeedAway_WarnsAndTriesAgain() =>
        TriesAgainAsync(new RpcException(new Status(StatusCode.Unavailable, "away")), LogLevel.Warning);

    // What leaves a timer ends the process, with all its services.
    [Fact]
    public Task Execute_AFaultThatNobodyExpects_IsAnErrorAndTriesAgain() => TriesAgainAsync(new InvalidDataException("broken"), LogLevel.Error);

    [Fact]
    public async Task Execute_Never_EndsAtOnce()
    {
        _options.RecountEvery = TimeSpan.Zero;
        using var timer = Timer();

        await timer.StartAsync(default);

        await timer.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(_clock.TimerMade.IsCompleted);
    }

    private async Task TriesAgainAsync(Exception fault, LogLevel level)
    {
        using var timer = Timer(new FaultyFeed(fault));
        await timer.StartAsync(default);
        await _clock.TimerMade.WaitAsync(TimeSpan.FromSeconds(30));

        for (var round = 0; round < 2; round++)
        {
            _clock.Advance(_options.RecountEvery);
            await _log.UntilAsync(FromContributions);
            var lines = await _log.UntilAsync("The recount from Records could not be made");
            Assert.Equal(level, Assert.Single(lines).Level);
        }

        var ages = Gauges.Read(Meters, "border.statistics.recount.age", "source");
        Assert.Equal((0, 2 * _options.RecountEvery.TotalSeconds), (ages["contributions"], ages["records"]));
        await timer.StopAsync(default);
    }

    private RecountTimer Timer(params IFeedSource[] sources)
    {
        var options = Options.Create(_options);
        var days = new LocalDays(TimeZoneInfo.Utc);
        var counter = new EventCounter(
            Records.Indicators, new ReferenceCatalogue(_documents, Records.Indicators, days), days, NullLogger<EventCounter>.Instance);
        var (board, gates) = (new FeedBoard(options, _clock), new FoldGates());
        var records = new RecordRecount(_ledger, sources, counter, board, gates, _clock);
        var audits = new AuditDesk(new ServiceCollection().BuildServiceProvider(), _clock);
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var rebuild = new FeedRebuild(_ledger, _documents, audits, lifetime, sources, counter, board, gates, days, _clock, NullLogger<FeedRebuild>.Instance);
        return new(new RecountDesk(_ledger, records, rebuild, _clock, _log.For<RecountDesk>()), Meters, options, _clock, _log.For<RecountTimer>());
    }

    private sealed class SignallingClock : FakeTimeProvider
    {
        private readonly TaskCompletionSource _timerMade = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task TimerMade => _timerMade.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timerMade.TrySetResult();
            return timer;
        }
    }

    private sealed class FaultyFeed(Exception fault) : IFeedSource
    {
        public string Feed => FeedNames.Cases;

        public IAsyncEnumerable<SubscribeResponse> SubscribeAsync(long after, CancellationToken ct) => throw new NotSupportedException();

        public IAsyncEnumerable<SnapshotResponse> SnapshotAsync(CancellationToken ct) => throw fault;
    }

    /// <summary>Adds up what the metric counts of the series.</summary>
    private sealed class DriftMeter : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public DriftMeter()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "border.statistics.drifted_cells")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, cells, tags, _) =>
            {
                if (tags.ToArray().Contains(new("indicator", Series)))
                    Interlocked.Add(ref _count, cells);
            });
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
