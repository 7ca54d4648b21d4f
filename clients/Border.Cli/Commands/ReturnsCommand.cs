using System.CommandLine;
using Border.Cli.Files;

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
        new("returns", "Figures that bodies report whose records are not held here")
        {
            ImportCommand.Create(host, "Imports figures that other bodies report", FileDescription, async (text, session, cancellation) =>
                ReturnsFile.Read(text, await ReportReference.LoadAsync(session, cancellation))),
        };
}
