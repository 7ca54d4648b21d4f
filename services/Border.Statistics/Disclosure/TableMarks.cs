using Border.Statistics.V1;

namespace Border.Statistics.Disclosure;

/// <summary>The marks of a table's rows and columns, without the totals.</summary>
/// <param name="Rows">Areas; the area of the release itself stands for what counts in it and in no area below.</param>
internal sealed record TableMarks(string Area, IReadOnlyList<string> Rows, IReadOnlyList<string> Categories)
{
    public ReleaseTableRow RowOf(int row, Figures.AreaTree tree)
    {
        var area = row == 0 ? Area : Rows[row - 1];
        return new() { Area = area, DisplayName = tree.NameOf(area).ToProto(), Remainder = row > 0 && area == Area };
    }

    /// <summary>Reads a published table by these marks. What it does not name was 0.</summary>
    public Func<Cell, long?> Reader(ReleaseTable published)
    {
        var rows = published.Rows.ToDictionary(row => row.Remainder ? (row.Area, true) : (row.Area, false));
        return cell =>
        {
            var key = cell.Row == 0 ? (Area, false) : (Rows[cell.Row - 1], Rows[cell.Row - 1] == Area);
            var column = cell.Column == 0 ? 0 : published.Categories.IndexOf(Categories[cell.Column - 1]) + 1;
            if (!rows.TryGetValue(key, out var row) || (cell.Column > 0 && column == 0))
                return 0;
            return row.Cells[column] is { Suppressed: false } printed ? printed.Count : null;
        };
    }
}
