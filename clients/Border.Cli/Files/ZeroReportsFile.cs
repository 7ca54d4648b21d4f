using Border.Statistics.V1;
using Google.Protobuf;

namespace Border.Cli.Files;

/// <summary>One good row of a file of zero reports.</summary>
internal sealed record ZeroReportRow(int Line, string Indicator, string Period, string Area) : FileRow(Line)
{
    public override IMessage Request(string requestId) =>
        new SubmitZeroReportRequest { Indicator = Indicator, Period = Period, Area = Area, RequestId = requestId };
}

/// <summary>Reads files of zero reports.</summary>
internal static class ZeroReportsFile
{
    private static readonly string[] Required = ["indicator", "period", "area"];

    /// <summary>Reads and checks every row. Throws when the header cannot be used.</summary>
    /// <param name="faultOfPeriod">What is wrong with the period of a row, as the server says; null when nothing is. Asked once for each period.</param>
    public static async Task<RowsFile<ZeroReportRow>> ReadAsync(
        string text, ReportReference reference, Func<ZeroReportRow, Task<string?>> faultOfPeriod)
    {
        var read = RowsFile<ZeroReportRow>.Read(
            CsvRows.Of(text), Required, [], (columns, row, faults) => Parse(columns, row, reference, faults), row => row with { Line = 0 }, (_, _) => null);
        var wrong = new Dictionary<string, string?>();
        foreach (var row in read.Rows.DistinctBy(row => row.Period))
            wrong.Add(row.Period, await faultOfPeriod(row));
        return read with
        {
            Rows = [.. read.Rows.Where(row => wrong[row.Period] is null)],
            Faults = [.. read.Faults, .. from row in read.Rows where wrong[row.Period] is not null select new RowFault(row.Line, "period", wrong[row.Period]!)],
        };
    }

    private static ZeroReportRow? Parse(CsvColumns columns, CsvRow row, ReportReference reference, List<RowFault> faults)
    {
        var before = faults.Count;
        void Fault(string column, string? reason) => faults.AddRange(reason is null ? [] : [new RowFault(row.Line, column, reason)]);
        var read = new ZeroReportRow(row.Line, columns.Value(row, "indicator"), columns.Value(row, "period"), columns.Value(row, "area"));
        Fault("indicator", reference.FaultOfIndicator(read.Indicator, isCounted: true, "is reported in returns; import a return of 0."));
        Fault("period", read.Period.Length == 0 ? "It is empty." : null);
        // Not the whole nation by leaving it out: that would speak for everybody.
        Fault("area", read.Area.Length == 0 ? "It is empty. The code of the nation speaks for all of it." : reference.FaultOfArea(read.Area));
        return faults.Count == before ? read : null;
    }
}
