using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Sending;
using Google.Protobuf;

namespace Border.Field.Syncing;

/// <summary>Some records that are sent together.</summary>
internal sealed record Batch(IReadOnlyList<(Entry Entry, IMessage Request)> Entries, int Bytes)
{
    /// <summary>Takes the first that may go, one at least, and more as long as they are not too large together.</summary>
    /// <param name="waiting">Attachments that are not at the server yet: who names one waits for it.</param>
    public static Batch Take(EntryQueue queue, AuthorTurn turn, IReadOnlyList<KeptAttachment> waiting, int mostBytes)
    {
        var awaited = waiting.Select(kept => kept.Sha256).ToHashSet();
        var stopped = new HashSet<(string, string)>();
        var taken = new List<(Entry, IMessage)>();
        var bytes = 0;
        foreach (var entry in Sendable(queue, turn.Author))
        {
            if (taken.Count > 0 && (bytes + entry.Size > mostBytes || taken.Count == BatchSize.MostRecords))
                break;
            // What comes after it about the same records stays behind it.
            var request = queue.RequestOf(entry)!;
            if (RecordKey.AllOf(request).Any(record => stopped.Contains((entry.Service, record))) || turn.Failed.Contains(entry.RequestId)
                || AttachmentNames.In(request).Any(awaited.Contains))
            {
                stopped.UnionWith(RecordKey.ChangedBy(request).Select(record => (entry.Service, record)));
                continue;
            }

            taken.Add((entry, EtagChain.Prepared(queue, entry, request, isFixed: false)));
            bytes += entry.Size;
        }

        return new Batch(taken, bytes);
    }

    public IAsyncEnumerable<InputLine> Lines() => Entries
        .Select(pair => InputLine.Of(new Submission(pair.Entry.Sequence, SubmissionKind.Find(pair.Entry.Kind)!, pair.Request))).ToAsyncEnumerable();

    // However many wait for their photos, what is behind them is looked at.
    private static IEnumerable<Entry> Sendable(EntryQueue queue, string author)
    {
        var seen = 0;
        while (queue.Sendable(author, BatchSize.MostRecords, seen) is { Count: > 0 } page)
        {
            seen += page.Count;
            foreach (var entry in page)
                yield return entry;
        }
    }
}
