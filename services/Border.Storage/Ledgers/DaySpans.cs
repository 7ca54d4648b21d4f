namespace Border.Storage.Ledgers;

/// <summary>A range of days taken apart into whole months, read from the cells, and the days at its ends, read from the postings.</summary>
internal sealed record DaySpans((DateOnly First, DateOnly Last)? Months, IReadOnlyList<(DateOnly Start, DateOnly End)> Days)
{
    public static DaySpans Of(LedgerQuery query) => query.AsOf is not null || !query.IncludeBelow || query.Group == LedgerGroup.Day
        ? new(null, query.Start <= query.End ? [(query.Start, query.End)] : [])
        : Split(query.Start, query.End);

    private static DaySpans Split(DateOnly start, DateOnly end)
    {
        if (start > end)
            return new(null, []);
        var first = Index(start) + (start.Day == 1 ? 0 : 1);
        var last = Index(end) - (end.Day == DateTime.DaysInMonth(end.Year, end.Month) ? 0 : 1);
        if (first > last)
            return new(null, [(start, end)]);
        var days = new List<(DateOnly, DateOnly)>(2);
        if (Index(start) < first)
            days.Add((start, FirstDay(first).AddDays(-1)));
        if (Index(end) > last)
            days.Add((FirstDay(last + 1), end));
        return new((FirstDay(first), FirstDay(last)), days);
    }

    private static int Index(DateOnly day) => (day.Year * 12) + day.Month - 1;

    private static DateOnly FirstDay(int month) => new(month / 12, (month % 12) + 1, 1);
}
