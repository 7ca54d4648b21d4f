using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Releases;

/// <summary>Finds the records that count otherwise than they did on a day.</summary>
internal sealed class RevisedRecords([FromKeyedServices(FeedNames.Statistics)] ILedger ledger)
{
    private const int PageSize = 1000;

    /// <summary>By day and record: those of what is counted.</summary>
    public async Task<IReadOnlyList<RevisedRecord>> CountedAsync(string indicator, string area, DayRange days, DateOnly asOf, CancellationToken ct)
    {
        var query = new LedgerQuery([indicator], days.Start, days.End, area);
        var before = await AllAsync(query with { AsOf = asOf }, ct);
        var now = await AllAsync(query, ct);
        return Changed(before, now);
    }

    /// <summary>And those of what is reported.</summary>
    public static IReadOnlyList<RevisedRecord> Reported(FigureRow before, FigureRow now) =>
        Changed(Contributions(before), Contributions(now));

    private async Task<Dictionary<Place, LedgerContribution>> AllAsync(LedgerQuery query, CancellationToken ct)
    {
        Dictionary<Place, LedgerContribution> all = [];
        LedgerPageStart? after = null;
        do
        {
            var page = await ledger.ExplainAsync(query, PageSize, after, ct);
            foreach (var contribution in page.Contributions)
                all[PlaceOf(contribution)] = contribution;
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    private static Dictionary<Place, LedgerContribution> Contributions(FigureRow row) => row.Cells
        .Select(cell => new LedgerContribution(
            ReturnNames.Of(cell.Series, ReturnLines.Text(cell.Start), ReturnLines.Text(cell.End), cell.Area, cell.Category),
            cell.Start,
            cell.Area,
            cell.Category,
            cell.Amount,
            cell.KnownOn,
            cell.ChangedOn))
        .ToDictionary(PlaceOf);

    private static List<RevisedRecord> Changed(Dictionary<Place, LedgerContribution> before, Dictionary<Place, LedgerContribution> now) =>
    [
        .. from place in before.Keys.Union(now.Keys)
           let was = before.GetValueOrDefault(place)
           let stands = now.GetValueOrDefault(place)
           where was?.Amount != stands?.Amount
           orderby place.Day, place.Source, place.Area, place.Category
           select new RevisedRecord
           {
               Record = place.Source,
               Date = ReturnLines.Text(place.Day),
               Area = place.Area,
               Category = place.Category,
               PublishedAmount = Decimals.Text(was?.Amount ?? 0),
               Amount = Decimals.Text(stands?.Amount ?? 0),
               KnownOn = stands is null ? "" : ReturnLines.Text(stands.ChangedOn),
           },
    ];

    private static Place PlaceOf(LedgerContribution contribution) => new(contribution.Day, contribution.Source, contribution.Area, contribution.Category);

    private readonly record struct Place(DateOnly Day, string Source, string Area, string Category);
}
