using Border.ServiceDefaults.Records;
using Border.Statistics.V1;
using Border.Storage;

namespace Border.Statistics.Releases;

/// <summary>How releases are kept: the record with its turns, and what it says under the hash of that, so that it has one version.</summary>
internal static class ReleaseKinds
{
    private const int NameDigits = 32;

    public static RecordKind<Release> Releases { get; } = new(
        "releases",
        release => release.Name,
        (release, server) => (release.Etag, release.CreateTime, release.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        release =>
        [
            IndexKey.Time("draft_time", release.DraftTime.ToDateTimeOffset()),
            IndexKey.Text("area", release.Area),
            IndexKey.Text("state", release.State.ToString()),
            IndexKey.Text("period", release.Period),
        ])
    {
        Place = new(release => release.Area),
    };

    /// <summary>
    /// One document that every publication writes: of two at once the later one is made again, and then sees the table of the other.
    /// </summary>
    public static RecordKind<Release> Turns { get; } = new("release-turns", release => release.Name, (_, _) => { }, _ => [])
    {
        IsFed = false,
    };

    public static RecordKind<ReleaseContent> Contents { get; } = new(
        "release-contents", content => ContentName(CanonicalJson.Sha256(content)), (_, _) => { }, _ => [])
    {
        IsFed = false,
    };

    public static string ContentName(string sha256) => $"release-contents/{sha256[..NameDigits]}";
}
