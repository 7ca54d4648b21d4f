using System.Runtime.CompilerServices;
using Border.Feed.V1;
using Border.Statistics.Feeds;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Benchmarks.Records;

/// <summary>A feed's responses as they come over the wire, made beforehand; reading one includes parsing it.</summary>
internal sealed class PreparedFeed(string feed, IReadOnlyList<byte[]> responses) : IFeedSource
{
    private const int InResponse = 1000;

    public string Feed => feed;

    /// <summary>Events of new records, following a position.</summary>
    public static PreparedFeed Of(string feed, int after, int count, Func<int, IMessage> record)
    {
        var time = Timestamp.FromDateTimeOffset(new DateTimeOffset(2021, 7, 1, 0, 0, 0, TimeSpan.Zero));
        var responses = Enumerable.Range(after + 1, count).Chunk(InResponse).Select(positions => new SubscribeResponse
        {
            Events = { positions.Select(position => EventOf(position, record(position), time)) },
            HeadPosition = after + count,
            ServerTime = time,
        }.ToByteArray());
        return new(feed, [.. responses]);
    }

    public async IAsyncEnumerable<SubscribeResponse> SubscribeAsync(long after, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var response in responses)
        {
            ct.ThrowIfCancellationRequested();
            yield return SubscribeResponse.Parser.ParseFrom(response);
        }

        await Task.CompletedTask;
    }

    public IAsyncEnumerable<SnapshotResponse> SnapshotAsync(CancellationToken ct) => throw new NotSupportedException();

    private static Event EventOf(int position, IMessage record, Timestamp time) => new()
    {
        Position = position,
        Record = (string)record.Descriptor.FindFieldByName("name").Accessor.GetValue(record),
        Version = 1,
        Verb = "registered",
        CommitTime = time,
        State = Any.Pack(record),
    };
}
