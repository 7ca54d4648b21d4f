using Border.Statistics.V1;
using Border.Type.V1;

namespace Border.Cli.Files;

/// <summary>An areas file as read: its areas, every fault, and the columns that it has beyond the known ones.</summary>
internal sealed record AreasFile(IReadOnlyList<Area> Areas, IReadOnlyList<RowFault> Faults, IReadOnlyList<string> IgnoredColumns)
{
    private const int MaxNameLength = 500;

    private static readonly string[] Required = ["code", "name_en", "name_zh", "kind"];

    public static AreasFile Read(string text)
    {
        using var rows = CsvRows.Of(text).Read().GetEnumerator();
        var columns = CsvColumns.Of(rows.MoveNext() ? rows.Current : null, Required, []);
        var (areas, faults) = (new List<Area>(), new List<RowFault>());
        var lines = new Dictionary<string, int>();
        while (rows.MoveNext())
        {
            var before = faults.Count;
            var area = Parse(rows.Current, columns, faults);
            if (faults.Count > before)
                continue;
            if (lines.TryAdd(area.Code, rows.Current.Line))
                areas.Add(area);
            else
                faults.Add(new RowFault(rows.Current.Line, "code", $"'{area.Code}' stands on line {lines[area.Code]} already."));
        }
        return new AreasFile(areas, faults, columns.Ignored);
    }

    private static Area Parse(CsvRow row, CsvColumns columns, List<RowFault> faults)
    {
        void Fault(string column, string reason) => faults.Add(new RowFault(row.Line, column, reason));
        if (columns.FaultOf(row) is { } wrong)
        {
            Fault("", wrong);
            return new Area();
        }

        var (code, kind) = (columns.Value(row, "code"), columns.Value(row, "kind"));
        var (en, zh) = (columns.Value(row, "name_en"), columns.Value(row, "name_zh"));
        if (!FieldForms.IsAreaCode(code))
            Fault("code", $"'{code}' is not an area code: groups of letters, digits, hyphens or underscores, joined by dots.");
        if (en.Length == 0 && zh.Length == 0)
            Fault("name_en", "There is a name in neither language.");
        if (en.EnumerateRunes().Count() > MaxNameLength)
            Fault("name_en", $"It is longer than {MaxNameLength} characters.");
        if (zh.EnumerateRunes().Count() > MaxNameLength)
            Fault("name_zh", $"It is longer than {MaxNameLength} characters.");
        var known = EnumWords.ValueOf<AreaKind>(kind);
        if (known == AreaKind.Unspecified)
            Fault("kind", $"'{kind}' is not one of {string.Join(", ", EnumWords.Words<AreaKind>())}.");
        return new Area { Code = code, DisplayName = new LocalizedText { En = en, Zh = zh }, Kind = known };
    }
}
