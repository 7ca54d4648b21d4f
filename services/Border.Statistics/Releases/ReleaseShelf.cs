using Border.ServiceDefaults.Records;
using Border.Statistics.Periods;
using Border.Statistics.Returns;
using Border.Statistics.V1;

namespace Border.Statistics.Releases;

/// <summary>Reads releases, and what they say.</summary>
internal sealed class ReleaseShelf(RecordStore<Release> releases, RecordStore<ReleaseContent> contents)
{
    private const int PageSize = 100;

    private static readonly ListOrder LatestFirst = new("draft_time", Descending: true);

    public async Task<Release> GetAsync(string name, CancellationToken ct) => await WithContentAsync(await releases.GetAsync(name, ct), ct);

    public async Task<Release> WithContentAsync(Release release, CancellationToken ct)
    {
        release.Content = await ContentAsync(release.ContentSha256, ct);
        return release;
    }

    public async Task<ListReleasesResponse> ListAsync(ListReleasesRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters().Area("area", request.Area).Choice("state", request.State).Text("period", request.Period);
        var (found, next) = await releases.ListAsync(request, request.PageToken, request.PageSize, LatestFirst, filters.All, ct);
        foreach (var release in found)
            release.Findings.Clear();
        return new() { Releases = { found }, NextPageToken = next };
    }

    /// <summary>What is published of an area for parts of some days, the latest draft first.</summary>
    public async Task<IReadOnlyList<ReleaseContent>> PublishedWithinAsync(string area, DayRange days, CancellationToken ct)
    {
        List<ReleaseContent> found = [];
        var filters = new RecordFilters().Area("area", area).Choice("state", ReleaseState.Published);
        await foreach (var release in releases.EachAsync(filters.All, LatestFirst, PageSize, ct))
        {
            if (release.Area != area || !days.Contains(DaysOf(release)) || days == DaysOf(release))
                continue;
            found.Add(await ContentAsync(release.ContentSha256, ct));
        }

        return found;
    }

    /// <exception cref="InvalidOperationException">The database does not hold what was written to it.</exception>
    private async Task<ReleaseContent> ContentAsync(string sha256, CancellationToken ct)
    {
        var content = await contents.FindAnywhereAsync(ReleaseKinds.ContentName(sha256), ct);
        return content is not null && CanonicalJson.Sha256(content) == sha256
            ? content
            : throw new InvalidOperationException($"What is kept of the release is not what has the hash {sha256}.");
    }

    private static DayRange DaysOf(Release release) => new(ReturnLines.Day(release.StartDate), ReturnLines.Day(release.EndDate));
}
