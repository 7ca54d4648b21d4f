using Border.Statistics.Bulletins;
using Border.Statistics.Completeness;
using Border.Statistics.Figures;
using Border.Statistics.Recounts;
using Border.Statistics.Releases;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Border.Statistics.Gates;

/// <summary>Gathers what the rules of the gate look at.</summary>
internal sealed class GateReader(
    FigureReader figures,
    CompletenessReader completeness,
    RecountDesk recounts,
    ReleaseShelf releases,
    [FromKeyedServices(FeedNames.Statistics)] ILedger ledger,
    IOptions<StatisticsOptions> options)
{
    public async Task<GateEvidence> ReadAsync(ComposedBulletin bulletin, CancellationToken ct) => new(
        bulletin,
        await PartsAsync(bulletin, ct),
        await CellsAsync(bulletin, ct),
        await AreasAsync(bulletin, ct),
        ReportDue.Of(bulletin.Query.Period, options.Value.ReportDueDays, bulletin.Query.LastDay),
        await recounts.DriftAsync(ct),
        await releases.PublishedAsync(bulletin.Area, [.. bulletin.Query.Bases.Prepend(bulletin.Query.Period).Select(period => period.Range)], ct));

    private async Task<IReadOnlyList<FigureParts>> PartsAsync(ComposedBulletin bulletin, CancellationToken ct)
    {
        List<FigureParts> all = [];
        foreach (var (breakdown, noun, addsUp) in FigureParts.Ways)
        {
            var query = bulletin.Query with
            {
                Indicators = [.. bulletin.Told.Select(row => row.Indicator).Where(indicator => addsUp(indicator.Measure))],
                Breakdown = breakdown,
            };
            all.Add(new(breakdown, noun, addsUp, query.Indicators.Count > 0 ? await figures.ReadAsync(query, bulletin.Reference, ct) : []));
        }

        return all;
    }

    private async Task<IReadOnlyList<ReportedCell>> CellsAsync(ComposedBulletin bulletin, CancellationToken ct)
    {
        string[] reported = [.. bulletin.Told.Where(row => !row.Indicator.IsCounted).Select(row => row.Indicator.Code)];
        var days = bulletin.Query.Period.Range;
        return reported.Length == 0
            ? []
            : await ledger.ReportedAsync(new(reported, days.Start, days.End, bulletin.Area, IncludeBelow: true, bulletin.Query.AsOf), ct);
    }

    /// <summary>None where nobody imported the area, and so nobody is expected to report.</summary>
    private async Task<IReadOnlyList<AreaEvidence>> AreasAsync(ComposedBulletin bulletin, CancellationToken ct)
    {
        var tree = bulletin.Reference.Areas.AsOf(bulletin.Query.AsOf);
        if (bulletin.Told.Count == 0 || !ExpectedAreas.Knows(tree, bulletin.Area))
            return [];
        var query = bulletin.Query with { Indicators = [.. bulletin.Told.Select(row => row.Indicator)], Bases = [] };
        return await completeness.ReadAsync(
            new(query, bulletin.Area, ExpectedAreas.Of(tree, bulletin.Area, V1.AreaKind.Unspecified)), bulletin.Reference, ct);
    }
}
