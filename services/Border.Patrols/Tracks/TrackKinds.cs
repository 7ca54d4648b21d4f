using System.Globalization;
using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Patrols.Tracks;

/// <summary>How tracks are kept: the summary, which is fed, and the points in documents that are never changed.</summary>
internal static class TrackKinds
{
    public const int ChunkPoints = 2000;

    private const string Tracks = "tracks";
    private const string Chunks = "track_chunks";
    private const string Guards = "track_guards";

    public static readonly RecordKind<Track> Track = new(
        Tracks,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Text("area", record.Area)]);

    public static readonly RecordKind<TrackChunk> Chunk = new(Chunks, record => record.Name, (_, _) => { }, _ => []) { IsFed = false };

    /// <summary>A document that is written by whoever adds to a track or changes its patrol, for nothing but its version.</summary>
    public static readonly RecordKind<TrackChunk> Guard = new(Guards, record => record.Name, (_, _) => { }, _ => []) { IsFed = false };

    public static string GuardName(string patrolId) => $"{Guards}/{patrolId}";

    public static string TrackName(string patrolId) => $"{Tracks}/{patrolId}";

    public static string ChunkName(string patrolId, int number) => string.Create(CultureInfo.InvariantCulture, $"{Chunks}/{patrolId}-{number}");

    /// <summary>The id in a patrol's name.</summary>
    public static string PatrolId(string name)
    {
        const string Before = PatrolRegister.Collection + "/";
        return name.StartsWith(Before, StringComparison.Ordinal) ? name[Before.Length..] : throw ServiceDefaults.Errors.Refusals.NotFound(name);
    }
}
