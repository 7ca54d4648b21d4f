using System.Runtime.CompilerServices;
using Border.Feed.V1;
using Border.Statistics.Feeds;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.Tests.Recounts;
using Border.Storage;
using Border.Storage.Ledgers;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Tests.Service;

public sealed class FeedFollowingTests : IAsyncLifetime
{
    private readonly LogLines _log = new();
    private StoragePlace _place = null!;
    private StorageDatabase _database = null!;
    private IDocumentStore _documents = null!;
    private ILedger _ledger = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        _database = _place.Open();
        (_documents, _ledger) = (_database.OpenDocuments(), _database.OpenLedger());
    }

    public async Task DisposeAsync()
    {
        await _documents.DisposeAsync();
        await _database.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Execute_LedgerFailsForAMinute_TriesSeldomAndTellsItOnce()
    {
        await Tampering.RunAsync(_place, "create trigger no_more before insert on ledger_entry begin select raise(abort, 'no more'); end");
        var (clock, feed) = (new HastyClock(), new OneEventFeed());
        using var following = Following(feed, clock);
        await following.StartAsync(default);

        await clock.AMinute.WaitAsync(TimeSpan.FromSeconds(60));
        await following.StopAsync(default);

        Assert.InRange(feed.Subscriptions, 2, 40);
        _log.For<FeedFollowing>().LogInformation("end");
        Assert.Equal([(LogLevel.Error, "The feed cases cannot be folded.")], (await _log.UntilAsync("end")).SkipLast(1));
    }

    private FeedFollowing Following(IFeedSource feed, TimeProvider clock)
    {
        var options = Options.Create(new StatisticsOptions());
        var days = new LocalDays(TimeZoneInfo.Utc);
        var counter = new EventCounter(
            Records.Indicators, new ReferenceCatalogue(_documents, Records.Indicators, days), days, NullLogger<EventCounter>.Instance);
        var board = new FeedBoard(options, clock);
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        lifetime.NotifyStarted();
        var rules = new RuleUpdate(_ledger, [feed], Records.Indicators, counter, board, days, options, clock, NullLogger<RuleUpdate>.Instance);
        return new([new FeedFollower(feed, _ledger, counter, board, new FoldGates(), options, clock)], rules, board, lifetime, clock, _log.For<FeedFollowing>());
    }

    /// <summary>Timers are due at once, as if their time had passed; after a minute of it none is any more.</summary>
    private sealed class HastyClock : TimeProvider
    {
        private readonly TaskCompletionSource _aMinute = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _passedTicks;

        public Task AMinute => _aMinute.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (Interlocked.Add(ref _passedTicks, dueTime.Ticks) < TimeSpan.TicksPerMinute)
                return base.CreateTimer(callback, state, TimeSpan.Zero, period);
            _aMinute.TrySetResult();
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }

    private sealed class OneEventFeed : IFeedSource
    {
        private int _subscriptions;

        public int Subscriptions => _subscriptions;

        public string Feed => FeedNames.Cases;

        public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(long after, [EnumeratorCancellation] CancellationToken ct)
        {
            Interlocked.Increment(ref _subscriptions);
            var record = Records.Case();
            var happened = new Event
            {
                Position = 1,
                Record = record.Name,
                Version = 1,
                CommitTime = Timestamp.FromDateTimeOffset(new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero)),
                State = Any.Pack(record),
            };
            yield return new() { Events = { happened }, HeadPosition = 1 };
            await Task.Delay(Timeout.Infinite, ct);
        }

        public IAsyncEnumerable<SnapshotResponse> SnapshotAsync(CancellationToken ct) => throw new NotSupportedException();
    }
}
