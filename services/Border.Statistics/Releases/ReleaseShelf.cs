using Border.ServiceDefaults.Records;
using Border.Statistics.Figures;
using Border.Statistics.Periods;
using Border.Statistics.V1;
using Border.Storage;

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
        var filters = new RecordFilters().Area("area", request.Area).Choice("state", request.State).All;
        var (found, next) = await releases.ListAsync(
            request, request.PageToken, request.PageSize, LatestFirst, request.Period.Length == 0 ? filters : [.. filters, OfPeriod(request.Period)], ct);
        foreach (var release in found)
            release.Findings.Clear();
        return new() { Releases = { found }, NextPageToken = next };
    }

    /// <summary>
    /// A release is kept by the label of its period, which does not say when a fiscal year starts; one of before labels as it was typed, in small
    /// letters perhaps.
    /// </summary>
    private static KeyFilter.AnyOf OfPeriod(string text)
    {
        var label = PeriodFields.Read(text, [], fiscalStartMonth: 1).Period.Label;
        string[] spellings = [label, label.ToLowerInvariant(), text];
        return new KeyFilter.AnyOf([.. spellings.Distinct().Select(spelling => new KeyFilter.TextEquals("period", spelling))]);
    }

    /// <summary>
    /// Releases that were ever before the public, with their content: of the area, one above or one below, which print totals of days in
    /// any of the ranges, as their own or as a base. What was withdrawn was read all the same.
    /// </summary>
    public async Task<IReadOnlyList<Release>> PublishedAsync(string area, IReadOnlyList<DayRange> ranges, CancellationToken ct)
    {
        List<Release> found = [];
        foreach (var state in new[] { ReleaseState.Published, ReleaseState.Withdrawn })
        {
            await foreach (var release in releases.EachAsync(new RecordFilters().Choice("state", state).All, LatestFirst, PageSize, ct))
            {
                if (ranges.Any(release.Tells) && (release.Area == area || AreaTree.IsBelow(release.Area, area) || AreaTree.IsBelow(area, release.Area)))
                    found.Add(await WithContentAsync(release, ct));
            }
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
}
