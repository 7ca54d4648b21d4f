using System.Globalization;
using Border.Patrols.V1;

namespace Border.Patrols.Watching;

/// <summary>What one watcher knows of the patrols that are out, and what is news to it.</summary>
internal sealed class PatrolWatch(string area, bool overdueOnly)
{
    private readonly Dictionary<string, Watched> _out = new(StringComparer.Ordinal);

    /// <summary>When the next one becomes overdue; null when none will.</summary>
    public DateTimeOffset? NextDue => _out.Values.Where(watched => !watched.IsOverdue).Min(watched => watched.Due);

    /// <summary>Takes a version of a patrol in.</summary>
    /// <param name="isInSight">Whether the watcher may see this version: out of sight, it is as if the patrol were out no more.</param>
    /// <returns>Whether the watcher is to be told of it, and whether it is overdue; null when not.</returns>
    public bool? Take(Patrol record, DateTimeOffset now, bool isInSight = true)
    {
        var isKnown = _out.TryGetValue(record.Name, out var known);
        var version = long.Parse(record.Etag, NumberStyles.None, CultureInfo.InvariantCulture);
        if (isKnown && version <= known!.Version)
            return null;
        var due = PatrolTimes.DueOf(record);
        var isOverdue = due <= now;
        if (PatrolTurns.IsOut(record.State) && isInSight && IsWithin(record.Area))
            _out[record.Name] = new(record, version, due, isOverdue);
        else if (!_out.Remove(record.Name))
            return null;
        return !overdueOnly || isOverdue || isKnown && known!.IsOverdue ? isOverdue : null;
    }

    /// <summary>Those that have become overdue since this was asked last.</summary>
    public IReadOnlyList<Patrol> TakeOverdue(DateTimeOffset now)
    {
        var fresh = _out.Values.Where(watched => !watched.IsOverdue && watched.Due <= now).OrderBy(watched => watched.Due).ToList();
        foreach (var watched in fresh)
            _out[watched.Record.Name] = watched with { IsOverdue = true };
        return fresh.ConvertAll(watched => watched.Record);
    }

    private bool IsWithin(string other) => area.Length == 0 || other == area || other.StartsWith(area + ".", StringComparison.Ordinal);

    private sealed record Watched(Patrol Record, long Version, DateTimeOffset? Due, bool IsOverdue);
}
