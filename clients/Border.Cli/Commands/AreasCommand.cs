using System.CommandLine;
using Border.Cli.Files;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class AreasCommand
{
    private const int MostInOneRequest = 10_000;

    private static readonly string[] Columns = ["code", "name_en", "name_zh", "kind"];

    public static Command Create(CommandHost host) =>
        new("areas", "The areas for which there are figures") { CreateImport(host), CreateList(host) };

    private static Command CreateImport(CommandHost host)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "CSV with the columns code, name_en, name_zh, kind (nation, region, sector or station); - for standard input",
        };
        var command = new Command("import", "Adds areas and renames known ones; takes all of a file or nothing") { file };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var read = AreasFile.Read(await InputFile.ReadTextAsync(path, session.Terminal, cancellation));
            await RowFault.TellAsync(session.Terminal.Error, path, read.IgnoredColumns, read.Faults);
            if (read.Faults.Count > 0)
                throw CommandException.BadInput("Nothing was imported.");
            if (read.Areas.Count == 0)
                throw CommandException.BadInput("There are no areas in the file.");
            return await ImportAsync(session, read.Areas, cancellation);
        });
        return command;
    }

    private static async Task<int> ImportAsync(Session session, IReadOnlyList<Area> areas, CancellationToken cancellation)
    {
        if (areas.Count > MostInOneRequest)
            throw CommandException.BadInput(
                $"A file holds at most {MostInOneRequest} areas, so that all are taken or none. Split it, higher areas first.");
        // A new id each time: importing an earlier file again must rename back, not repeat the earlier answer.
        var request = new ImportAreasRequest { RequestId = Guid.CreateVersion7().ToString() };
        request.Areas.AddRange(areas);
        var done = await session.Statistics.ImportAreasAsync(request, cancellationToken: cancellation);
        return await Output.PrintAsync(
            session.Terminal, $"{done.CreatedCount} areas added, {done.ChangedCount} changed, {done.UnchangedCount} unchanged.");
    }

    private static Command CreateList(CommandHost host)
    {
        var area = new Option<string?>("--area") { Description = "Only this area and those below it", HelpName = "CODE" };
        var format = Output.Option(Output.Table, Output.Csv, Output.Json);
        var command = new Command("list", "Lists the areas; the CSV form can be imported") { area, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new ListAreasRequest { Area = parsed.GetValue(area) ?? "" };
            var response = await session.Statistics.ListAreasAsync(request, cancellationToken: cancellation);
            return parsed.GetValue(format) switch
            {
                Output.Json => await Output.PrintAsync(session.Terminal, JsonText.Of(response)),
                Output.Csv => await Output.PrintAsync(session.Terminal, CsvText.Rows(Columns, response.Areas.Select(Values))),
                _ => await Output.PrintAsync(session.Terminal, Table(response.Areas)),
            };
        });
        return command;
    }

    private static IEnumerable<string> Table(IEnumerable<Area> areas)
    {
        var table = new TextTable([.. Columns.Select(TextTable.Left)]);
        foreach (var area in areas)
            table.Add(Values(area));
        return table.Lines();
    }

    private static string[] Values(Area area) =>
        [area.Code, area.DisplayName?.En ?? "", area.DisplayName?.Zh ?? "", EnumWords.WordOf(area.Kind)];
}
