using System.CommandLine;
using Border.Cli.Printing;
using Border.Cli.Records;
using Border.Lookup.V1;
using Grpc.Core;

namespace Border.Cli.Commands;

internal static class SearchCommand
{
    private const int Most = 200;

    private static readonly string[] Columns = ["name", "label", "time", "numbers"];

    public static Command Create(CommandHost host)
    {
        var text = new Argument<string>("TEXT") { Description = "A number, however it is spaced, or words, all of which a record must have" };
        var collections = new Option<string[]>("--in")
        {
            Description = "Only these collections, separated by commas, such as cases,patrols; else all",
            HelpName = "NAME[,NAME]",
        };
        var limit = CommandOptions.Limit("The most records to print", 20, Most);
        var format = Output.Option(Output.Table, Output.Csv, Output.Json);
        var command = new Command("search", "Finds records of any service by a number, name, document, plate or serial number, latest first")
        {
            text, collections, limit, format,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new SearchRecordsRequest { Query = parsed.GetRequiredValue(text), PageSize = parsed.GetValue(limit) };
            var found = await FindAsync(session, request, [.. CommandOptions.Split(parsed.GetValue(collections))], cancellation);
            if (found.HasMore)
                await session.Terminal.Error.WriteLineAsync("There are more, or there may be. Say more of what you look for, or where with --in.");
            return parsed.GetValue(format) switch
            {
                Output.Json => await Output.PrintAsync(session.Terminal, JsonText.Of(found)),
                Output.Csv => await Output.PrintAsync(session.Terminal, CsvText.Rows(Columns, found.Records.Select(record => SafeCells.Of(Values(record))))),
                _ => await Output.PrintAsync(session.Terminal, Table(found)),
            };
        });
        return command;
    }

    private static async Task<SearchRecordsResponse> FindAsync(
        Session session, SearchRecordsRequest request, IReadOnlyList<string> collections, CancellationToken cancellation)
    {
        Task<SearchRecordsResponse> AskAsync(CallInvoker server, params string[] only)
        {
            var asked = request.Clone();
            asked.Collections.AddRange(only);
            return new LookupService.LookupServiceClient(server).SearchRecordsAsync(asked, cancellationToken: cancellation).ResponseAsync;
        }

        var answers = await Task.WhenAll(collections.Count == 0
            ? RecordPlaces.All(session).Select(server => AskAsync(server))
            : collections.Distinct().Select(collection => RecordPlaces.AskAsync(session, collection, server => AskAsync(server, collection))));
        var all = answers.SelectMany(answer => answer.Records).OrderByDescending(record => record.Time).ToList();
        return new SearchRecordsResponse
        {
            Records = { all.Take(request.PageSize) },
            HasMore = all.Count > request.PageSize || answers.Any(answer => answer.HasMore),
        };
    }

    private static IEnumerable<string> Table(SearchRecordsResponse found)
    {
        if (found.Records.Count == 0)
            return ["No record was found."];
        var table = new TextTable([.. Columns.Select(TextTable.Left)]);
        foreach (var record in found.Records)
            table.Add(Values(record));
        return table.Lines();
    }

    private static string[] Values(FoundRecord record) => [record.Name, record.Label, FieldText.Of(record.Time), string.Join(' ', record.MaskedNumbers)];
}
