using System.Collections.Concurrent;
using Border.Patrols.Tracks;
using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Border.Patrols.Boundaries;

/// <summary>
/// Computes what tracks covered from their points and the boundary as both stand when it is asked for, so that late points, pauses
/// and revised sections are never missed. What a whole track covered is remembered for as long as nothing of it changes.
/// </summary>
internal sealed class CoverageReader(
    RecordStore<Boundary> boundaries, RecordStore<BoundarySection> sections, RecordStore<Patrol> patrols, TrackRegister tracks,
    IOptions<PatrolsOptions> options)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, (string Version, CoveredStretches Covered)> _known = new(StringComparer.Ordinal);
    private BoundaryMap? _map;

    public double ToleranceMeters => options.Value.ToleranceMeters;

    /// <summary>The boundary as it stands.</summary>
    public async Task<BoundaryMap> MapAsync(CancellationToken ct)
    {
        while (true)
        {
            var etag = await EtagAsync(ct);
            if (_map is { } map && map.Etag == etag)
                return map;
            var read = await sections.QueryAsync([], new ListOrder("revise_time", Descending: true), BoundaryRegister.MostSections, ct);
            // When another import came between, what was read may be of both.
            if (etag == await EtagAsync(ct))
                return _map = new BoundaryMap(etag, read, ToleranceMeters);
        }
    }

    /// <summary>What a whole track covered.</summary>
    public async Task<CoveredStretches> OfTrackAsync(BoundaryMap map, Track track, CancellationToken ct)
    {
        var patrol = await patrols.FindAnywhereAsync($"{PatrolRegister.Collection}/{TrackKinds.IdOf(track)}", ct) ?? throw Refusals.NotFound(track.Name);
        var version = $"{map.Etag} {track.Etag} {patrol.Etag}";
        if (_known.TryGetValue(track.Name, out var known) && known.Version == version)
            return known.Covered;
        var covered = Cover(map, await WaysAsync(track, patrol, ct));
        if (_known.Count >= MostRemembered)
            _known.Clear();
        _known[track.Name] = (version, covered);
        return covered;
    }

    /// <summary>What a track covered by the ways that ended in a time.</summary>
    public async Task<CoveredStretches> OfTrackAsync(BoundaryMap map, Track track, Timestamp from, Timestamp before, CancellationToken ct)
    {
        if (track.StartTime >= from && track.EndTime < before)
            return await OfTrackAsync(map, track, ct);
        var patrol = await patrols.FindAnywhereAsync($"{PatrolRegister.Collection}/{TrackKinds.IdOf(track)}", ct) ?? throw Refusals.NotFound(track.Name);
        return Cover(map, (await WaysAsync(track, patrol, ct)).Where(way => way.To.Time >= from && way.To.Time < before));
    }

    private async Task<IEnumerable<(TrackPoint From, TrackPoint To)>> WaysAsync(Track track, Patrol patrol, CancellationToken ct) =>
        (await tracks.ReadAsync(track, ct)).SelectMany(device => TrackWays.Of(device.Points, patrol.Pauses));

    /// <summary>What ways covered together.</summary>
    public static CoveredStretches Cover(BoundaryMap map, IEnumerable<(TrackPoint From, TrackPoint To)> ways)
    {
        var covered = new CoveredStretches();
        foreach (var part in ways.SelectMany(way => GroundPart.Between(way.From.Position, way.To.Position)))
        {
            foreach (var (section, from, to) in map.CoveredBy(part))
                covered.Add(section, from, to);
        }

        return covered.Join();
    }

    private async Task<string> EtagAsync(CancellationToken ct) => (await boundaries.FindAsync(BoundaryKinds.WholeName, ct))?.Etag ?? "";
}
