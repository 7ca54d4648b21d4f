using Border.Statistics.Figures;
using Border.Statistics.Reference;
using Border.Statistics.V1;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Completeness;

/// <summary>Gathers what is known of each expected area: its figures, its zero reports, and since when.</summary>
internal sealed class CompletenessReader(FigureReader figures, [FromKeyedServices(FeedNames.Statistics)] ILedger ledger)
{
    /// <returns>By indicator as asked for, then by expected area.</returns>
    public async Task<IReadOnlyList<AreaEvidence>> ReadAsync(CompletenessQuery query, ReferenceData reference, CancellationToken ct)
    {
        var rows = await FiguresAsync(query, reference, ct);
        var zeros = await ZerosAsync(query, ct);
        var days = await CountedDaysAsync(query, zeros, ct);
        var since = await CountedSinceAsync(query, ct);
        var numbers = new ReportedNumbers(reference.Areas.AsOf(query.Figures.AsOf));
        return
        [
            .. from indicator in query.Figures.Indicators
               from area in query.Expected
               let key = (indicator.Code, area)
               // Nothing adds up to nothing, whatever the indicator measures.
               let zero = numbers.Of(Measure.Flow, [.. zeros.SaidOf(indicator.Code, area)], query.Figures.Period.Range, area, "")
               let own = zeros.Of(indicator.Code, area).FirstOrDefault(cell => CellTiling.Span(cell) == query.Figures.Period.Range)
               let contradicted = zeros.About(indicator.Code, area).Where(cell => IsCounted(cell, area))
               select new AreaEvidence(rows[key], zero, own, [.. contradicted], since.TryGetValue(key, out var day) ? day : null),
        ];

        // Of two areas in each other, the longer code is that of the lower.
        bool IsCounted(ReportedCell zero, string area) =>
            days[(zero.Series, zero.Area.Length > area.Length ? zero.Area : area)].Any(day => day >= zero.Start && day <= zero.End);
    }

    private async Task<Dictionary<(string, string), FigureRow>> FiguresAsync(
        CompletenessQuery query, ReferenceData reference, CancellationToken ct)
    {
        var rows = new Dictionary<(string, string), FigureRow>();
        // One reading gives all areas directly below another.
        foreach (var above in query.Expected.Select(ExpectedAreas.Above).Distinct())
        {
            var part = query.Figures with { Areas = [above ?? ""], Breakdown = above is null ? Breakdown.Unspecified : Breakdown.Area };
            foreach (var row in await figures.ReadAsync(part, reference, ct))
            {
                if (ExpectedAreas.Above(row.Area) == above)
                    rows[(row.Indicator.Code, row.Area)] = row;
            }
        }

        return rows;
    }

    /// <summary>The zero reports in the period, of the area, of all below and of those above it.</summary>
    private async Task<StandingZeros> ZerosAsync(CompletenessQuery query, CancellationToken ct)
    {
        var days = query.Figures.Period.Range;
        var ask = new ReportedQuery(Counted(query), days.Start, days.End, query.Area, IncludeBelow: true, query.Figures.AsOf);
        List<ReportedCell> cells = [.. await ledger.ReportedAsync(ask, ct)];
        foreach (var above in ExpectedAreas.Upwards(query.Area).Skip(1))
            cells.AddRange(await ledger.ReportedAsync(ask with { Area = above, IncludeBelow = false }, ct));
        return new(cells);
    }

    /// <summary>The days on which something is counted that a zero report may be of, under their area and every area above it.</summary>
    private async Task<ILookup<(string, string), DateOnly>> CountedDaysAsync(
        CompletenessQuery query, StandingZeros zeros, CancellationToken ct)
    {
        var cells = zeros.All;
        var counted = cells.Count == 0
            ? []
            : await ledger.CountedDaysAsync(
                new(
                    [.. cells.Select(cell => cell.Series).Distinct()], cells.Min(cell => cell.Start), cells.Max(cell => cell.End), query.Area,
                    AsOf: query.Figures.AsOf),
                ct);
        return (from found in counted from area in ExpectedAreas.Upwards(found.Area) select (found.Series, area, found.Day))
            .ToLookup(found => (found.Series, found.area), found => found.Day);
    }

    private async Task<Dictionary<(string, string), DateOnly>> CountedSinceAsync(CompletenessQuery query, CancellationToken ct)
    {
        var days = query.Figures.Period.Range;
        var known = await ledger.FirstKnownAsync(new(Counted(query), days.Start, days.End, query.Area, AsOf: query.Figures.AsOf), ct);
        return (from first in known from area in ExpectedAreas.Upwards(first.Area) select (area, first))
            .GroupBy(pair => (pair.first.Series, pair.area)).ToDictionary(group => group.Key, group => group.Min(pair => pair.first.KnownOn));
    }

    private static string[] Counted(CompletenessQuery query) =>
        [.. query.Figures.Indicators.Where(indicator => indicator.IsCounted).Select(indicator => indicator.Code)];
}
