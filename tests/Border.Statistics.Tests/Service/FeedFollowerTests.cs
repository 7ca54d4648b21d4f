using System.Runtime.CompilerServices;
using Border.Feed.V1;
using Border.Statistics.Feeds;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Statistics.Tests.Indicators;
using Border.Storage;
using Border.Storage.Ledgers;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Tests.Service;

public sealed class FeedFollowerTests : IAsyncLifetime
{
    private readonly IOptions<StatisticsOptions> _options = Options.Create(new StatisticsOptions { FoldEvents = 3 });
    private readonly FoldGates _gates = new();
    private StoragePlace _place = null!;
    private StorageDatabase _database = null!;
    private IDocumentStore _documents = null!;
    private ILedger _ledger = null!;
    private FeedBoard _board = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        _database = _place.Open();
        (_documents, _ledger) = (_database.OpenDocuments(), _database.OpenLedger());
        _board = new(_options, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        if (_documents is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        await _database.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task FollowAsync_MoreThanOneFold_FoldsAllAndEndsWithTheFeed()
    {
        await Assert.ThrowsAsync<RpcException>(() => Follower(Enumerable.Range(1, 10)).FollowAsync(() => { }, CancellationToken.None));

        Assert.Equal((10, 10), (await CursorAsync(), await CountAsync()));
        Assert.Equal(10, _board.FoldedPosition(FeedNames.Cases));
    }

    [Fact]
    public async Task FollowAsync_AnotherHasFoldedSome_GoesOnBehindIt()
    {
        var source = new ScriptedFeed(Enumerable.Range(1, 10), beforeFirst: () =>
            // Another process folds most of the feed before this one has read any of it.
            _ledger.FoldAsync(FeedNames.Cases, new(0), new(9), [], CancellationToken.None));

        await Assert.ThrowsAsync<RpcException>(() => Follower(source).FollowAsync(() => { }, CancellationToken.None));

        Assert.Equal((10, 1), (await CursorAsync(), await CountAsync()));
    }

    [Fact]
    public async Task FollowAsync_FeedHasAGap_FoldsNothingBeyondIt()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => Follower([1, 2, 4]).FollowAsync(() => { }, CancellationToken.None));

        Assert.True(await CursorAsync() <= 2);
    }

    [Fact]
    public async Task FollowAsync_HeldAtAPosition_FoldsExactlySoFar()
    {
        _gates.Hold(FeedNames.Cases, 4);
        var following = Follower(Enumerable.Range(1, 10)).FollowAsync(() => { }, CancellationToken.None);
        await _board.WaitAsync([new() { Feed = FeedNames.Cases, Position = 4 }], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(4, await CursorAsync());

        _gates.Release();

        await Assert.ThrowsAsync<RpcException>(() => following);
        Assert.Equal(10, await CursorAsync());
    }

    [Fact]
    public async Task FollowAsync_AfterABreak_GoesOnBehindWhatIsFolded()
    {
        await Assert.ThrowsAsync<RpcException>(() => Follower([1, 2]).FollowAsync(() => { }, CancellationToken.None));

        await Assert.ThrowsAsync<RpcException>(() => Follower([1, 2, 3]).FollowAsync(() => { }, CancellationToken.None));

        Assert.Equal((3, 3), (await CursorAsync(), await CountAsync()));
    }

    [Theory]
    [InlineData(4, 9)]
    [InlineData(4, 4)]
    [InlineData(1, 3)]
    [InlineData(1, 0)]
    public async Task FollowAsync_AnotherOrNoEventWhereTheLastWas_FoldsNothing(int othersFrom, int end)
    {
        await Assert.ThrowsAsync<RpcException>(() => Follower([1, 2, 3, 4]).FollowAsync(() => { }, CancellationToken.None));
        var goings = 0;

        await Assert.ThrowsAsync<FeedRolledBackException>(() => Follower(new ScriptedFeed(Enumerable.Range(1, end), othersFrom: othersFrom)).FollowAsync(() => goings++, CancellationToken.None));

        Assert.Equal((4, 4, 0), (await CursorAsync(), await CountAsync(), goings));
    }

    [Fact]
    public async Task FollowAsync_HeadBehindWhatWasTold_IsToldAtTheLastEvent()
    {
        var error = await Assert.ThrowsAsync<FeedRolledBackException>(() => Follower(new ScriptedFeed([1, 2, 3, 4], endHead: 3)).FollowAsync(() => { }, CancellationToken.None));

        Assert.Equal((4, await CursorAsync()), (error.Cursor.Position, error.Cursor.Position));
    }

    [Fact]
    public async Task FollowAsync_CursorOfBeforeMarks_GoesOn()
    {
        await _ledger.FoldAsync(FeedNames.Cases, new(0), new(4), [], CancellationToken.None);

        await Assert.ThrowsAsync<RpcException>(() => Follower(Enumerable.Range(1, 5)).FollowAsync(() => { }, CancellationToken.None));

        Assert.Equal((5, 1), (await CursorAsync(), await CountAsync()));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, -1, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(0, -1, -1)]
    public async Task FollowAsync_TimeOfTheFeedsClock_IsRead(int events, int days, int expected)
    {
        var source = new ScriptedFeed(Enumerable.Range(1, events), time: TimeProvider.System.GetUtcNow().AddDays(days));

        await Assert.ThrowsAsync<RpcException>(() => Follower(source).FollowAsync(() => { }, CancellationToken.None));

        Assert.Equal(expected, Math.Round(_board.ClockAhead(FeedNames.Cases).TotalDays, 2));
    }

    [Fact]
    public async Task FollowAsync_TellsOfEachFold()
    {
        var goings = 0;

        await Assert.ThrowsAsync<RpcException>(() => Follower(Enumerable.Range(1, 9)).FollowAsync(() => goings++, CancellationToken.None));

        Assert.InRange(goings, 3, 9);
    }

    private FeedFollower Follower(IEnumerable<int> positions) => Follower(new ScriptedFeed(positions));

    private FeedFollower Follower(ScriptedFeed source)
    {
        var days = new LocalDays(TimeZoneInfo.Utc);
        var counter = new EventCounter(
            Records.Indicators, new ReferenceCatalogue(_documents, Records.Indicators, days), days, NullLogger<EventCounter>.Instance);
        return new(source, _ledger, counter, _board, _gates, _options, TimeProvider.System);
    }

    private async Task<long> CursorAsync() => (await _ledger.CursorAsync(FeedNames.Cases, CancellationToken.None)).Position;

    private async Task<decimal> CountAsync()
    {
        var query = new LedgerQuery(["border_cases_registered"], new(2021, 1, 1), new(2021, 12, 31), "");
        return (await _ledger.SumAsync(query, CancellationToken.None)).Sum(sum => sum.Amount);
    }

    private sealed class ScriptedFeed(
        IEnumerable<int> positions, Func<Task>? beforeFirst = null, int othersFrom = int.MaxValue, DateTimeOffset? time = null, int? endHead = null) : IFeedSource
    {
        public string Feed => FeedNames.Cases;

        public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(long after, [EnumeratorCancellation] CancellationToken ct)
        {
            var all = positions.ToList();
            if (beforeFirst is not null)
                await beforeFirst();
            if (after > all.Count)
                throw new RpcException(new Status(StatusCode.OutOfRange, "The feed ends before."));
            if (after == all.Count)
                yield return new() { HeadPosition = after, ServerTime = time is { } now ? Timestamp.FromDateTimeOffset(now) : null };
            foreach (var position in all.Where(position => position > after))
            {
                await Task.Yield();
                yield return new() { Events = { Event(position) }, HeadPosition = all[^1] };
            }

            if (endHead is { } head)
                yield return new() { HeadPosition = head };
        }

        public IAsyncEnumerable<SnapshotResponse> SnapshotAsync(CancellationToken ct) => throw new NotSupportedException();

        private Event Event(int position)
        {
            var record = Records.Case();
            record.Name = $"cases/c{position}";
            return new()
            {
                Position = position,
                Record = record.Name,
                Version = 1,
                CommitTime = Timestamp.FromDateTimeOffset(time ?? new(2021, 6, position < othersFrom ? 1 : 2, 0, 0, 0, TimeSpan.Zero)),
                State = Any.Pack(record),
            };
        }
    }
}
