using Border.ServiceDefaults.Errors;
using Border.Statistics.Feeds;
using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Reference;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Completeness;

/// <summary>Answers requests for completeness.</summary>
internal sealed class CompletenessDesk(
    CompletenessReader reader, ReferenceCatalogue catalogue, FigureDesk desk, FeedBoard feeds, IOptions<StatisticsOptions> options)
{
    private const int MaxAnswers = 20_000;

    public async Task<GetCompletenessResponse> GetAsync(GetCompletenessRequest request, CancellationToken ct)
    {
        var reference = await catalogue.ReadAsync(ct);
        // Before the figures: what is told of the feeds is then surely in them.
        var progress = feeds.Progress();
        var query = Query(request, reference);
        var period = query.Figures.Period;
        var due = ReportDue.Of(period, options.Value.ReportDueDays, query.Figures.LastDay);
        var evidence = await reader.ReadAsync(query, reference, ct);
        return new()
        {
            Period = period.Label,
            StartDate = ReturnLines.Text(period.Start),
            EndDate = ReturnLines.Text(period.End),
            DueDate = ReturnLines.Text(due.Last),
            AsOf = ReturnLines.Text(due.Day),
            Indicators = { evidence.Chunk(query.Expected.Count).Select(areas => CompletenessMessages.ToMessage(areas, due, reference.Areas)) },
            Progress = progress,
        };
    }

    private CompletenessQuery Query(GetCompletenessRequest request, ReferenceData reference)
    {
        var (period, _) = PeriodFields.Read(request.Period, [], desk.FiscalStartMonth(request.FiscalStartMonth));
        IReadOnlyList<IndicatorDefinition> indicators =
        [
            .. request.Indicators.Distinct().Select(code => reference.FindIndicator(code) ?? throw Refusals.NotFound($"indicator {code}")),
        ];
        var area = reference.Areas.InFigures(request.Area);
        DateOnly? asOf = request.AsOf.Length > 0 ? ReturnLines.Day(request.AsOf) : null;
        var expected = ExpectedAreas.Of(reference.Areas.AsOf(asOf), area, request.Kind);
        if (indicators.Count * expected.Count > MaxAnswers)
            throw Refusals.InvalidField("indicators", $"are more than {MaxAnswers} answers for {expected.Count} areas; ask for fewer at a time");
        var figures = new FigureQuery
        {
            Indicators = indicators,
            Period = period,
            AsOf = asOf,
            Today = desk.Today(),
            StaleFeeds = feeds.StaleFeeds(),
        };
        return new(figures, area, expected);
    }
}
