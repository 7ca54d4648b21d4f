using Border.ServiceDefaults.Errors;
using Border.Statistics.V1;
using Border.Storage.Ledgers;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Feeds;

/// <summary>How far each feed has been folded into the figures, as this process knows.</summary>
internal sealed class FeedBoard(IOptions<StatisticsOptions> options, TimeProvider clock)
{
    /// <summary>By how much clocks may differ. Records are known on the day that the clock of their service shows.</summary>
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(1);

    /// <summary>How long a reading of a clock holds against one that differs less: each process of a service may have another clock.</summary>
    private static readonly TimeSpan ClockHeld = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FeedState> _feeds = FeedNames.All.ToDictionary(feed => feed, _ => new FeedState());
    private TaskCompletionSource _moved = NewSignal();
    private long _generation;

    /// <summary>Changes whenever something was folded.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>The feed was heard of, and goes on from what is in the figures.</summary>
    public void Heard(string feed, long head) => Change(feed, state =>
    {
        Hear(state);
        state.Head = Math.Max(state.Folded.Position, head);
        state.IsRolledBack = false;
    });

    /// <summary>The feed was heard of, and went back to an earlier state than is in the figures; unless it was rebuilt meanwhile.</summary>
    public void RolledBack(string feed, LedgerCursor from)
    {
        Change(feed, state =>
        {
            Hear(state);
            state.IsRolledBack = state.Folded == from;
        });
        Wake();
    }

    /// <summary>The feed told a time that is so much ahead of this process's clock; less than zero when it is behind.</summary>
    public void ClockRead(string feed, TimeSpan ahead) => Change(feed, state =>
    {
        if (ahead.Duration() >= state.ClockAhead.Duration() || state.ClockReadAt is not { } read || clock.GetElapsedTime(read) > ClockHeld)
            (state.ClockAhead, state.ClockReadAt) = (ahead, clock.GetTimestamp());
    });

    /// <summary>The feed is in the figures up to a position, whoever folded it; an earlier one than before once it was rebuilt.</summary>
    public void Folded(string feed, LedgerCursor cursor)
    {
        Change(feed, state =>
        {
            // Once rolled back, it is folded no more before it is rebuilt.
            state.IsRolledBack = state.IsRolledBack && state.Folded == cursor;
            state.Folded = cursor;
            state.Head = Math.Max(state.Head, cursor.Position);
        });
        Interlocked.Increment(ref _generation);
        Wake();
    }

    public long FoldedPosition(string feed)
    {
        lock (_gate)
            return _feeds[feed].Folded.Position;
    }

    public long HeadPosition(string feed)
    {
        lock (_gate)
            return _feeds[feed].Head;
    }

    public bool IsRolledBack(string feed)
    {
        lock (_gate)
            return _feeds[feed].IsRolledBack;
    }

    /// <summary>By how much the clock of a feed is ahead of this process's; less than zero when it is behind.</summary>
    public TimeSpan ClockAhead(string feed)
    {
        lock (_gate)
            return _feeds[feed].ClockAhead;
    }

    public IReadOnlySet<string> StaleFeeds()
    {
        lock (_gate)
            return _feeds.Where(feed => IsStale(feed.Value)).Select(feed => feed.Key).ToHashSet();
    }

    /// <summary>Those whose clock is not this process's.</summary>
    public IReadOnlySet<string> FeedsOfAnotherTime()
    {
        lock (_gate)
            return _feeds.Where(feed => feed.Value.ClockAhead.Duration() > ClockMargin).Select(feed => feed.Key).ToHashSet();
    }

    public Progress Progress()
    {
        lock (_gate)
        {
            return new()
            {
                Feeds =
                {
                    _feeds.Select(feed => new FeedProgress
                    {
                        Feed = feed.Key,
                        FoldedPosition = feed.Value.Folded.Position,
                        HeadPosition = feed.Value.Head,
                        ContactTime = feed.Value.Contact is { } time ? Timestamp.FromDateTimeOffset(time) : null,
                        Stale = IsStale(feed.Value),
                        RolledBack = feed.Value.IsRolledBack,
                    }),
                },
            };
        }
    }

    /// <summary>Returns when every feed is folded at least so far.</summary>
    /// <exception cref="RefusalException">RULE_BROKEN: one of them is rolled back, and other events had its positions.</exception>
    public async Task WaitAsync(IReadOnlyCollection<FeedPosition> positions, CancellationToken ct)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
                moved = _moved.Task;
            if (positions.FirstOrDefault(wanted => IsRolledBack(wanted.Feed)) is { } lost)
                throw Refusals.RuleBroken($"The feed {lost.Feed} went back to an earlier state than the figures are of, and nothing more of it is counted until it is rebuilt.");
            if (positions.All(wanted => FoldedPosition(wanted.Feed) >= wanted.Position))
                return;
            await moved.WaitAsync(ct);
        }
    }

    private void Wake()
    {
        TaskCompletionSource moved;
        lock (_gate)
            (moved, _moved) = (_moved, NewSignal());
        moved.SetResult();
    }

    private void Hear(FeedState state) => (state.Contact, state.HeardAt) = (clock.GetUtcNow(), clock.GetTimestamp());

    private bool IsStale(FeedState state) => state.IsRolledBack || state.HeardAt is not { } heard || IsLongAgo(heard)
        || state.BehindSince is { } since && IsLongAgo(since);

    private bool IsLongAgo(long timestamp) => clock.GetElapsedTime(timestamp) > options.Value.StaleAfter;

    private void Change(string feed, Action<FeedState> change)
    {
        lock (_gate)
        {
            var state = _feeds[feed];
            change(state);
            state.BehindSince = state.Folded.Position >= state.Head ? null : state.BehindSince ?? clock.GetTimestamp();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class FeedState
    {
        public LedgerCursor Folded { get; set; }

        public long Head { get; set; }

        public bool IsRolledBack { get; set; }

        /// <summary>Null until it was heard of.</summary>
        public DateTimeOffset? Contact { get; set; }

        /// <summary>The timestamp of the same moment: what is stale does not depend on a clock that may be set.</summary>
        public long? HeardAt { get; set; }

        public TimeSpan ClockAhead { get; set; }

        public long? ClockReadAt { get; set; }

        /// <summary>The timestamp since when; null while everything that is known of is folded.</summary>
        public long? BehindSince { get; set; }
    }
}
