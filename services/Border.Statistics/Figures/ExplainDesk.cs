using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.Statistics.Numbers;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Border.Storage;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Figures;

/// <summary>Lists what is behind one figure: the records counted, or the returns that it was made from.</summary>
internal sealed class ExplainDesk(
    FigureDesk figures, ReturnRegister returns, KnownRecords records, PageTokens tokens, [FromKeyedServices(FeedNames.Statistics)] ILedger ledger)
{
    private const int DefaultPageSize = 50;

    public async Task<ExplainResponse> ExplainAsync(ExplainRequest request, CancellationToken ct)
    {
        var after = tokens.Decode(request, request.PageToken);
        var size = request.PageSize == 0 ? DefaultPageSize : request.PageSize;
        var (query, row) = await figures.ExplainedAsync(request, ct);
        var (contributions, next) = row.Indicator.IsCounted
            ? await RecordsAsync(query, row, size, after, ct)
            : await ReturnsAsync(row, size, after, ct);
        return new()
        {
            Figure = FigureMessages.ToMessage(row),
            Contributions = { contributions },
            NextPageToken = tokens.Encode(request, next),
        };
    }

    private async Task<(IEnumerable<Contribution>, PageStart?)> RecordsAsync(
        FigureQuery query, FigureRow row, int size, PageStart? after, CancellationToken ct)
    {
        var page = await ledger.ExplainAsync(
            new(
                [row.Indicator.Code],
                row.Counted.Start,
                row.Counted.End,
                row.Area,
                query.Category.Length > 0 ? query.Category : null,
                AsOf: query.AsOf,
                IncludeBelow: !query.Remainder),
            size,
            after is null ? null : Place(after),
            ct);
        var known = await records.AmongAsync(page.Contributions.Select(contribution => contribution.Source), ct);
        return (page.Contributions.Select(contribution => Message(contribution, known.Contains(contribution.Source))), page.Next is { } next ? Token(next) : null);
    }

    private async Task<(IEnumerable<Contribution>, PageStart?)> ReturnsAsync(FigureRow row, int size, PageStart? after, CancellationToken ct)
    {
        if (after is { Order: < 0 } || after?.Order > row.Cells.Count)
            throw Refusals.InvalidPageToken();
        var start = (int)(after?.Order ?? 0);
        List<Contribution> contributions = [];
        foreach (var cell in row.Cells.Skip(start).Take(size))
            contributions.Add(await MessageAsync(cell, ct));
        var next = start + contributions.Count;
        return (contributions, next < row.Cells.Count ? new PageStart(next, row.Indicator.Code) : null);
    }

    private async Task<Contribution> MessageAsync(ReportedCell cell, CancellationToken ct)
    {
        var name = ReturnNames.Of(cell.Series, ReturnLines.Text(cell.Start), ReturnLines.Text(cell.End), cell.Area, cell.Category);
        var record = await returns.FindAsync(name, ct);
        return new()
        {
            Record = name,
            Date = ReturnLines.Text(cell.Start),
            Area = cell.Area,
            Category = cell.Category,
            Amount = Decimals.Text(cell.Amount),
            KnownOn = record?.Vintages.FirstOrDefault()?.KnownOn ?? "",
        };
    }

    private static Contribution Message(LedgerContribution contribution, bool isKnown) => new()
    {
        Record = isKnown ? contribution.Source : "",
        Date = ReturnLines.Text(contribution.Day),
        Area = contribution.Area,
        Category = contribution.Category,
        Amount = Decimals.Text(contribution.Amount),
        KnownOn = ReturnLines.Text(contribution.KnownOn),
    };

    private static PageStart Token(LedgerPageStart place) =>
        new(place.Day.DayNumber, string.Join('|', place.Source, place.Area, place.Category));

    private static LedgerPageStart Place(PageStart token)
    {
        var parts = token.Name.Split('|', 3);
        if (parts.Length != 3 || token.Order is < 0 or > int.MaxValue || token.Order > DateOnly.MaxValue.DayNumber)
            throw Refusals.InvalidPageToken();
        return new(DateOnly.FromDayNumber((int)token.Order), parts[0], parts[1], parts[2]);
    }
}
