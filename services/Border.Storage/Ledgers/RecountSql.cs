namespace Border.Storage.Ledgers;

/// <summary>What a recount reads, the same on each engine.</summary>
internal static class RecountSql
{
    /// <summary>The mark of a cursor, unless it is of another position: a version that did not know it has moved the cursor on.</summary>
    public const string Mark = "case when marked = position then mark end";

    public const string Entries = "select source, lines from ledger_entry";

    public const string Reported = "select series, start_day, end_day, area, category, amount, below, above, lines, late from reported_posting";

    public const string Cells = "select series, month, area, category, amount, lines from cell";

    public const string DistinctCells = "select series, parent, area, category, day, since, sources from distinct_cell";

    /// <summary>The names of the sources of a collection that are not gone. Its two values are given by <see cref="RangeOf"/>.</summary>
    public static string SourcesOf(char prefix) =>
        $"select source from ledger_entry where source > {prefix}1 and source < {prefix}2 and version > {RebuildPlan.Gone}";

    /// <summary>What the names of a collection's sources lie between. A 0 follows the slash in ASCII.</summary>
    public static (string After, string Before) RangeOf(string collection) => ($"{collection}/", $"{collection}0");

    /// <summary>The series whose sources are counted: each has cells, if only of 0.</summary>
    public const string DistinctSeries = "select distinct series from distinct_cell";

    /// <summary>
    /// All postings, with their sources where these are counted, in so many series. Those are given as values, from <c>?1</c> or
    /// <c>$1</c>: a server that guesses wrong how many there are would look for them again with each posting.
    /// </summary>
    public static string Postings(char prefix, int distinctSeries)
    {
        var given = string.Join(", ", Enumerable.Range(1, distinctSeries).Select(i => $"{prefix}{i}"));
        var source = distinctSeries == 0 ? "''" : $"case when series in ({given}) then source else '' end";
        return $"select series, day, area, category, amount, lines, {source} from posting";
    }
}
