using Border.Feed.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Feeds;

/// <summary>Cuts events into responses that every client takes: most refuse messages above 4 MiB unless told otherwise.</summary>
internal static class EventBatches
{
    public const int MaxBytes = 1024 * 1024;

    public static IEnumerable<IReadOnlyList<Event>> Of(IReadOnlyList<FeedEvent> events)
    {
        var part = new List<Event>(events.Count);
        var bytes = 0;
        foreach (var stored in events)
        {
            if (bytes > 0 && bytes + stored.State.Length > MaxBytes)
            {
                yield return part;
                part = [];
                bytes = 0;
            }

            part.Add(ToEvent(stored));
            bytes += stored.State.Length;
        }

        yield return part;
    }

    private static Event ToEvent(FeedEvent stored) =>
        new()
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
