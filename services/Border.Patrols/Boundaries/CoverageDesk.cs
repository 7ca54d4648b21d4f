using System.Globalization;
using Border.Patrols.Tracks;
using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Border.Patrols.Boundaries;

/// <summary>Tells how much of the boundary was covered, by one track or by all of a period.</summary>
internal sealed class CoverageDesk(CoverageReader reader, RecordStore<Track> tracks, IOptions<PatrolsOptions> options)
{
    private const int MostYears = 10;
    private const int TracksAtOnce = 500;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public async Task<Coverage> OfTrackAsync(Track track, CancellationToken ct)
    {
        var map = await reader.MapAsync(ct);
        var covered = map.Sections.Count == 0 || track.IsVoid ? new CoveredStretches() : await reader.OfTrackAsync(map, track, ct);
        var coverage = CoverageMessages.Of(map, covered, [.. Enumerable.Range(0, map.Sections.Count)], reader.ToleranceMeters, trackCount: 1);
        CoverageMessages.LeaveOutWhatIsNotCovered(coverage);
        return coverage;
    }

    public async Task<Coverage> OfPeriodAsync(GetCoverageRequest request, CancellationToken ct)
    {
        var (from, before) = TimesOf(request);
        var map = await reader.MapAsync(ct);
        List<int> asked = [.. Enumerable.Range(0, map.Sections.Count).Where(place => IsUnder(request.Area, map.Sections[place].Area))];
        var covered = new CoveredStretches();
        var count = 0;
        await foreach (var track in TracksAsync(request, from, before, ct))
        {
            count++;
            if (asked.Count > 0)
                covered.Add(await reader.OfTrackAsync(map, track, from, before, ct));
        }

        return CoverageMessages.Of(map, covered, asked, reader.ToleranceMeters, count);
    }

    // Whose track it is does not matter, only when it was.
    private async IAsyncEnumerable<Track> TracksAsync(
        GetCoverageRequest request, Timestamp from, Timestamp before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var filters = new RecordFilters().Time(TrackKinds.StartField, null, before).Time(TrackKinds.EndField, from, null).All;
        var next = "";
        do
        {
            (var page, next) = await tracks.ListAnywhereAsync(request, next, TracksAtOnce, new ListOrder(TrackKinds.StartField, Descending: false), filters, ct);
            foreach (var track in page.Where(track => !track.IsVoid))
                yield return track;
        }
        while (next.Length > 0);
    }

    private (Timestamp From, Timestamp Before) TimesOf(GetCoverageRequest request)
    {
        var (start, end) = (DayOf(request.StartDate), DayOf(request.EndDate));
        if (end < start)
            throw Refusals.InvalidField("end_date", "is before the start date");
        if (end > start.AddYears(MostYears))
            throw Refusals.InvalidField("end_date", "must be at most 10 years after the start date");
        return (Midnight(start), Midnight(end.AddDays(1)));
    }

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // A clock that skips midnight begins the day later.
    private Timestamp Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return Timestamp.FromDateTimeOffset(new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime());
    }

    private static bool IsUnder(string root, string area) =>
        root.Length == 0 || area == root || (area.StartsWith(root, StringComparison.Ordinal) && area[root.Length] == '.');
}
