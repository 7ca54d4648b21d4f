using Border.ServiceDefaults.Errors;
using Border.Statistics.Feeds;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Figures;

/// <summary>Answers requests for figures.</summary>
internal sealed class FigureDesk(
    FigureReader reader, ReferenceCatalogue catalogue, FeedBoard feeds, LocalDays days, IOptions<StatisticsOptions> options, TimeProvider clock)
{
    private const int MaxFigures = 20_000;
    private const int MaxDays = 366;

    public async Task<GetFiguresResponse> GetAsync(GetFiguresRequest request, CancellationToken ct)
    {
        var reference = await catalogue.ReadAsync(ct);
        // Before the figures: what is told of the feeds is then surely in them.
        var progress = feeds.Progress();
        var query = Query(request, reference);
        var rows = await reader.ReadAsync(query, reference, ct);
        RefuseUnknownAreas(query.Areas, rows, reference);
        if (rows.Count > MaxFigures)
            throw TooMany();
        return new() { Figures = { rows.Select(FigureMessages.ToMessage) }, Progress = progress };
    }

    /// <summary>The single figure that a request to explain names.</summary>
    public async Task<(FigureQuery Query, FigureRow Row)> ExplainedAsync(ExplainRequest request, CancellationToken ct)
    {
        var reference = await catalogue.ReadAsync(ct);
        var query = Query(
            new()
            {
                Indicators = { request.Indicator },
                Period = request.Period,
                Areas = { request.Area },
                Category = request.Category,
                AsOf = request.AsOf,
                FiscalStartMonth = request.FiscalStartMonth,
                Remainder = request.Remainder,
            },
            reference);
        var rows = await reader.ReadAsync(query, reference, ct);
        RefuseUnknownAreas(query.Areas, rows, reference);
        return (query, rows[0]);
    }

    public int FiscalStartMonth(int requested) => requested == 0 ? options.Value.FiscalStartMonth : requested;

    public DateOnly Today() => days.Of(clock.GetUtcNow());

    /// <summary>An area that nobody imported is known by what was recorded or reported in it.</summary>
    public static void RefuseUnknownAreas(IEnumerable<string> areas, IReadOnlyList<FigureRow> rows, ReferenceData reference)
    {
        foreach (var area in areas.Where(area => !reference.Areas.Knows(area)))
        {
            if (!rows.Any(row => (row.Area == area || AreaTree.IsBelow(area, row.Area)) && HasAny(row)))
                throw Refusals.NotFound($"area {area}");
        }
    }

    private static bool HasAny(FigureRow row) => row.Indicator.IsCounted
        ? row.Value is { Amount: not 0 } || row.Comparisons.Any(comparison => comparison.Base is { Amount: not 0 })
        : row.Value is not null || row.Has(FigureFlag.NotAdditive) || row.Comparisons.Any(comparison => comparison.Base is not null);

    private FigureQuery Query(GetFiguresRequest request, ReferenceData reference)
    {
        var (period, bases) = PeriodFields.Read(request.Period, request.CompareWith, FiscalStartMonth(request.FiscalStartMonth));
        if (request.Breakdown == Breakdown.Day && period.Range.Days > MaxDays)
            throw Refusals.InvalidField("period", $"must not be longer than {MaxDays} days to be broken down by day");
        var areas = request.Areas.Count == 0 ? [""] : request.Areas.Select(reference.Areas.InFigures).Distinct().ToList();
        var rows = areas.Sum(area => request.Breakdown switch
        {
            Breakdown.Day => period.Range.Days,
            Breakdown.Month => period.Range.Months().Count(),
            Breakdown.Area => reference.Areas.ChildrenOf(area).Count(),
            _ => 1,
        });
        if (request.Indicators.Count * rows > MaxFigures)
            throw TooMany();
        return new()
        {
            Indicators = [.. request.Indicators.Distinct().Select(code => Indicator(reference, code))],
            Period = period,
            Bases = bases,
            Areas = areas,
            Breakdown = request.Breakdown,
            Category = request.Category,
            Remainder = request.Remainder,
            AsOf = request.AsOf.Length > 0 ? ReturnLines.Day(request.AsOf) : null,
            Today = Today(),
            AcrossRuleBreaks = request.AcrossRuleBreaks,
            StaleFeeds = feeds.StaleFeeds(),
        };
    }

    private static IndicatorDefinition Indicator(ReferenceData reference, string code) =>
        reference.FindIndicator(code) ?? throw Refusals.NotFound($"indicator {code}");

    private static RefusalException TooMany() => Refusals.InvalidField("breakdown", $"gives more than {MaxFigures} figures; ask for fewer at a time");
}
