using System.Globalization;
using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Tracks;

/// <summary>How tracks are kept: the summary, which is fed, and the points in documents that are never changed.</summary>
internal static class TrackKinds
{
    public const int ChunkPoints = 2000;

    /// <summary>The keys of the first and of the last point.</summary>
    public const string StartField = "start_time";

    public const string EndField = "end_time";

    private const string Tracks = "tracks";
    private const string Chunks = "track_chunks";
    private const string Guards = "track_guards";

    public static readonly RecordKind<Track> Track = new(
        Tracks,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Text("area", record.Area), IndexKey.Time(StartField, TimeOf(record.StartTime)), IndexKey.Time(EndField, TimeOf(record.EndTime))])
    {
        Place = new(record => record.Area),
    };

    public static readonly RecordKind<TrackChunk> Chunk = new(Chunks, record => record.Name, (_, _) => { }, _ => []) { IsFed = false };

    /// <summary>A document that is written by whoever adds to a track or changes its patrol, for nothing but its version.</summary>
    public static readonly RecordKind<TrackChunk> Guard = new(Guards, record => record.Name, (_, _) => { }, _ => []) { IsFed = false };

    public static string GuardName(string patrolId) => $"{Guards}/{patrolId}";

    public static string TrackName(string patrolId) => $"{Tracks}/{patrolId}";

    public static string ChunkName(string patrolId, int number) => string.Create(CultureInfo.InvariantCulture, $"{Chunks}/{patrolId}-{number}");

    /// <summary>The id of a track, which is that of its patrol.</summary>
    public static string IdOf(Track track) => track.Name[(Tracks.Length + 1)..];

    /// <summary>The id in a patrol's name.</summary>
    public static string PatrolId(string name)
    {
        const string Before = PatrolRegister.Collection + "/";
        return name.StartsWith(Before, StringComparison.Ordinal) ? name[Before.Length..] : throw ServiceDefaults.Errors.Refusals.NotFound(name);
    }

    private static DateTimeOffset TimeOf(Timestamp? time) => (time ?? new Timestamp()).ToDateTimeOffset();
}
