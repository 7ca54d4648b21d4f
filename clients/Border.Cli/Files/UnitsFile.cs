using Border.Patrols.V1;
using Google.Protobuf;

namespace Border.Cli.Files;

/// <summary>One good row of a file of units.</summary>
internal sealed record UnitRow(int Line, Unit Unit) : FileRow(Line)
{
    public override IMessage Request(string requestId) => new ImportUnitsRequest { Units = { Unit }, RequestId = requestId };
}

/// <summary>Reads files of units.</summary>
internal static class UnitsFile
{
    public static readonly string[] Columns = ["code", "name_en", "name_zh", "area", "retired"];

    public static RowsFile<UnitRow> Read(string text) => RowsFile<UnitRow>.Read(
        CsvRows.Of(text), Columns[..^1], Columns[^1..], Parse, row => row.Unit.Code, (row, known) => new(row.Line, "code", $"'{row.Unit.Code}' stands on line {known.Line} already."));

    private static UnitRow? Parse(CsvColumns columns, CsvRow row, List<RowFault> faults)
    {
        var before = faults.Count;
        void Fault(string column, string reason) => faults.Add(new RowFault(row.Line, column, reason));
        Unit unit = new()
        {
            Code = columns.Value(row, "code"),
            DisplayName = new() { En = columns.Value(row, "name_en"), Zh = columns.Value(row, "name_zh") },
            Area = columns.Value(row, "area"),
            IsRetired = YesOrNo.IsYes(columns.Value(row, "retired")),
        };
        if (unit.Code.Length == 0)
            Fault("code", "It is empty.");
        if (unit.DisplayName.En.Length == 0 || unit.DisplayName.Zh.Length == 0)
            Fault(unit.DisplayName.En.Length == 0 ? "name_en" : "name_zh", "It is empty.");
        if (!FieldForms.IsAreaCode(unit.Area))
            Fault("area", $"'{unit.Area}' is not an area code.");
        if (!YesOrNo.Is(columns.Value(row, "retired")))
            Fault("retired", "It is neither yes nor no.");
        return faults.Count == before ? new(row.Line, unit) : null;
    }
}
