using System.CommandLine;
using System.Globalization;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class ProgressCommand
{
    public static Command Create(CommandHost host)
    {
        var format = Output.Option(Output.Table, Output.Json);
        var command = new Command("progress", "Tells how far each feed has been counted") { format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var progress = await session.Statistics.GetProgressAsync(new GetProgressRequest(), cancellationToken: cancellation);
            return parsed.GetValue(format) == Output.Json
                ? await Output.PrintAsync(session.Terminal, JsonText.Of(progress))
                : await Output.PrintAsync(session.Terminal, Table(progress));
        });
        return command;
    }

    private static IEnumerable<string> Table(Progress progress)
    {
        var table = new TextTable(
            TextTable.Left("feed"), TextTable.Right("counted"), TextTable.Right("of"), TextTable.Left("last heard of"),
            TextTable.Left("state"));
        foreach (var feed in progress.Feeds)
        {
            table.Add(
                feed.Feed,
                Numbers.Grouped(feed.FoldedPosition),
                Numbers.Grouped(feed.HeadPosition),
                feed.ContactTime?.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never",
                feed.RolledBack ? "rolled back" : feed.Stale ? "stale" : feed.FoldedPosition < feed.HeadPosition ? "behind" : "up to date");
        }
        return table.Lines();
    }
}
