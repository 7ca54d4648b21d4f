using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Patrols.Tracks;

/// <summary>A track and what devices send to it.</summary>
internal sealed class TrackLog(Track track)
{
    private const int MaxSources = 50;
    private const int MaxRanges = 1000;
    private const int MaxChunks = 1000;

    /// <summary>What a track says of its patrol.</summary>
    public static void Follow(Track track, Patrol patrol) =>
        (track.Unit, track.Area, track.IsVoid) = (patrol.Unit, patrol.Area, patrol.State == PatrolState.Void);

    /// <summary>Notes which of the points are new.</summary>
    /// <returns>The new ones, in the order in which they came.</returns>
    public IReadOnlyList<TrackPoint> Receive(string device, IReadOnlyList<TrackPoint> sent)
    {
        if (sent.Any(point => point.Sequence < 1))
            throw Refusals.InvalidField("points", "must be numbered by the device from 1");
        var source = SourceOf(device);
        var fresh = sent.Where(point => SequenceRanges.Add(source.Received, point.Sequence)).ToList();
        if (source.Received.Count > MaxRanges)
            throw Refusals.RuleBroken($"A device has at most {MaxRanges} gaps in its numbers; send what is missing first.");
        source.NextSequence = SequenceRanges.Next(source.Received);
        foreach (var point in fresh)
            point.IsJump = false;
        return fresh;
    }

    /// <summary>Cuts new points into documents.</summary>
    public IEnumerable<TrackChunk> Store(string patrolId, string device, IReadOnlyList<TrackPoint> fresh)
    {
        foreach (var points in fresh.Chunk(TrackKinds.ChunkPoints))
        {
            if (track.ChunkCount == MaxChunks)
                throw Refusals.RuleBroken($"A track is stored in at most {MaxChunks} parts; send more points at a time.");
            track.ChunkCount++;
            yield return new TrackChunk { Name = TrackKinds.ChunkName(patrolId, track.ChunkCount), Device = device, Points = { points } };
        }
    }

    /// <summary>Whether new points come after all that were measured; otherwise all are to be measured again.</summary>
    public bool IsInOrder(string device, IReadOnlyList<TrackPoint> fresh)
    {
        var source = SourceOf(device);
        return (source.LastJump ?? source.LastPoint) is not { } last || fresh.All(point => TrackMeter.IsAfter(point, last));
    }

    /// <param name="points">The new ones when they are in order, or else all of the device.</param>
    public void Measure(string device, IEnumerable<TrackPoint> points, bool isAll)
    {
        var source = SourceOf(device);
        if (isAll)
            TrackMeter.Restart(source);
        foreach (var point in points.OrderBy(point => point.Time).ThenBy(point => point.Sequence))
            TrackMeter.Add(source, point);
        var longest = track.Sources.MaxBy(other => other.DistanceMeters)!;
        (track.DistanceMeters, track.MovingSeconds) = (longest.DistanceMeters, longest.MovingSeconds);
        track.PointCount = track.Sources.Sum(other => other.PointCount);
        track.StartTime = track.Sources.Min(other => other.StartTime);
        track.EndTime = track.Sources.Max(other => other.EndTime);
    }

    private TrackSource SourceOf(string device)
    {
        if (track.Sources.FirstOrDefault(source => source.Device == device) is { } known)
            return known;
        if (track.Sources.Count == MaxSources)
            throw Refusals.RuleBroken($"A track has points of at most {MaxSources} devices.");
        var added = new TrackSource { Device = device };
        track.Sources.Add(added);
        return added;
    }
}
