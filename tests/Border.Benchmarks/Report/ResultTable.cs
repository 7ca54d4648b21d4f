using System.Globalization;
using System.Text;

namespace Border.Benchmarks.Report;

internal static class ResultTable
{
    private static readonly string[] Columns =
        ["what", "median", "min–max of the runs", "compared with", "its median", "ratio", "target", "met"];

    public static string Write(IEnumerable<TableRow> rows, string machine, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Measured {now:yyyy-MM-dd} on {machine}.").AppendLine();
        Line(text, Columns);
        Line(text, Columns.Select(_ => "---"));
        foreach (var row in rows)
        {
            Line(text, [
                row.What, row.Median, row.Spread, row.Peer, row.PeerMedian, row.Ratio, row.Target,
                row.IsMet switch { true => "yes", false => "**no**", null => "" }]);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}
