using System.CommandLine;
using Border.Cli.Files;
using Border.Cli.Submitting;

namespace Border.Cli.Commands;

internal static class ReturnsCommand
{
    private const string FileDescription = """
        The CSV file, or - for standard input. Columns, in any order: indicator, period_start, period_end (empty: as
        period_start), area (empty: the nation), category, value, qualifier (exact, rounded, more_than; empty: exact),
        precision, and known_on if there is one. A row of the same indicator, period, area and category as one before
        revises it; importing a file again changes no number. Every bad row is reported by its line; nothing is
        imported then unless --partial is given.
        """;

    public static Command Create(CommandHost host) =>
        new("returns", "Figures that bodies report whose records are not held here") { CreateImport(host) };

    private static Command CreateImport(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = FileDescription };
        var partial = new Option<bool>("--partial") { Description = "Import the good rows even when others are bad" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check only, import nothing" };
        var noWait = CommandOptions.NoWait();
        var waitSeconds = CommandOptions.WaitSeconds();
        var giveUpSeconds = CommandOptions.GiveUpAfterSeconds();
        var command = new Command("import", "Imports figures that other bodies report")
        {
            file, partial, dryRun, noWait, waitSeconds, giveUpSeconds,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var read = await CheckAsync(session, path, cancellation);
            if (parsed.GetValue(dryRun))
                return read.Faults.Count == 0 ? ExitCode.Ok : ExitCode.BadInput;
            if (read.Faults.Count > 0 && !parsed.GetValue(partial))
                throw CommandException.BadInput("Nothing was imported. --partial imports the good rows.");
            if (read.Rows.Count == 0)
                throw CommandException.BadInput("There is no row to import.");

            var import = new ReturnsImport(session, path, TimeSpan.FromSeconds(parsed.GetValue(giveUpSeconds)));
            var exitCode = await import.RunAsync(read.Rows, cancellation);
            if (exitCode is ExitCode.Unreachable or ExitCode.ServerError)
                return exitCode;
            var waited = parsed.GetValue(noWait)
                ? ExitCode.Ok
                : await import.Counting.RunAsync(session, TimeSpan.FromSeconds(parsed.GetValue(waitSeconds)), cancellation);
            return exitCode == ExitCode.Ok && read.Faults.Count > 0 ? ExitCode.Refused : exitCode == ExitCode.Ok ? waited : exitCode;
        });
        return command;
    }

    private static async Task<ReturnsFile> CheckAsync(Session session, string path, CancellationToken cancellation)
    {
        var text = await InputFile.ReadTextAsync(path, session.Terminal, cancellation);
        var read = ReturnsFile.Read(text, await ReturnReference.LoadAsync(session, cancellation));
        var error = session.Terminal.Error;
        if (read.IgnoredColumns.Count > 0)
            await error.WriteLineAsync($"Ignored columns: {string.Join(", ", read.IgnoredColumns)}");
        foreach (var fault in read.Faults.OrderBy(fault => fault.Line))
            await error.WriteLineAsync(fault.In(path));
        var repeated = read.RepeatedCount > 0 ? $", {read.RepeatedCount} repeat another" : "";
        var bad = read.RowCount - read.Rows.Count - read.RepeatedCount;
        await error.WriteLineAsync($"{read.RowCount} rows: {read.Rows.Count} good, {bad} bad{repeated}.");
        return read;
    }
}
