using System.Text;

namespace Border.Storage.Ledgers;

/// <summary>In what the statements of the two engines differ.</summary>
/// <param name="Prefix">What stands before a parameter's number.</param>
/// <param name="Sum">The function that adds amounts up exactly.</param>
/// <param name="Find">The function that finds a text in another, from 1; 0 when it is not there.</param>
/// <param name="MonthOfDay">The number of the month of the column <c>day</c>, counted from year 0.</param>
internal sealed record LedgerDialect(char Prefix, string Sum, string Find, string MonthOfDay);

/// <summary>A reading statement of the ledger, with its values.</summary>
internal sealed partial class LedgerStatement(LedgerDialect dialect)
{
    private readonly StringBuilder sql = new();
    private readonly List<object> values = [];

    public string Sql => sql.ToString();

    public IReadOnlyList<object> Values => values;

    /// <summary>Marks of the parts of a sum: what counts as it stands, and children, which count against the area's own.</summary>
    public const int Whole = 0;

    /// <inheritdoc cref="Whole"/>
    public const int Child = 1;

    /// <summary>Rows of (part, series, key grouped by, amount). One statement, so that all its parts are of one picture.</summary>
    public static LedgerStatement Sum(LedgerDialect dialect, LedgerQuery query, DaySpans spans)
    {
        var statement = new LedgerStatement(dialect);
        if (spans.Months is { } months)
        {
            statement.Cells(Whole, query, months, query.Area);
            if (query.Group == LedgerGroup.ChildArea)
                statement.Cells(Child, query, months, null);
        }

        foreach (var days in spans.Days)
            statement.Postings(query, days);
        return statement;
    }

    /// <summary>Rows of (series, first day), which is null where a series has none.</summary>
    public static LedgerStatement FirstDays(LedgerDialect dialect, DateOnly? asOf)
    {
        var statement = new LedgerStatement(dialect);
        // A month whose cell holds lines has a day that does; the index gives the days in order, so that the first ends the search.
        var (month, day) = asOf is null ? (" and lines > 0", " and p.day >= c.first") : ("", statement.Known(asOf));
        statement.sql.Append($"""
            select c.series, (
                select p.day from posting p where p.series = c.series{day}
                group by p.day having sum(p.lines) > 0 order by p.day limit 1)
            from (select series, min(month) as first from cell where area = ''{month} group by series) c
            """);
        return statement;
    }

    /// <summary>Rows of what changed in each reported cell on each day, in order: see <see cref="ReportedRows"/>.</summary>
    public static LedgerStatement Reported(LedgerDialect dialect, ReportedQuery query)
    {
        var statement = new LedgerStatement(dialect);
        var sum = dialect.Sum;
        statement.sql.Append($"select series, start_day, end_day, area, category, known_on, {sum}(amount), {sum}(below), {sum}(above), sum(lines), sum(late)")
            .Append(" from reported_posting where ").Append(statement.SeriesIn(query.Series))
            .Append($" and start_day between {statement.Add(query.Start)} and {statement.Add(query.End)}")
            .Append($" and end_day <= {statement.Add(query.End)}");
        statement.sql.Append(statement.In(query.Area, query.IncludeBelow)).Append(statement.Known(query.AsOf))
            .Append(" group by series, start_day, end_day, area, category, known_on")
            .Append(" order by series, start_day, end_day, area, category, known_on");
        return statement;
    }

    /// <summary>Rows of (series, area, first day known), of contributions that stand.</summary>
    public static LedgerStatement FirstKnown(LedgerDialect dialect, LedgerQuery query)
    {
        var statement = new LedgerStatement(dialect);
        statement.sql.Append("select k.series, k.area, min(k.known_on) from (select series, area, min(known_on) as known_on")
            .Append(statement.DayLines(query, query.Start, query.End))
            .Append(" group by source, series, day, area, category having sum(lines) > 0) k group by k.series, k.area order by k.series, k.area");
        return statement;
    }

    /// <summary>Rows of (series, area, day, amount), in order, nothings among them.</summary>
    public static LedgerStatement CountedDays(LedgerDialect dialect, LedgerQuery query)
    {
        var statement = new LedgerStatement(dialect);
        statement.sql.Append($"select series, area, day, {dialect.Sum}(amount)").Append(statement.DayLines(query, query.Start, query.End))
            .Append(" group by series, area, day order by series, area, day");
        return statement;
    }

    /// <summary>The day of the posting that lies so many after the first; no row when there are fewer.</summary>
    public static LedgerStatement DayAfter(LedgerDialect dialect, LedgerQuery query, DateOnly from, int postings)
    {
        var statement = new LedgerStatement(dialect);
        statement.sql.Append("select day").Append(statement.DayLines(query, from, query.End))
            .Append($" order by day limit 1 offset {statement.Add(postings)}");
        return statement;
    }

    /// <summary>Rows of contributions, nothings among them, from one day to another and after a place.</summary>
    public static LedgerStatement Contributions(LedgerDialect dialect, LedgerQuery query, DateOnly from, DateOnly to, LedgerPageStart? after)
    {
        var statement = new LedgerStatement(dialect);
        statement.sql.Append($"select source, day, area, category, {dialect.Sum}(amount), min(known_on), max(known_on)")
            .Append(statement.DayLines(query, from, to));
        if (after is not null)
        {
            statement.sql.Append(" and (day, source, area, category) > (")
                .Append($"{statement.Add(after.Day)}, {statement.Add(after.Source)}, {statement.Add(after.Area)}, {statement.Add(after.Category)})");
        }

        statement.sql.Append(" group by day, source, area, category order by day, source, area, category");
        return statement;
    }

    private void Cells(int part, LedgerQuery query, (DateOnly First, DateOnly Last) months, string? area)
    {
        var key = query.Group switch
        {
            LedgerGroup.Category => "category",
            LedgerGroup.ChildArea => "area",
            LedgerGroup.Month => "month",
            _ => "''",
        };
        Union();
        sql.Append($"select {part}, series, {key}, {dialect.Sum}(amount) from cell where {SeriesIn(query.Series)}")
            .Append($" and month between {Add(months.First)} and {Add(months.Last)}");
        sql.Append(area is null ? $" and parent = {Add(query.Area)}" : $" and parent = {Add(AreaTree.Parent(area))} and area = {Add(area)}");
        sql.Append(InCategory(query.Category)).Append($" group by series{(key == "''" ? "" : $", {key}")}");
    }

    private void Postings(LedgerQuery query, (DateOnly Start, DateOnly End) days)
    {
        var key = query.Group switch
        {
            LedgerGroup.Category => "category",
            LedgerGroup.ChildArea => "area",
            LedgerGroup.Month or LedgerGroup.Day => "day",
            _ => "''",
        };
        Union();
        sql.Append($"select {Whole}, series, {key}, {dialect.Sum}(amount)").Append(DayLines(query, days.Start, days.End))
            .Append($" group by series{(key == "''" ? "" : $", {key}")}");
    }

    private string DayLines(LedgerQuery query, DateOnly from, DateOnly to) =>
        $" from posting where {SeriesIn(query.Series)} and day between {Add(from)} and {Add(to)}"
        + In(query.Area, query.IncludeBelow) + InCategory(query.Category) + Known(query.AsOf);

    private void Union()
    {
        if (sql.Length > 0)
            sql.Append(" union all ");
    }

    private string SeriesIn(IReadOnlyList<string> series) => $"series in ({string.Join(", ", series.Distinct().Select(Add))})";

    // A slash follows the dot in ASCII: everything that begins with the area and a dot lies between.
    private string In(string area, bool includeBelow) => !includeBelow ? $" and area = {Add(area)}"
        : area.Length == 0 ? ""
        : $" and (area = {Add(area)} or area >= {Add(area + ".")} and area < {Add(area + "/")})";

    private string InCategory(string? category) => category is null ? "" : $" and category = {Add(category)}";

    private string Known(DateOnly? asOf) => asOf is { } day ? $" and known_on <= {Add(day)}" : "";

    private string Add(object value)
    {
        values.Add(value);
        return $"{dialect.Prefix}{values.Count}";
    }
}
