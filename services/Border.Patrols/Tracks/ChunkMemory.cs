using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Microsoft.Extensions.Caching.Memory;

namespace Border.Patrols.Tracks;

/// <summary>
/// Remembers stored points, which never change, for devices whose points come in many small parts and in no order: each such
/// part makes all that came before be measured again, and reading them one by one would take most of the time.
/// </summary>
internal sealed class ChunkMemory(RecordStore<TrackChunk> chunks) : IDisposable
{
    private const int MostPoints = 500_000;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostPoints });

    /// <summary>The points of a device in the order in which they came. Nobody may change them.</summary>
    /// <param name="count">How many of the track's documents were stored.</param>
    public async Task<IReadOnlyList<TrackPoint>> PointsAsync(string patrolId, string device, int count, CancellationToken ct)
    {
        var points = new List<TrackPoint>();
        for (var number = 1; number <= count; number++)
        {
            var chunk = await ReadAsync(TrackKinds.ChunkName(patrolId, number), ct);
            if (chunk.Device == device)
                points.AddRange(chunk.Points);
        }

        return points;
    }

    public void Dispose() => _known.Dispose();

    private async Task<TrackChunk> ReadAsync(string name, CancellationToken ct)
    {
        if (_known.TryGetValue(name, out TrackChunk? known))
            return known!;
        var read = await chunks.GetAsync(name, ct);
        return _known.Set(name, read, new MemoryCacheEntryOptions { Size = read.Points.Count });
    }
}
