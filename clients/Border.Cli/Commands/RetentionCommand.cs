using System.CommandLine;
using Border.Cli.Printing;
using Border.Persons.V1;

namespace Border.Cli.Commands;

internal static class RetentionCommand
{
    private const int PageSize = 1000;

    private static readonly string[] Columns = ["name", "area", "since", "review"];

    public static Command Create(CommandHost host) => new("retention", "For how long records about persons are kept") { CreateDue(host) };

    private static Command CreateDue(CommandHost host)
    {
        var category = new Option<string>("--category") { Description = "The category", HelpName = "NAME", DefaultValueFactory = _ => "interceptions" };
        category.AcceptOnlyFromAmong("interceptions", "persons");
        var limit = CommandOptions.Limit("The most records to print", 100, int.MaxValue);
        var format = Output.Option(Output.Table, Output.Csv);
        var command = new Command("due", "Lists the records of a category that somebody is to review, the oldest first") { category, limit, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new ListRetentionDueRequest
            {
                Category = parsed.GetValue(category) == "persons" ? RetentionCategory.Persons : RetentionCategory.Interceptions,
                PageSize = PageSize,
            };
            var due = await DueAsync(session, request, cancellation).Take(parsed.GetValue(limit)).ToListAsync(cancellation);
            return parsed.GetValue(format) == Output.Csv
                ? await Output.PrintAsync(session.Terminal, CsvText.Rows(Columns, due.Select(record => SafeCells.Of(Values(record)))))
                : await Output.PrintAsync(session.Terminal, Table(due));
        });
        return command;
    }

    private static async IAsyncEnumerable<DueRecord> DueAsync(
        Session session, ListRetentionDueRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var client = new ErasureService.ErasureServiceClient(session.Invoker);
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
