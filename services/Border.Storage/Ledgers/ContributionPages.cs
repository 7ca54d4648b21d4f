namespace Border.Storage.Ledgers;

/// <summary>
/// Fills a page of contributions. It looks at a few days at a time, as many as should hold a page, so that the first page of a
/// long range does not cost as much as the range.
/// </summary>
internal static class ContributionPages
{
    private const int PostingsForEach = 2;

    /// <param name="dayAfter">The day of the posting so many after the first from a day on; null when there are fewer.</param>
    /// <param name="read">The contributions from one day to another.</param>
    public static async Task<LedgerPage> FillAsync(
        LedgerQuery query,
        int pageSize,
        LedgerPageStart? after,
        Func<DateOnly, int, Task<DateOnly?>> dayAfter,
        Func<DateOnly, DateOnly, Task<IReadOnlyList<LedgerContribution>>> read)
    {
        var page = new List<LedgerContribution>();
        var from = after is not null && after.Day > query.Start ? after.Day : query.Start;
        while (from <= query.End && page.Count <= pageSize)
        {
            var to = await dayAfter(from, (pageSize + 1) * PostingsForEach) ?? query.End;
            page.AddRange((await read(from, to)).Where(contribution => contribution.Amount != 0));
            if (to == query.End)
                break;
            from = to.AddDays(1);
        }

        if (page.Count <= pageSize)
            return new(page, null);
        var last = page[pageSize - 1];
        return new(page[..pageSize], new(last.Day, last.Source, last.Area, last.Category));
    }
}
