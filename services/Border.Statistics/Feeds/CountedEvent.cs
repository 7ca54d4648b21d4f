using Border.Storage.Ledgers;

namespace Border.Statistics.Feeds;

/// <summary>An event as it is folded.</summary>
/// <param name="Entry">Null when it contributes nothing.</param>
internal sealed record CountedEvent(long Position, LedgerEntry? Entry, DateTimeOffset CommitTime, string TraceParent);
