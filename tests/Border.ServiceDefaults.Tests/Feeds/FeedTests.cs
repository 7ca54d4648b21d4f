using Border.Cases.V1;
using Border.Feed.V1;
using Border.ServiceDefaults.Feeds;
using Border.Storage;
using Border.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using StatusCode = Grpc.Core.StatusCode;

namespace Border.ServiceDefaults.Tests.Feeds;

public sealed class FeedTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Subscribe_FromTheBeginning_GivesEveryEventInOrderAndThenNewOnes()
    {
        await using var host = await StartAsync();
        for (var i = 1; i <= 25; i++)
            await CommitAsync(host, "cases", $"cases/c-{i}");
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases", MaxBatch = 10 });

        var events = await TakeAsync(call, 25);
        await CommitAsync(host, "cases", "cases/c-26");
        events.AddRange(await TakeAsync(call, 1));

        Assert.Equal(Enumerable.Range(1, 26).Select(i => (long)i), events.Select(e => e.Position));
        Assert.Equal("cases/c-26", events[^1].Record);
        Assert.Equal("registered", events[^1].Verb);
        Assert.Equal("cases/c-26", events[^1].State.Unpack<Case>().Name);
    }

    [Fact]
    public async Task Subscribe_FromAPosition_GivesWhatFollows()
    {
        await using var host = await StartAsync();
        for (var i = 1; i <= 5; i++)
            await CommitAsync(host, "cases", $"cases/c-{i}");
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases", AfterPosition = 3 });

        Assert.Equal([4, 5], (await TakeAsync(call, 2)).Select(e => e.Position));
    }

    [Fact]
    public async Task Subscribe_TwoFeeds_NeverMix()
    {
        await using var host = await StartAsync();
        await CommitAsync(host, "cases", "cases/a");
        await CommitAsync(host, "seizures", "seizures/b");
        using var cases = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases" });
        using var seizures = Feed(host).Subscribe(new SubscribeRequest { Feed = "seizures" });

        Assert.Equal("cases/a", Assert.Single(await TakeAsync(cases, 1)).Record);
        Assert.Equal("seizures/b", Assert.Single(await TakeAsync(seizures, 1)).Record);
    }

    [Fact]
    public async Task Subscribe_NothingNew_SaysSoAtOnceAndAtLeastEveryFiveSeconds()
    {
        await using var host = await StartAsync();
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases" });

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var first = call.ResponseStream.Current;
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var second = call.ResponseStream.Current;

        Assert.Empty(first.Events);
        Assert.Empty(second.Events);
        // A busy machine is late.
        Assert.InRange((second.ServerTime - first.ServerTime).ToTimeSpan(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Subscribe_TheClockIsSetBack_IsStillToldThatTheFeedIsThere()
    {
        var clock = new SetClock(DateTimeOffset.UnixEpoch.AddDays(1));
        await using var host = await StartAsync(clock);
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        clock.Now -= TimeSpan.FromHours(1);

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Subscribe_TheProcessHaltsBeforeItWaits_GoesOn()
    {
        await using var host = await StartAsync(new HaltingClock());
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases" });

        for (var i = 0; i < 5; i++)
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task Subscribe_LargeEvents_StayBelowWhatClientsTake()
    {
        await using var host = await StartAsync();
        for (var i = 1; i <= 12; i++)
            await CommitAsync(host, "cases", $"cases/c-{i}", new string('x', 600_000));
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(host.Uri);
        using var call = new FeedService.FeedServiceClient(channel).Subscribe(new SubscribeRequest { Feed = "cases" });

        Assert.Equal(12, (await TakeAsync(call, 12)).Count);
    }

    [Fact]
    public async Task Subscribe_BeyondTheEnd_IsOutOfRange()
    {
        await using var host = await StartAsync();
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases", AfterPosition = 1 });

        await AssertRefusedAsync(call.ResponseStream, StatusCode.OutOfRange, "ERROR_REASON_POSITION_AHEAD");
    }

    [Fact]
    public async Task Subscribe_UnknownFeed_IsNotFound()
    {
        await using var host = await StartAsync();
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "persons" });

        await AssertRefusedAsync(call.ResponseStream, StatusCode.NotFound, "ERROR_REASON_RECORD_NOT_FOUND");
    }

    [Fact]
    public async Task Subscribe_BatchAboveTheLimit_IsInvalidArgument()
    {
        await using var host = await StartAsync();
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases", MaxBatch = 10_001 });

        await AssertRefusedAsync(call.ResponseStream, StatusCode.InvalidArgument, "ERROR_REASON_INVALID_FIELDS");
    }

    [Fact]
    public async Task Subscribe_ProcessStopping_EndsAtOnce()
    {
        await using var host = await StartAsync();
        using var call = Feed(host).Subscribe(new SubscribeRequest { Feed = "cases" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        var stop = host.StopAsync();

        var end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
                continue;
        });
        Assert.Equal(StatusCode.Unavailable, end.StatusCode);
        await stop.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Snapshot_OfRecords_GivesEachOnceWithOnePosition()
    {
        await using var host = await StartAsync();
        for (var i = 1; i <= 30; i++)
            await CommitAsync(host, "cases", $"cases/c-{i}", new string('x', 100_000));

        var responses = await SnapshotAsync(host, "cases");

        Assert.True(responses.Count > 1);
        Assert.All(responses, response => Assert.Equal(30, response.Position));
        var events = responses.SelectMany(response => response.Events).ToList();
        Assert.Equal(30, events.Select(e => e.Record).Distinct().Count());
        Assert.All(events, e => Assert.Equal((1, e.Record), (e.Version, e.State.Unpack<Case>().Name)));
    }

    [Fact]
    public async Task Snapshot_OfNothing_GivesThePositionAlone()
    {
        await using var host = await StartAsync();

        var response = Assert.Single(await SnapshotAsync(host, "seizures"));

        Assert.Equal(0, response.Position);
        Assert.Empty(response.Events);
    }

    private static FeedService.FeedServiceClient Feed(TestHost host) => new(host.Channel);

    private Task<TestHost> StartAsync(TimeProvider? clock = null) => TestHost.StartAsync(
        configure: builder =>
        {
            builder.Services.AddSingleton(clock ?? TimeProvider.System);
            foreach (var feed in new[] { "cases", "seizures" })
            {
                builder.Services.AddDocumentStore(feed);
                builder.Services.AddFeed(feed, [feed], document => State(document.Name, document.Body));
            }
        },
        args: [$"--Storage:DataDirectory={_folder.Path}", "--Storage:PollInterval=00:00:00.010"]);

    private static byte[] State(string name, string body) =>
        Any.Pack(new Case { Name = name, VoidReason = body }).ToByteArray();

    private static async Task CommitAsync(TestHost host, string feed, string name, string text = "x")
    {
        var body = $"\"{text}\"";
        var outcome = await host.Services.GetRequiredKeyedService<IDocumentStore>(feed).CommitAsync(
            new CommitUnit
            {
                RequestId = name,
                ContentHash = [1],
                Collection = feed,
                Record = name,
                Writes = [new DocumentWrite(feed, name, 0, body, [])],
                Events = [new EventDraft(name, 1, "registered", State(name, body))],
                Actor = "local",
                Audit = new() { Action = "collection", Method = "Register", Records = [name] },
                Time = DateTimeOffset.UnixEpoch,
            },
            CancellationToken.None);
        Assert.IsType<CommitOutcome.Committed>(outcome);
    }

    private static async Task<List<Event>> TakeAsync(AsyncServerStreamingCall<SubscribeResponse> call, int count)
    {
        var events = new List<Event>();
        while (events.Count < count && await call.ResponseStream.MoveNext(CancellationToken.None))
            events.AddRange(call.ResponseStream.Current.Events);
        return events;
    }

    private static async Task<List<SnapshotResponse>> SnapshotAsync(TestHost host, string feed)
    {
        using var call = Feed(host).Snapshot(new SnapshotRequest { Feed = feed });
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    private static async Task AssertRefusedAsync<T>(IAsyncStreamReader<T> responses, StatusCode code, string reason)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => responses.MoveNext(CancellationToken.None));

        Assert.Equal((code, reason), (error.StatusCode, error.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason));
    }

    /// <summary>Between two looks at it more than a second passes.</summary>
    private sealed class HaltingClock : TimeProvider
    {
        private static readonly TimeSpan Halt = TimeSpan.FromSeconds(1.5);

        private long _looks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Passed();

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed().Ticks;

        private TimeSpan Passed() => Interlocked.Increment(ref _looks) * Halt;
    }
}
