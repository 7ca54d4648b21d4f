using System.CommandLine;
using Border.Cli.Printing;
using Border.Erasures.V1;

namespace Border.Cli.Commands;

internal static class RetentionCommand
{
    private const int PageSize = 1000;

    private static readonly string[] Columns = ["name", "area", "since", "review"];

    private static readonly Dictionary<string, (string Service, RetentionCategory Code)> Categories = new()
    {
        ["interceptions"] = ("persons", RetentionCategory.Interceptions),
        ["persons"] = ("persons", RetentionCategory.Persons),
        ["cases"] = ("cases", RetentionCategory.Cases),
        ["notices"] = ("cases", RetentionCategory.Notices),
    };

    public static Command Create(CommandHost host) => new("retention", "For how long records about persons are kept") { CreateDue(host) };

    private static Command CreateDue(CommandHost host)
    {
        var category = new Option<string>("--category") { Description = "The category", HelpName = "NAME", DefaultValueFactory = _ => "interceptions" };
        category.AcceptOnlyFromAmong([.. Categories.Keys]);
        var limit = CommandOptions.Limit("The most records to print", 100, int.MaxValue);
        var format = Output.Option(Output.Table, Output.Csv);
        var command = new Command("due", "Lists the records of a category that somebody is to review, the oldest first") { category, limit, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var (service, code) = Categories[parsed.GetRequiredValue(category)];
            var client = new ErasureService.ErasureServiceClient(session.InvokersOf([service])[0]);
            var due = await DueAsync(client, new() { Category = code, PageSize = PageSize }, cancellation).Take(parsed.GetValue(limit)).ToListAsync(cancellation);
            return parsed.GetValue(format) == Output.Csv
                ? await Output.PrintAsync(session.Terminal, CsvText.Rows(Columns, due.Select(record => SafeCells.Of(Values(record)))))
                : await Output.PrintAsync(session.Terminal, Table(due));
        });
        return command;
    }

    private static async IAsyncEnumerable<DueRecord> DueAsync(
        ErasureService.ErasureServiceClient client, ListRetentionDueRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await client.ListRetentionDueAsync(request, cancellationToken: cancellation);
            foreach (var record in page.Records)
                yield return record;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    private static IEnumerable<string> Table(List<DueRecord> due)
    {
        if (due.Count == 0)
            return ["No record is due for review."];
        var table = new TextTable([.. Columns.Select(TextTable.Left)]);
        foreach (var record in due)
            table.Add(Values(record));
        return table.Lines();
    }

    private static string[] Values(DueRecord record) => [record.Name, record.Area, FieldText.Of(record.SinceTime), FieldText.Of(record.ReviewTime)];
}
