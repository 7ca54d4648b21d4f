using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Border.Feed.V1;
using Border.Statistics.Completeness;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Statistics.Feeds;

/// <summary>This service's own feed, of returns and zero reports, read where it is stored.</summary>
internal sealed class OwnFeed(IDocumentStore store) : IFeedSource
{
    private const int MaxEvents = 1000;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(4);
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public string Feed => FeedNames.Statistics;

    public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(long after, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var events = await store.ReadAsync(after, MaxEvents, ct);
            after = events.Count > 0 ? events[^1].Position : after;
            var head = events.Count is > 0 and < MaxEvents ? after : await store.HeadAsync(ct);
            if (head < after)
                throw new RpcException(new Status(StatusCode.Unavailable, "The database was restored, and with it the figures: they go on from there."));
            yield return new() { Events = { events.Select(ToEvent) }, HeadPosition = head };
            if (events.Count == 0)
                await store.WaitAsync(after, Heartbeat, ct);
        }
    }

    public async IAsyncEnumerable<SnapshotResponse> SnapshotAsync([EnumeratorCancellation] CancellationToken ct)
    {
        // The store pushes, the caller pulls; a caller that leaves ends the picture.
        using var left = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channel = Channel.CreateBounded<SnapshotResponse>(MaxEvents);
        var filling = FillAsync(channel.Writer, left.Token);
        try
        {
            await foreach (var response in channel.Reader.ReadAllAsync(ct))
                yield return response;
        }
        finally
        {
            await left.CancelAsync();
            await filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FillAsync(ChannelWriter<SnapshotResponse> responses, CancellationToken ct)
    {
        try
        {
            var position = await store.SnapshotAsync(
                [ReturnRegister.Kind.Collection, ZeroReportRegister.Kind.Collection],
                async (at, document) => await responses.WriteAsync(new() { Events = { ToEvent(document) }, Position = at }, ct),
                ct);
            await responses.WriteAsync(new() { Position = position }, ct);
            responses.Complete();
        }
        catch (Exception error)
        {
            responses.Complete(error);
        }
    }

    private static Event ToEvent(StoredDocument document) => new()
    {
        Record = document.Name,
        Version = document.Version,
        CommitTime = Timestamp.FromDateTimeOffset(document.UpdateTime),
        State = Any.Pack(Record(document)),
    };

    private static IMessage Record(StoredDocument document) => document.Collection == ZeroReportRegister.Kind.Collection
        ? Parser.Parse<ZeroReport>(document.Body)
        : Parser.Parse<Return>(document.Body);

    private static Event ToEvent(FeedEvent stored) => new()
    {
        Position = stored.Position,
        Record = stored.Record,
        Version = stored.Version,
        Verb = stored.Verb,
        CommitTime = Timestamp.FromDateTimeOffset(stored.CommitTime),
        State = Any.Parser.ParseFrom(stored.State),
        TraceParent = stored.TraceParent,
    };
}
