using Border.Statistics.V1;
using Google.Protobuf;

namespace Border.Cli.Files;

/// <summary>One good row of a returns file.</summary>
internal sealed record ReturnRow(int Line, Return Return) : FileRow(Line)
{
    /// <summary>What may stand once in a file: the figure and the day on which it became known.</summary>
    public (string, string, string, string, string, string) Key =>
        (Return.Indicator, Return.PeriodStart, Return.PeriodEnd, Return.Area, Return.Category, Return.KnownOn);

    public override IMessage Request(string requestId) => new SubmitReturnRequest { Return = Return, RequestId = requestId };
}

/// <summary>Reads files of returns.</summary>
internal static class ReturnsFile
{
    private static readonly string[] Required =
        ["indicator", "period_start", "period_end", "area", "category", "value", "qualifier", "precision"];

    private static readonly string[] Optional = ["known_on"];

    /// <summary>Reads and checks every row. Throws when the header cannot be used.</summary>
    public static RowsFile<ReturnRow> Read(string text, ReportReference reference)
    {
        var csv = CsvRows.Of(text);
        var parser = new ReturnRowParser(reference, commaIsClear: csv.Separator != ';');
        var read = RowsFile<ReturnRow>.Read(csv, Required, Optional, parser.Parse, row => row.Key, Contradiction);
        return read with { Rows = OldestKnownFirst(read.Rows) };
    }

    private static RowFault? Contradiction(ReturnRow row, ReturnRow before) => before.Return.Equals(row.Return)
        ? null
        : new(row.Line, "value", $"The same figure stands on line {before.Line} with another value, qualifier or precision.");

    // Of one figure, the vintage that became known first is sent first; what is known today comes last.
    private static IReadOnlyList<ReturnRow> OldestKnownFirst(IReadOnlyList<ReturnRow> rows) =>
        rows.All(row => row.Return.KnownOn.Length == 0)
            ? rows
            : [.. rows.OrderBy(row => row.Return.KnownOn.Length == 0 ? "9999" : row.Return.KnownOn, StringComparer.Ordinal)];
}
