using System.CommandLine;
using Border.Cli.Files;
using Border.Cli.Printing;
using Border.Patrols.V1;

namespace Border.Cli.Commands;

internal static class BoundaryCommand
{
    // A request may have 500 sections and 4 MiB, and a position takes some 20 bytes.
    private const int MostSections = 500;
    private const int MostPositions = 50_000;

    public static Command Create(CommandHost host) => new("boundary", "The boundary, of which patrols cover parts") { CreateImport(host) };

    private static Command CreateImport(CommandHost host)
    {
        var file = new Argument<string>("FILE")
        {
            Description = """
                GeoJSON in WGS 84, or - for standard input: LineString and MultiLineString features with the properties id, area, name_en,
                name_zh and retired
                """,
        };
        var command = new Command("import", "Adds sections of the boundary and revises known ones; nothing when a feature of the file is at fault") { file };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var read = BoundaryFile.Read(await InputFile.ReadTextAsync(path, session.Terminal, cancellation));
            foreach (var fault in read.Faults)
                await session.Terminal.Error.WriteLineAsync($"{path}: {fault}");
            if (read.Faults.Count > 0)
                throw CommandException.BadInput("Nothing was imported.");
            if (read.Sections.Count == 0)
                throw CommandException.BadInput("There are no features in the file.");
            return await ImportAsync(session, read.Sections, cancellation);
        });
        return command;
    }

    private static async Task<int> ImportAsync(Session session, IReadOnlyList<BoundarySection> sections, CancellationToken cancellation)
    {
        var client = new BoundaryService.BoundaryServiceClient(session.Invoker);
        var (added, revised, unchanged) = (0, 0, 0);
        foreach (var part in Parts(sections))
        {
            // A new id each time: importing an earlier file again must revise back, not repeat the earlier answer.
            var done = await client.ImportBoundaryAsync(new() { Sections = { part }, RequestId = Guid.CreateVersion7().ToString() }, cancellationToken: cancellation);
            (added, revised, unchanged) = (added + done.AddedCount, revised + done.RevisedCount, unchanged + done.UnchangedCount);
        }

        return await Output.PrintAsync(session.Terminal, $"{added} sections added, {revised} revised, {unchanged} unchanged.");
    }

    private static IEnumerable<IReadOnlyList<BoundarySection>> Parts(IReadOnlyList<BoundarySection> sections)
    {
        var (part, positions) = (new List<BoundarySection>(), 0);
        foreach (var section in sections)
        {
            var count = section.Lines.Sum(line => line.Positions.Count);
            if (part.Count == MostSections || (part.Count > 0 && positions + count > MostPositions))
            {
                yield return part;
                (part, positions) = ([], 0);
            }

            part.Add(section);
            positions += count;
        }

        yield return part;
    }
}
