using Border.Storage.Ledgers;

namespace Border.Statistics.Feeds;

/// <summary>A feed has another event, or none, where the last one was that is in the figures.</summary>
internal sealed class FeedRolledBackException(string feed, LedgerCursor cursor)
    : Exception($"The feed {feed} has another event, or none, at {cursor.Position}, the last position that was counted.")
{
    public LedgerCursor Cursor { get; } = cursor;
}
