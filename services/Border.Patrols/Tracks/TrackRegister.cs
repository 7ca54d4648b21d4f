using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Patrols.Tracks;

/// <summary>The use cases of tracks.</summary>
internal sealed class TrackRegister(
    RecordStore<Track> tracks, RecordStore<TrackChunk> chunks, ChunkMemory memory, [FromKeyedServices("patrols")] RecordWork work, GpxReader gpx)
{
    public Task<Written<Track>> AppendAsync(AppendTrackRequest request, string actor, CancellationToken ct) =>
        AddAsync(new WriteCall(request, actor), request.Name, request.Device, request.Points, "points_received", ct);

    public Task<Written<Track>> ImportAsync(ImportGpxRequest request, string actor, CancellationToken ct)
    {
        var file = gpx.Read(request.Content);
        return AddAsync(new WriteCall(request, actor), request.Name, file.Device, file.Points, "gpx_imported", ct);
    }

    public Task<Track> GetAsync(string patrol, CancellationToken ct) => tracks.GetAsync(TrackKinds.TrackName(TrackKinds.PatrolId(patrol)), ct);

    public async Task<ListTracksResponse> ListAsync(ListTracksRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters().Area("area", request.Area).Time(TrackKinds.StartField, request.StartTimeFrom, request.StartTimeBefore);
        var (found, next) = await tracks.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, TrackKinds.StartField), filters.All, ct);
        foreach (var source in found.SelectMany(track => track.Sources))
            (source.LastPoint, source.LastJump) = (null, null);
        return new ListTracksResponse { Tracks = { found }, NextPageToken = next };
    }

    /// <summary>The points of each device in order, with the marks that the meter gives them.</summary>
    public async Task<IReadOnlyList<(string Device, IReadOnlyList<TrackPoint> Points)>> ReadAsync(string patrol, CancellationToken ct) =>
        await ReadAsync(await GetAsync(patrol, ct), ct);

    public async Task<IReadOnlyList<(string Device, IReadOnlyList<TrackPoint> Points)>> ReadAsync(Track track, CancellationToken ct)
    {
        var all = new List<TrackChunk>(track.ChunkCount);
        for (var number = 1; number <= track.ChunkCount; number++)
            all.Add(await chunks.GetAsync(TrackKinds.ChunkName(TrackKinds.IdOf(track), number), ct));
        return [.. track.Sources.Select(source => ((string, IReadOnlyList<TrackPoint>))(source.Device, Marked(all.Where(chunk => chunk.Device == source.Device))))];
    }

    /// <summary>Lets the track of a patrol, if it has one, say what the patrol now says.</summary>
    public static async Task FollowAsync(RecordSession session, Patrol patrol)
    {
        if (patrol.StartTime is null)
            return;
        var id = TrackKinds.PatrolId(patrol.Name);
        await GuardAsync(session, id);
        if (await session.FindAsync(TrackKinds.Track, TrackKinds.TrackName(id)) is not { } track)
            return;
        TrackLog.Follow(track, patrol);
        session.Save(TrackKinds.Track, track, "patrol_changed");
    }

    private Task<Written<Track>> AddAsync(
        WriteCall call, string patrolName, string device, IReadOnlyList<TrackPoint> points, string verb, CancellationToken ct) =>
        work.RunAsync(
            call,
            TrackKinds.Track,
            async session =>
            {
                var id = TrackKinds.PatrolId(patrolName);
                await GuardAsync(session, id);
                var patrol = await session.GetAsync(PatrolRegister.Kind, patrolName);
                if (!PatrolTurns.HasStarted(patrol.State))
                    throw Refusals.WrongState(patrolName, PatrolTurns.Word(patrol.State), "given track points");
                var track = await session.FindAsync(TrackKinds.Track, TrackKinds.TrackName(id)) ?? new Track { Name = TrackKinds.TrackName(id) };
                TrackLog.Follow(track, patrol);
                await AddAsync(session, track, id, device, points, ct);
                session.Save(TrackKinds.Track, track, verb);
                return track;
            },
            ct);

    private async Task AddAsync(
        RecordSession session, Track track, string id, string device, IReadOnlyList<TrackPoint> points, CancellationToken ct)
    {
        var log = new TrackLog(track);
        var fresh = log.Receive(device, points);
        if (log.IsInOrder(device, fresh))
            log.Measure(device, fresh, isAll: false);
        else
            log.Measure(device, fresh.Concat(await memory.PointsAsync(id, device, track.ChunkCount, ct)), isAll: true);
        foreach (var chunk in log.Store(id, device, fresh))
            session.Save(TrackKinds.Chunk, chunk, "received");
    }

    // Who adds points reads the patrol, and who changes the patrol writes its track: of two at the same time one is done again,
    // and misses nothing of the other. Before anything else is read.
    private static async Task GuardAsync(RecordSession session, string id)
    {
        var name = TrackKinds.GuardName(id);
        var guard = await session.FindAsync(TrackKinds.Guard, name) ?? new TrackChunk { Name = name };
        session.Save(TrackKinds.Guard, guard, "guarded");
    }

    private static List<TrackPoint> Marked(IEnumerable<TrackChunk> chunks)
    {
        var source = new TrackSource();
        var points = chunks.SelectMany(chunk => chunk.Points).OrderBy(point => point.Time).ThenBy(point => point.Sequence).ToList();
        foreach (var point in points)
            point.IsJump = TrackMeter.Add(source, point);
        return points;
    }
}
