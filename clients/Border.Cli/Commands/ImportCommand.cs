using System.CommandLine;
using Border.Cli.Files;
using Border.Cli.Submitting;

namespace Border.Cli.Commands;

/// <summary>A command that imports a file of rows: every bad one is reported, and nothing is imported then unless that is asked for.</summary>
internal static class ImportCommand
{
    /// <param name="read">Reads and checks the text of the file.</param>
    public static Command Create<TRow>(
        CommandHost host, string description, string fileDescription, Func<string, Session, CancellationToken, Task<RowsFile<TRow>>> read)
        where TRow : FileRow
    {
        var file = new Argument<string>("FILE") { Description = fileDescription };
        var partial = new Option<bool>("--partial") { Description = "Import the good rows even when others are bad" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check only, import nothing" };
        var noWait = CommandOptions.NoWait();
        var waitSeconds = CommandOptions.WaitSeconds();
        var giveUpSeconds = CommandOptions.GiveUpAfterSeconds();
        var command = new Command("import", description) { file, partial, dryRun, noWait, waitSeconds, giveUpSeconds };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var rows = await read(await InputFile.ReadTextAsync(path, session.Terminal, cancellation), session, cancellation);
            await ReportAsync(session, path, rows);
            if (parsed.GetValue(dryRun))
                return rows.Faults.Count == 0 ? ExitCode.Ok : ExitCode.BadInput;
            if (rows.Faults.Count > 0 && !parsed.GetValue(partial))
                throw CommandException.BadInput("Nothing was imported. --partial imports the good rows.");
            if (rows.Rows.Count == 0)
                throw CommandException.BadInput("There is no row to import.");

            var import = new RowsImport(session, path, TimeSpan.FromSeconds(parsed.GetValue(giveUpSeconds)));
            var exitCode = await import.RunAsync(rows.Rows, cancellation);
            if (exitCode is ExitCode.Unreachable or ExitCode.ServerError)
                return exitCode;
            var waited = parsed.GetValue(noWait)
                ? ExitCode.Ok
                : await import.Counting.RunAsync(session, TimeSpan.FromSeconds(parsed.GetValue(waitSeconds)), cancellation);
            return exitCode == ExitCode.Ok && rows.Faults.Count > 0 ? ExitCode.Refused : exitCode == ExitCode.Ok ? waited : exitCode;
        });
        return command;
    }

    private static async Task ReportAsync<TRow>(Session session, string path, RowsFile<TRow> read)
        where TRow : FileRow
    {
        var error = session.Terminal.Error;
        await RowFault.TellAsync(error, path, read.IgnoredColumns, read.Faults);
        var repeated = read.RepeatedCount > 0 ? $", {read.RepeatedCount} repeat another" : "";
        var bad = read.RowCount - read.Rows.Count - read.RepeatedCount;
        await error.WriteLineAsync($"{read.RowCount} rows: {read.Rows.Count} good, {bad} bad{repeated}.");
    }
}
