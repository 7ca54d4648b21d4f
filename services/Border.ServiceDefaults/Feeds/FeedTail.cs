using Border.ServiceDefaults.Errors;
using Border.Storage;

namespace Border.ServiceDefaults.Feeds;

/// <summary>
/// Reads on in a feed. The event that was read last is read again with those after it: a database that somebody put another in the place of has
/// another event there, or none.
/// </summary>
internal sealed class FeedTail(FeedSource source, long after)
{
    private FeedEvent? _last;

    /// <summary>The last position that was read.</summary>
    public long Position { get; private set; } = after;

    /// <summary>The next events; none when there are none yet.</summary>
    /// <exception cref="RefusalException">The feed does not go on from what was read.</exception>
    public async Task<IReadOnlyList<FeedEvent>> ReadAsync(int max, CancellationToken ct)
    {
        var known = Position > 0 ? 1 : 0;
        var read = await source.Store.ReadAsync(Position - known, max + known, ct);
        if (read.Count < known)
            throw Refusals.PositionAhead(source.Name, Position, await source.Store.HeadAsync(ct));
        if (_last is not null && !IsSame(_last, read[0]))
            throw Refusals.FeedReplaced(source.Name, Position);
        if (read.Count > 0)
            (_last, Position) = (read[^1], read[^1].Position);
        return [.. read.Skip(known)];
    }

    private static bool IsSame(FeedEvent one, FeedEvent other) =>
        (one.Record, one.Version, one.CommitTime) == (other.Record, other.Version, other.CommitTime);
}
