using Border.Statistics.Feeds;
using Border.Statistics.V1;
using Border.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Border.Statistics.Tests.Service;

public sealed class FeedBoardTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FeedBoard _board;

    public FeedBoardTests() => _board = new(Options.Create(new StatisticsOptions { StaleAfter = TimeSpan.FromSeconds(30) }), _clock);

    [Fact]
    public void StaleFeeds_NeverHeardOf_AreStale() => Assert.Equal(FeedNames.All.Order(), _board.StaleFeeds().Order());

    [Fact]
    public void StaleFeeds_HeardOfAndFolded_IsNot()
    {
        Hear(head: 5);
        _board.Folded(FeedNames.Cases, new(5));

        Assert.DoesNotContain(FeedNames.Cases, _board.StaleFeeds());
    }

    [Fact]
    public void StaleFeeds_SilentForLong_IsStale()
    {
        Hear(head: 0);
        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Contains(FeedNames.Cases, _board.StaleFeeds());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void StaleFeeds_ClockIsSet_AreThoseOfBefore(int days)
    {
        var clock = new SetClock(new(2021, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var board = new FeedBoard(Options.Create(new StatisticsOptions()), clock);
        board.Heard(FeedNames.Cases, head: 0);

        clock.Now += TimeSpan.FromDays(days);

        Assert.DoesNotContain(FeedNames.Cases, board.StaleFeeds());
    }

    [Fact]
    public void StaleFeeds_BehindForLong_IsStaleUntilItHasCaughtUp()
    {
        Hear(head: 5);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Hear(head: 6);
        Assert.Contains(FeedNames.Cases, _board.StaleFeeds());

        _board.Folded(FeedNames.Cases, new(6));

        Assert.DoesNotContain(FeedNames.Cases, _board.StaleFeeds());
    }

    [Fact]
    public void Folded_EarlierPosition_GoesBackWithTheFeed()
    {
        _board.Folded(FeedNames.Cases, new(9));
        _board.Folded(FeedNames.Cases, new(4));
        Hear(head: 5);

        Assert.Equal((4, 5), (_board.FoldedPosition(FeedNames.Cases), _board.HeadPosition(FeedNames.Cases)));
    }

    [Fact]
    public void RolledBack_RebuiltMeanwhile_GoesOn()
    {
        _board.Folded(FeedNames.Cases, new(5, "lost"));
        _board.Folded(FeedNames.Cases, new(5, "there"));

        _board.RolledBack(FeedNames.Cases, new(5, "lost"));

        Assert.False(_board.IsRolledBack(FeedNames.Cases));
    }

    [Fact]
    public void StaleFeeds_RolledBack_IsStaleUntilItGoesOn()
    {
        _board.RolledBack(FeedNames.Cases, default);
        Assert.Contains(FeedNames.Cases, _board.StaleFeeds());

        Hear(head: 0);

        Assert.DoesNotContain(FeedNames.Cases, _board.StaleFeeds());
    }

    [Fact]
    public void ClockAhead_SmallerReadings_TakeAMinuteToHold()
    {
        Read(seconds: -2);
        Read(seconds: 90);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Read(seconds: 0);
        Assert.Equal(TimeSpan.FromSeconds(90), _board.ClockAhead(FeedNames.Cases));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Read(seconds: 0);

        Assert.Equal(TimeSpan.Zero, _board.ClockAhead(FeedNames.Cases));

        void Read(int seconds) => _board.ClockRead(FeedNames.Cases, TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task WaitAsync_SeveralFeeds_WaitsForAll()
    {
        var waiting = _board.WaitAsync(
            [new FeedPosition { Feed = FeedNames.Cases, Position = 3 }, new FeedPosition { Feed = FeedNames.Patrols, Position = 1 }],
            CancellationToken.None);
        _board.Folded(FeedNames.Cases, new(3));
        Assert.False(waiting.IsCompleted);

        _board.Folded(FeedNames.Patrols, new(2));

        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private void Hear(long head) => _board.Heard(FeedNames.Cases, head);
}
