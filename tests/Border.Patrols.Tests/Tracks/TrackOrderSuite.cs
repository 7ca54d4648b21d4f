using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Patrols.Tests.Tracks;

public sealed class SqliteTrackOrderTests() : TrackOrderSuite(StorageEngineKind.Sqlite);

public sealed class PostgresTrackOrderTests() : TrackOrderSuite(StorageEngineKind.Postgres);

/// <summary>Whatever the order in which points come and however they are cut, the track is the same, on each engine.</summary>
public abstract class TrackOrderSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private StoragePlace _place = null!;
    private ServiceHost _host = null!;
    private TrackService.TrackServiceClient _tracks = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await ServiceHost.StartAsync(_place, builder => builder.AddPatrols(), app => app.MapPatrols());
        _tracks = new(_host.Channel);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task AppendTrack_AnyOrderAndParts_IsTheSameTrackAsInOrder(int seed)
    {
        var random = new Random(seed);
        var devices = new[] { "one", "two" }.ToDictionary(device => device, _ => Wander(random));
        await PatrolAsync("ordered");
        await PatrolAsync("shuffled");
        foreach (var (device, points) in devices)
            await AppendAsync("ordered", device, [points]);

        foreach (var (device, points) in devices)
            await AppendAsync("shuffled", device, Parts(random, points));

        var (ordered, shuffled) = (await SummaryAsync("ordered"), await SummaryAsync("shuffled"));
        Assert.True(ordered.Sources.All(source => source.JumpCount > 0));
        Assert.Equal(ordered, shuffled);
    }

    // Walks with jumps, rests and points of the same time.
    private static List<TrackPoint> Wander(Random random)
    {
        var (seconds, meters) = (0.0, 0.0);
        var points = new List<TrackPoint>();
        for (var i = 1; i <= 60; i++)
        {
            seconds += random.Next(4) * 5;
            meters += random.Next(6) == 0 ? 50_000 : random.Next(40) - 10;
            points.Add(Walks.Point(i, seconds, meters, accuracy: random.Next(10)));
        }

        return points;
    }

    // Some points come twice.
    private static IEnumerable<List<TrackPoint>> Parts(Random random, List<TrackPoint> points)
    {
        var sent = points.Concat(points.Where(_ => random.Next(4) == 0)).Select(point => point.Clone()).ToArray();
        random.Shuffle(sent);
        for (var at = 0; at < sent.Length;)
        {
            var count = Math.Min(random.Next(1, 9), sent.Length - at);
            yield return [.. sent[at..(at + count)]];
            at += count;
        }
    }

    private async Task<Track> SummaryAsync(string id)
    {
        var track = await _tracks.GetTrackAsync(new() { Name = $"patrols/{id}" });
        (track.Name, track.Etag, track.CreateTime, track.UpdateTime, track.ChunkCount) = ("", "", null, null, 0);
        return track;
    }

    private async Task PatrolAsync(string id)
    {
        var patrols = new PatrolService.PatrolServiceClient(_host.Channel);
        await patrols.CreatePatrolAsync(new() { PatrolId = id, Patrol = Patrols.In(PatrolState.Planned), RequestId = $"plan-{id}" });
        await patrols.StartPatrolAsync(new() { Name = $"patrols/{id}", StartTime = Patrols.Started, RequestId = $"start-{id}" });
    }

    private async Task AppendAsync(string id, string device, IEnumerable<IEnumerable<TrackPoint>> parts)
    {
        using var call = _tracks.AppendTrack();
        var number = 0;
        foreach (var part in parts)
            await call.RequestStream.WriteAsync(new() { Name = $"patrols/{id}", Device = device, Points = { part }, RequestId = $"{id}-{device}-{number++}" });
        await call.RequestStream.CompleteAsync();
        await foreach (var receipt in call.ResponseStream.ReadAllAsync())
            Assert.Null(receipt.Error);
    }
}
