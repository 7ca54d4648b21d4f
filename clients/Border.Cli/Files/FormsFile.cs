using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Google.Protobuf;

namespace Border.Cli.Files;

/// <summary>One good row of a file of forms: a field, or a form that asks nothing.</summary>
internal sealed record FormRow(int Line, string Form, FormField Field) : FileRow(Line)
{
    public override IMessage Request(string requestId) => new ImportFormsRequest { Forms = { FormsFile.Of([this]) }, RequestId = requestId };
}

/// <summary>Reads files of forms: a row a field, in the order in which they are asked.</summary>
internal static class FormsFile
{
    public static readonly string[] Columns = ["form", "field", "label_en", "label_zh", "required"];

    public static RowsFile<FormRow> Read(string text) => RowsFile<FormRow>.Read(
        CsvRows.Of(text),
        Columns[..^1],
        Columns[^1..],
        Parse,
        row => (row.Form, row.Field.Path),
        (row, known) => new(row.Line, "field", $"'{row.Field.Path}' stands on line {known.Line} already."));

    /// <summary>The forms of some rows, in the order in which they come first.</summary>
    public static IEnumerable<Form> Of(IEnumerable<FormRow> rows) =>
        rows.GroupBy(row => row.Form).Select(form => new Form { Code = form.Key, Fields = { form.Select(row => row.Field).Where(field => field.Path.Length > 0) } });

    private static FormRow? Parse(CsvColumns columns, CsvRow row, List<RowFault> faults)
    {
        var before = faults.Count;
        void Fault(string column, string reason) => faults.Add(new RowFault(row.Line, column, reason));
        var form = columns.Value(row, "form");
        FormField field = new()
        {
            Path = columns.Value(row, "field"),
            Label = new() { En = columns.Value(row, "label_en"), Zh = columns.Value(row, "label_zh") },
            IsRequired = YesOrNo.IsYes(columns.Value(row, "required")),
        };
        if (!FormFields.Requests.TryGetValue(form, out var request))
            Fault("form", $"'{form}' is not one of {string.Join(", ", FormFields.Requests.Keys)}.");
        else if (field.Path.Length > 0 && FormFields.Find(request, field.Path) is null)
            Fault("field", $"'{field.Path}' is not a field of {form}: `border field form {form} --all` prints them.");
        if (field.Path.Length > 0 && (field.Label.En.Length == 0 || field.Label.Zh.Length == 0))
            Fault(field.Label.En.Length == 0 ? "label_en" : "label_zh", "It is empty.");
        if (!YesOrNo.Is(columns.Value(row, "required")))
            Fault("required", "It is neither yes nor no.");
        return faults.Count == before ? new(row.Line, form, field) : null;
    }
}
