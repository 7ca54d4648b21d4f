using Border.Statistics.Indicators;
using Border.Statistics.V1;

namespace Border.Statistics.Disclosure;

/// <summary>
/// Some indicators count again what another counts in one category, so that the tables of both tell of the same cells, and tables are
/// protected each by itself. While all of these are printed in both, the one tells nothing more of the other.
/// </summary>
internal static class SharedCells
{
    /// <summary>Withholds the table of the part where a cell that it shares is hidden in it or in that of the whole.</summary>
    /// <param name="tables">Of the indicators, in their order.</param>
    public static void Withhold(IReadOnlyList<IndicatorDefinition> indicators, IReadOnlyList<ReleaseTable> tables)
    {
        foreach (var (indicator, table) in indicators.Zip(tables))
        {
            if (indicator.PartOf is { } part && tables.FirstOrDefault(other => other.Indicator == part.Indicator) is { } whole
                && !(IsPrinted(whole, part.Category) && IsPrinted(table, part.OwnCategory)))
            {
                table.Withheld = true;
                table.Categories.Clear();
                table.Rows.Clear();
            }
        }
    }

    /// <summary>Where a table tells the total of an indicator in each area: in that of the whole, when its category is nothing else; null for nowhere.</summary>
    public static int? ColumnOf(ReleaseTable table, IndicatorDefinition indicator) =>
        table.Indicator == indicator.Code ? 0
        : indicator.PartOf is { OwnCategory: "" } part && part.Indicator == table.Indicator ? ColumnOf(table, part.Category)
        : null;

    private static bool IsPrinted(ReleaseTable table, string category) =>
        !table.Withheld && (ColumnOf(table, category) is not { } column || !table.Rows.Any(row => row.Cells[column].Suppressed));

    /// <returns>Null when nothing counts in the category.</returns>
    private static int? ColumnOf(ReleaseTable table, string category) =>
        category.Length == 0 ? 0 : table.Categories.IndexOf(category) is >= 0 and var index ? index + 1 : null;
}
