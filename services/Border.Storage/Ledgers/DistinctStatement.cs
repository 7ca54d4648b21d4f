namespace Border.Storage.Ledgers;

internal sealed partial class LedgerStatement
{
    /// <summary>
    /// Rows as those of <see cref="Sum"/>, of numbers of sources. A range that begins with a month, as known now, is read from
    /// the cells; so is every day by itself. What else is asked for is counted from the postings.
    /// </summary>
    public static LedgerStatement Distinct(LedgerDialect dialect, LedgerQuery query)
    {
        var statement = new LedgerStatement(dialect);
        if (query.AsOf is null && query.IncludeBelow && (query.Start.Day == 1 || query.Group == LedgerGroup.Day))
            statement.DistinctCells(query);
        else
            statement.DistinctPostings(query);
        return statement;
    }

    private void DistinctCells(LedgerQuery query)
    {
        var key = query.Group switch
        {
            LedgerGroup.Category => "category",
            LedgerGroup.ChildArea => "area",
            LedgerGroup.Month or LedgerGroup.Day => "day",
            _ => "''",
        };
        sql.Append($"select {Whole}, series, {key}, sum(sources) from distinct_cell where {SeriesIn(query.Series)}")
            .Append($" and parent = {Add(query.Group == LedgerGroup.ChildArea ? query.Area : AreaTree.Parent(query.Area))}");
        if (query.Group != LedgerGroup.ChildArea)
            sql.Append($" and area = {Add(query.Area)}");
        sql.Append(query.Group == LedgerGroup.Category && query.Category is null
                ? $" and category <> {Add(DistinctSums.AllCategories)}"
                : $" and category = {Add(query.Category ?? DistinctSums.AllCategories)}")
            .Append($" and day between {Add(query.Start)} and {Add(query.End)}")
            .Append(query.Group switch
            {
                LedgerGroup.Day => "",
                LedgerGroup.Month => $" and since < {dialect.MonthOfDay}",
                _ => $" and since < {Add(DistinctSums.MonthOf(query.Start))}",
            })
            .Append($" group by series{(key == "''" ? "" : $", {key}")}");
    }

    private void DistinctPostings(LedgerQuery query)
    {
        var (part, key) = query.Group switch
        {
            LedgerGroup.Category => ("category", "part"),
            LedgerGroup.ChildArea => (ChildOf(query.Area), "part"),
            LedgerGroup.Month => (dialect.MonthOfDay, "min(first_day)"),
            LedgerGroup.Day => ("day", "part"),
            _ => ("''", "part"),
        };
        sql.Append($"select {Whole}, series, {key}, count(*) from (select source, series, {part} as part, min(day) as first_day")
            .Append(DayLines(query, query.Start, query.End))
            .Append($" group by source, series{(part == "''" ? "" : $", {part}")} having sum(lines) > 0) s group by series, part");
    }

    // The same as AreaTree.ChildOf gives. Places in a text are counted from 1.
    private string ChildOf(string root)
    {
        var below = root.Length == 0 ? 1 : root.Length + 2;
        var dot = $"{dialect.Find}(substr(area, {below}), '.')";
        return $"case when {dot} = 0 then area else substr(area, 1, {below - 2} + {dot}) end";
    }
}
