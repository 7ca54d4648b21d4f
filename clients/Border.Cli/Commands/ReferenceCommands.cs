using System.CommandLine;
using System.Globalization;
using Border.Cli.Files;
using Border.Cli.Printing;
using Border.Patrols.V1;

namespace Border.Cli.Commands;

/// <summary>What field units work by: the units of the agency, and its forms.</summary>
internal static class ReferenceCommands
{
    private static readonly string[] FormColumns = ["form", "version", .. FormsFile.Columns[1..]];

    public static Command Units(CommandHost host)
    {
        var format = Output.Option(Output.Table, Output.Csv);
        var list = new Command("list", "Lists the units; the CSV form can be imported") { format };
        host.Handle(list, async (parsed, session, cancellation) =>
        {
            var units = await Client(session).ListUnitsAsync(new(), cancellationToken: cancellation);
            return await Output.PrintRowsAsync(session.Terminal, parsed.GetValue(format), UnitsFile.Columns, [.. units.Units.Select(Values)], "No unit is listed.");
        });
        return new("units", "The units of the agency, by which devices check what officers record")
        {
            CreateImport(host, "Adds units and revises known ones", UnitsFile.Columns, UnitsFile.Read, SendAsync),
            list,
        };
    }

    public static Command Forms(CommandHost host)
    {
        var former = new Option<bool>("--former") { Description = "The versions of before, too" };
        var format = Output.Option(Output.Table, Output.Csv);
        var list = new Command("list", "Lists the forms, a field a row; the CSV form can be imported") { former, format };
        host.Handle(list, async (parsed, session, cancellation) =>
        {
            var forms = await Client(session).ListFormsAsync(new() { WithFormer = parsed.GetValue(former) }, cancellationToken: cancellation);
            return await Output.PrintRowsAsync(session.Terminal, parsed.GetValue(format), FormColumns, [.. forms.Forms.SelectMany(Values)], "The agency has no form.");
        });
        return new("forms", "What officers are asked for a kind of record, in which order, and what of it the agency requires")
        {
            CreateImport(host, "Gives a kind of record the form of a file; without a field in it, none", FormsFile.Columns, FormsFile.Read, SendAsync),
            list,
        };
    }

    private static Command CreateImport<TRow>(
        CommandHost host,
        string description,
        IReadOnlyList<string> columns,
        Func<string, RowsFile<TRow>> read,
        Func<ReferenceService.ReferenceServiceClient, IReadOnlyList<TRow>, CancellationToken, Task<string>> send)
        where TRow : FileRow
    {
        var file = new Argument<string>("FILE") { Description = $"CSV with the columns {string.Join(", ", columns)}; - for standard input" };
        var command = new Command("import", $"{description}; takes all of a file or nothing") { file };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var rows = read(await InputFile.ReadTextAsync(path, session.Terminal, cancellation));
            await RowFault.TellAsync(session.Terminal.Error, path, rows.IgnoredColumns, rows.Faults);
            if (rows.Faults.Count > 0)
                throw CommandException.BadInput("Nothing was imported.");
            if (rows.Rows.Count == 0)
                throw CommandException.BadInput("There is no row to import.");
            return await Output.PrintAsync(session.Terminal, await send(Client(session), rows.Rows, cancellation));
        });
        return command;
    }

    // A new id each time: importing an earlier file again must revise back, not repeat the earlier answer.
    private static async Task<string> SendAsync(ReferenceService.ReferenceServiceClient client, IReadOnlyList<UnitRow> rows, CancellationToken cancellation)
    {
        var done = await client.ImportUnitsAsync(new() { Units = { rows.Select(row => row.Unit) }, RequestId = Guid.CreateVersion7().ToString() }, cancellationToken: cancellation);
        return $"{done.AddedCount} units added, {done.RevisedCount} revised, {done.UnchangedCount} unchanged.";
    }

    private static async Task<string> SendAsync(ReferenceService.ReferenceServiceClient client, IReadOnlyList<FormRow> rows, CancellationToken cancellation)
    {
        var done = await client.ImportFormsAsync(new() { Forms = { FormsFile.Of(rows) }, RequestId = Guid.CreateVersion7().ToString() }, cancellationToken: cancellation);
        return $"{done.AddedCount} forms added, {done.RevisedCount} revised, {done.UnchangedCount} unchanged.";
    }

    private static ReferenceService.ReferenceServiceClient Client(Session session) => new(session.Invoker);

    private static string[] Values(Unit unit) => [unit.Code, unit.DisplayName.En, unit.DisplayName.Zh, unit.Area, YesOrNo.Of(unit.IsRetired)];

    private static IEnumerable<string[]> Values(Form form)
    {
        var version = form.Version.ToString(CultureInfo.InvariantCulture);
        return form.Fields.Count == 0
            ? [[form.Code, version, "", "", "", ""]]
            : form.Fields.Select(field => (string[])[form.Code, version, field.Path, field.Label.En, field.Label.Zh, YesOrNo.Of(field.IsRequired)]);
    }
}
