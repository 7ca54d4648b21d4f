using Border.Storage.Ledgers;

namespace Border.Statistics.Feeds;

/// <summary>An event as it is folded.</summary>
/// <param name="At">The cursor once it is folded.</param>
/// <param name="Entry">Null when it contributes nothing.</param>
internal sealed record CountedEvent(LedgerCursor At, LedgerEntry? Entry, DateTimeOffset CommitTime, string TraceParent)
{
    public long Position => At.Position;
}
