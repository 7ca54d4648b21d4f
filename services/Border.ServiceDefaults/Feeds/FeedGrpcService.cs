using Border.Feed.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Hosting;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace Border.ServiceDefaults.Feeds;

/// <summary>Publishes every feed of the process, each from its own store.</summary>
internal sealed class FeedGrpcService(IEnumerable<FeedSource> sources, IHostApplicationLifetime lifetime, TimeProvider clock)
    : FeedService.FeedServiceBase
{
    private const int DefaultBatch = 1000;

    // Below the 5 seconds that the contract promises.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, FeedSource> _sources = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);

    public override async Task Subscribe(
        SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
    {
        var source = Find(request.Feed);
        await LiveStream.RunAsync(lifetime, context, ct => FollowAsync(source, request, responseStream, ct));
    }

    public override async Task Snapshot(
        SnapshotRequest request, IServerStreamWriter<SnapshotResponse> responseStream, ServerCallContext context)
    {
        var source = Find(request.Feed);
        var picture = new SnapshotWriter(responseStream, source.StateOf);
        await LiveStream.RunAsync(lifetime, context, async ct =>
        {
            var position = await source.Store.SnapshotAsync(source.Collections, (at, document) => picture.AddAsync(at, document, ct), ct);
            await picture.EndAsync(position, ct);
        });
    }

    private async Task FollowAsync(
        FeedSource source, SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responses, CancellationToken ct)
    {
        var tail = new FeedTail(source, request.AfterPosition);
        var batch = request.MaxBatch == 0 ? DefaultBatch : request.MaxBatch;
        // Not by the time of day, which may be set back.
        long? lastTold = null;
        while (true)
        {
            var events = await tail.ReadAsync(batch, ct);
            if (events.Count > 0)
            {
                var head = events.Count < batch ? tail.Position : await source.Store.HeadAsync(ct);
                foreach (var part in EventBatches.Of(events))
                    await TellAsync(responses, part, head, ct);
                lastTold = clock.GetTimestamp();
                continue;
            }

            var silence = lastTold is { } told ? clock.GetElapsedTime(told) : Heartbeat;
            if (silence >= Heartbeat)
            {
                await TellAsync(responses, [], tail.Position, ct);
                (lastTold, silence) = (clock.GetTimestamp(), TimeSpan.Zero);
            }

            await source.Store.WaitAsync(tail.Position, Heartbeat - silence, ct);
        }
    }

    private async Task TellAsync(
        IServerStreamWriter<SubscribeResponse> responses, IEnumerable<Event> events, long head, CancellationToken ct) =>
        await responses.WriteAsync(
            new SubscribeResponse { Events = { events }, HeadPosition = head, ServerTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow()) }, ct);

    private FeedSource Find(string feed) => _sources.GetValueOrDefault(feed) ?? throw Refusals.NotFound($"feed {feed}");
}
