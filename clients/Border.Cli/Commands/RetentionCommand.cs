using System.CommandLine;
using System.Globalization;
using Border.Cli.Printing;
using Border.Erasures.V1;

namespace Border.Cli.Commands;

internal static class RetentionCommand
{
    private const int PageSize = 1000;

    private static readonly string[] Columns = ["name", "area", "since", "review"];

    private static readonly string[] States = ["done", "held", "under_way"];

    private static readonly Dictionary<string, (string Service, RetentionCategory Code)> Categories = new()
    {
        ["interceptions"] = ("persons", RetentionCategory.Interceptions),
        ["persons"] = ("persons", RetentionCategory.Persons),
        ["cases"] = ("cases", RetentionCategory.Cases),
        ["notices"] = ("cases", RetentionCategory.Notices),
        ["watch-notices"] = ("persons", RetentionCategory.WatchNotices),
        ["seizures"] = ("seizures", RetentionCategory.Seizures),
        ["exhibits"] = ("seizures", RetentionCategory.Exhibits),
    };

    private static readonly string[] ErasureColumns = ["number", "state", "name", "held by", "decided"];

    public static Command Create(CommandHost host) =>
        new("retention", "For how long records about persons are kept, and what was erased") { CreateDue(host), CreateErasures(host) };

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
                : await Output.PrintAsync(session.Terminal, Table(Columns, "No record is due for review.", due.Select(Values)));
        });
        return command;
    }

    private static Command CreateErasures(CommandHost host)
    {
        var service = new Option<string>("--service") { Description = "The service that keeps the records", HelpName = "NAME", DefaultValueFactory = _ => "persons" };
        service.AcceptOnlyFromAmong("persons", "cases", "seizures");
        var state = new Option<string>("--state") { Description = "Only those in this state", HelpName = "STATE" };
        state.AcceptOnlyFromAmong([.. States]);
        var limit = CommandOptions.Limit("The most erasures to print", 100, int.MaxValue);
        var format = Output.Option(Output.Table, Output.Csv);
        var command = new Command("erasures", "Lists the erasures of a service, and what keeps one from being carried out") { service, state, limit, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var asked = parsed.GetRequiredValue(service);
            var client = new ErasureService.ErasureServiceClient(session.InvokersOf([asked])[0]);
            ListErasuresRequest request = new() { Service = asked, State = StateOf(parsed.GetValue(state)), PageSize = PageSize };
            var erasures = await ErasuresAsync(client, request, cancellation).Take(parsed.GetValue(limit)).ToListAsync(cancellation);
            return parsed.GetValue(format) == Output.Csv
                ? await Output.PrintAsync(session.Terminal, CsvText.Rows(ErasureColumns, erasures.Select(erasure => SafeCells.Of(Values(erasure)))))
                : await Output.PrintAsync(session.Terminal, Table(ErasureColumns, "Nothing was erased.", erasures.Select(Values)));
        });
        return command;
    }

    private static async IAsyncEnumerable<Erasure> ErasuresAsync(
        ErasureService.ErasureServiceClient client, ListErasuresRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await client.ListErasuresAsync(request, cancellationToken: cancellation);
            foreach (var erasure in page.Erasures)
                yield return erasure;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
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

    private static IEnumerable<string> Table(string[] columns, string none, IEnumerable<string[]> rows)
    {
        var values = rows.ToList();
        if (values.Count == 0)
            return [none];
        var table = new TextTable([.. columns.Select(TextTable.Left)]);
        foreach (var row in values)
            table.Add(row);
        return table.Lines();
    }

    private static string[] Values(DueRecord record) => [record.Name, record.Area, FieldText.Of(record.SinceTime), FieldText.Of(record.ReviewTime)];

    private static string[] Values(Erasure erasure) =>
    [
        erasure.Number.ToString(CultureInfo.InvariantCulture), WordOf(erasure.State), erasure.Name, string.Join(' ', erasure.HeldBy), FieldText.Of(erasure.CreateTime),
    ];

    // Those of before states were kept are done.
    private static string WordOf(ErasureState state) => States.FirstOrDefault(word => StateOf(word) == state) ?? States.First();

    private static ErasureState StateOf(string? word) => word switch
    {
        "done" => ErasureState.Done,
        "held" => ErasureState.Held,
        "under_way" => ErasureState.UnderWay,
        _ => ErasureState.Unspecified,
    };
}
