using System.Threading.Channels;
using Border.Statistics.Feeds;
using Microsoft.Extensions.Time.Testing;

namespace Border.Statistics.Tests.Service;

public sealed class FoldBatchTests
{
    private static readonly StatisticsOptions Options = new() { FoldWait = TimeSpan.FromMilliseconds(20) };

    private readonly FakeTimeProvider _clock = new();
    private readonly Channel<CountedEvent> _events = Channel.CreateUnbounded<CountedEvent>();

    [Theory]
    [InlineData(0, 20)]
    [InlineData(4, 20)]
    [InlineData(30, 120)]
    [InlineData(1000, 150)]
    public async Task Next_AfterAFold_GathersLongerTheLongerItTook(int tookMs, int waitsMs)
    {
        var batch = new FoldBatch(_events.Reader, Options, _clock);
        Arrive(1);
        Assert.Single(await batch.NextAsync(_ => false, default));
        batch.Done(1, TimeSpan.FromMilliseconds(tookMs));

        Arrive(2);
        var next = batch.NextAsync(_ => true, default);
        _clock.Advance(TimeSpan.FromMilliseconds(waitsMs - 1));
        await Task.Delay(30);
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([2L], (await next.WaitAsync(TimeSpan.FromSeconds(30))).Select(counted => counted.Position));
    }

    [Fact]
    public async Task Next_NothingMoreComing_DoesNotWaitHoweverLongTheLastFoldTook()
    {
        var batch = new FoldBatch(_events.Reader, Options, _clock);
        batch.Done(0, TimeSpan.FromSeconds(1));
        Arrive(1);

        Assert.Single(await batch.NextAsync(_ => false, default).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private void Arrive(long position) => _events.Writer.TryWrite(new(new(position), null, _clock.GetUtcNow(), ""));
}
