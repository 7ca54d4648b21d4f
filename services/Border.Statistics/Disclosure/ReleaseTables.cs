using Border.Statistics.Bulletins;
using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Releases;
using Border.Statistics.V1;

namespace Border.Statistics.Disclosure;

/// <summary>Makes the tables of a release: what is counted, by the areas directly below and by category, without what tells of few people.</summary>
internal sealed class ReleaseTables(FigureReader figures)
{
    /// <param name="published">Releases that were before the public, of areas in each other, which print totals of the days, as their own or as a base.</param>
    public async Task<IReadOnlyList<ReleaseTable>> ComposeAsync(
        ComposedBulletin bulletin, int threshold, IReadOnlyList<Release> published, CancellationToken ct)
    {
        IReadOnlyList<IndicatorDefinition> counted = [.. bulletin.Told.Select(row => row.Indicator).Where(HasTable)];
        if (counted.Count == 0)
            return [];
        var query = bulletin.Query with { Indicators = counted, Bases = [], Breakdown = Breakdown.Area };
        var areas = (await figures.ReadAsync(query, bulletin.Reference, ct)).Select(row => row.Area).Where(area => area != bulletin.Area);
        query = query with { Areas = [bulletin.Area, .. areas.Distinct().Order(StringComparer.Ordinal)], Breakdown = Breakdown.Category };
        var cells = (await figures.ReadAsync(query, bulletin.Reference, ct)).ToLookup(row => row.Indicator.Code);
        List<ReleaseTable> tables = [.. counted.Select(indicator => Table(indicator, [.. cells[indicator.Code]], query.Areas, bulletin, threshold, published))];
        SharedCells.Withhold(counted, tables);
        return tables;
    }

    /// <summary>
    /// Only whole things that add up and are counted from records: what a body reports in sum has nobody behind it here, and how many
    /// people are behind a mass the figures do not tell. Which unit was out on how many days is not for the public.
    /// </summary>
    private static bool HasTable(IndicatorDefinition indicator) =>
        indicator is { Rule: { CategoryKind: not PatrolEffort.ByUnit }, Measure: Measure.Flow, CountsWholeThings: true };

    private static ReleaseTable Table(
        IndicatorDefinition indicator,
        List<FigureRow> rows,
        IReadOnlyList<string> areas,
        ComposedBulletin bulletin,
        int threshold,
        IReadOnlyList<Release> published)
    {
        var own = published.Where(release => IsSame(release, bulletin)).ToList();
        var same = own.SelectMany(release => TablesOf(release, indicator)).ToList();
        var marks = Marks(rows, areas, same);
        var table = Numbers(marks, rows);
        var width = own.Select(release => release.DisclosureThreshold).Append(threshold).Max();
        // Of such a category the headline of another indicator tells the total.
        var headlines = bulletin.Told.Select(row => row.Indicator.PartOf).OfType<PartOf>()
            .Where(part => part.Indicator == indicator.Code && part.OwnCategory.Length == 0).Select(part => part.Category).ToHashSet(StringComparer.Ordinal);
        var isLinked = published.Except(own).Any(release => release.Days().Overlaps(bulletin.Counted) && TablesOf(release, indicator).Any());
        var hidden = isLinked ? null : DisclosureControl.Hide(
            table,
            width,
            [.. same.Select(marks.Reader)],
            cell => IsTotal(cell, marks, headlines) && IsPrintedBelow(cell, marks, published),
            cell => cell.Row == 0 && IsTotal(cell, marks, headlines));
        return Message(indicator, marks, table, hidden, bulletin.Reference.Areas);
    }

    private static bool IsSame(Release release, ComposedBulletin bulletin) => release.Area == bulletin.Area && release.Days() == bulletin.Counted;

    private static IEnumerable<ReleaseTable> TablesOf(Release release, IndicatorDefinition indicator) =>
        release.Content.Tables.Where(table => table.Indicator == indicator.Code && !table.Withheld);

    /// <summary>Releases print the totals of their area, among them those of indicators that count all of a category.</summary>
    private static bool IsTotal(Cell cell, TableMarks marks, HashSet<string> headlines) =>
        cell.Column == 0 || headlines.Contains(marks.Categories[cell.Column - 1]);

    /// <summary>A release of an area directly below prints its own; one of an area further below tells how many it is at least.</summary>
    private static bool IsPrintedBelow(Cell cell, TableMarks marks, IReadOnlyList<Release> published) =>
        cell.Row > 0 && marks.Rows[cell.Row - 1] is var area && area != marks.Area
        && published.Any(release => release.Area == area || AreaTree.IsBelow(area, release.Area));

    private static TableMarks Marks(List<FigureRow> rows, IReadOnlyList<string> areas, List<ReleaseTable> same)
    {
        var categories = rows.Where(row => row.Value is { Amount: not 0 }).Select(row => row.Category).Concat(same.SelectMany(table => table.Categories));
        var before = same.SelectMany(table => table.Rows.Skip(1)).Select(row => row.Area);
        var below = areas.Skip(1).Concat(before.Where(area => area != areas[0])).Distinct().Order(StringComparer.Ordinal);
        return new(areas[0], [.. below, areas[0]], [.. categories.Distinct().Order(StringComparer.Ordinal)]);
    }

    private static NumberTable Numbers(TableMarks marks, List<FigureRow> rows)
    {
        var values = rows.ToDictionary(row => (row.Area, row.Category), row => (long)(row.Value?.Amount ?? 0));
        var inner = new long[marks.Rows.Count, marks.Categories.Count];
        for (var column = 0; column < marks.Categories.Count; column++)
        {
            // The last row is what is left of the whole.
            inner[marks.Rows.Count - 1, column] = values.GetValueOrDefault((marks.Area, marks.Categories[column]));
            for (var row = 0; row < marks.Rows.Count - 1; row++)
            {
                inner[row, column] = values.GetValueOrDefault((marks.Rows[row], marks.Categories[column]));
                inner[marks.Rows.Count - 1, column] -= inner[row, column];
            }
        }

        return new(inner);
    }

    private static ReleaseTable Message(IndicatorDefinition indicator, TableMarks marks, NumberTable table, IReadOnlySet<Cell>? hidden, AreaTree tree)
    {
        var message = new ReleaseTable { Indicator = indicator.Code, DisplayName = indicator.Name.ToProto(), Withheld = hidden is null };
        if (hidden is null)
            return message;
        message.Categories.Add(marks.Categories);
        for (var row = 0; row < table.Rows; row++)
        {
            var line = marks.RowOf(row, tree);
            // Nothing counts in the area itself more often than not.
            if (line.Remainder && Enumerable.Range(0, table.Columns).All(column => table[new(row, column)] == 0 && !hidden.Contains(new(row, column))))
                continue;
            line.Cells.Add(Enumerable.Range(0, table.Columns).Select(column => new Cell(row, column)).Select(cell =>
                hidden.Contains(cell) ? new ReleaseTableCell { Suppressed = true } : new ReleaseTableCell { Count = table[cell] }));
            message.Rows.Add(line);
        }

        return message;
    }
}
