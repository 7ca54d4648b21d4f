using System.CommandLine;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class RecountCommand
{
    public static Command Create(CommandHost host)
    {
        var from = new Option<string>("--from")
        {
            Description = "What to count from: what Statistics keeps of each record, or the services' records themselves",
            DefaultValueFactory = _ => "contributions",
        };
        from.AcceptOnlyFromAmong(EnumWords.Words<RecountSource>());
        var rebuild = new Option<string>("--rebuild")
        {
            Description = "A feed that is rolled back: has the present records of its service counted, and no others, as from today (administrators)",
            HelpName = "feed",
        };
        rebuild.AcceptOnlyFromAmong("patrols", "persons", "cases", "seizures");
        var command = new Command("recount", "Counts everything again and names each cell that differs (exit code 1)") { from, rebuild };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            if (parsed.GetValue(rebuild) is { } feed)
                return await RebuildAsync(session, feed, cancellation);
            var source = EnumWords.ValueOf<RecountSource>(parsed.GetRequiredValue(from));
            var found = await session.Statistics.RecountAsync(new RecountRequest { Source = source }, cancellationToken: cancellation);
            var (cells, sources) = (Numbers.Grouped(found.CellCount), Numbers.Grouped(found.SourceCount));
            await session.Terminal.Out.WriteLineAsync(
                $"{cells} cells compared, counted again from {sources} {EnumWords.WordOf(source)} in {Numbers.Grouped(found.ElapsedMs)} ms.");
            if (found.Differences.Count == 0)
                return await Output.PrintAsync(session.Terminal, "No difference.");
            await Output.PrintAsync(session.Terminal, [$"{found.Differences.Count} cells differ:", .. Table(found.Differences)]);
            return ExitCode.Refused;
        });
        return command;
    }

    private static async Task<int> RebuildAsync(Session session, string feed, CancellationToken cancellation)
    {
        var rebuilt = await session.Statistics.RebuildFeedAsync(new RebuildFeedRequest { Feed = feed }, cancellationToken: cancellation);
        var (records, changed, gone) = (Numbers.Grouped(rebuilt.RecordCount), Numbers.Grouped(rebuilt.ChangedCount), Numbers.Grouped(rebuilt.GoneCount));
        return await Output.PrintAsync(
            session.Terminal,
            $"{feed} rebuilt at {Numbers.Grouped(rebuilt.Position)} from {records} records in {Numbers.Grouped(rebuilt.ElapsedMs)} ms: {changed} count otherwise, {gone} are gone.");
    }

    private static IEnumerable<string> Table(IEnumerable<CellDifference> differences)
    {
        var table = new TextTable(
            TextTable.Left("indicator"), TextTable.Left("from"), TextTable.Left("to"), TextTable.Left("area"), TextTable.Left("category"),
            TextTable.Right("cell"), TextTable.Right("recounted"));
        foreach (var cell in differences)
        {
            table.Add(
                cell.Indicator, cell.StartDate, cell.EndDate, cell.Area, cell.Category,
                Numbers.Grouped(cell.Cell), Numbers.Grouped(cell.Recounted));
        }
        return table.Lines();
    }
}
