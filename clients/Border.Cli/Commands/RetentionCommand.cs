using System.CommandLine;
using Border.Cli.Printing;
using Border.Cli.Records;
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
        ["watch-notices"] = ("persons", RetentionCategory.WatchNotices),
        ["seizures"] = ("seizures", RetentionCategory.Seizures),
        ["exhibits"] = ("seizures", RetentionCategory.Exhibits),
        ["patrols"] = ("patrols", RetentionCategory.Patrols),
        ["devices"] = ("patrols", RetentionCategory.Devices),
    };

    private static readonly string[] ErasureColumns = ["number", "state", "name", "held by", "decided"];

    // A category is called as its records are.
    private static readonly Dictionary<string, string> Services = Categories.ToDictionary(category => category.Key, category => category.Value.Service);

    private static readonly string[] Keepers = [.. Services.Values.Distinct()];

    public static Command Create(CommandHost host) => new("retention", "For how long records about persons are kept, and what was erased")
    {
        CreateDue(host), CreateErasures(host), RetentionProposals.List(host, Keepers), RetentionActs.Propose(host, Services), RetentionProposals.Withdraw(host, Keepers),
        RetentionActs.Erase(host, Services), RetentionActs.Hold(host, Services), RetentionActs.Lift(host, Services),
    };

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
            var due = ListPages.EachAsync(
                token => client.ListRetentionDueAsync(new() { Category = code, PageSize = PageSize, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
                page => (page.Records, page.NextPageToken));
            var rows = await due.Take(parsed.GetValue(limit)).Select(Values).ToListAsync(cancellation);
            return await Output.PrintRowsAsync(session.Terminal, parsed.GetValue(format), Columns, rows, "No record is due for review.");
        });
        return command;
    }

    private static Command CreateErasures(CommandHost host)
    {
        var service = new Option<string>("--service") { Description = "The service that keeps the records", HelpName = "NAME", DefaultValueFactory = _ => "persons" };
        service.AcceptOnlyFromAmong(Keepers);
        var state = new Option<string?>("--state") { Description = "Only those in this state", HelpName = "STATE" };
        state.AcceptOnlyFromAmong(EnumWords.Words<ErasureState>());
        var limit = CommandOptions.Limit("The most erasures to print", 100, int.MaxValue);
        var format = Output.Option(Output.Table, Output.Csv);
        var command = new Command("erasures", "Lists the erasures of a service, and what keeps one from being carried out") { service, state, limit, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var asked = parsed.GetRequiredValue(service);
            var client = new ErasureService.ErasureServiceClient(session.InvokersOf([asked])[0]);
            var wanted = parsed.GetValue(state) is { } word ? EnumWords.ValueOf<ErasureState>(word) : default;
            var erasures = ListPages.EachAsync(
                token => client.ListErasuresAsync(
                    new() { Service = asked, State = wanted, PageSize = PageSize, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
                page => (page.Erasures, page.NextPageToken));
            var rows = await erasures.Take(parsed.GetValue(limit)).Select(Values).ToListAsync(cancellation);
            return await Output.PrintRowsAsync(session.Terminal, parsed.GetValue(format), ErasureColumns, rows, "Nothing was erased.");
        });
        return command;
    }

    private static string[] Values(DueRecord record) => [record.Name, record.Area, FieldText.Of(record.SinceTime), FieldText.Of(record.ReviewTime)];

    private static string[] Values(Erasure erasure) =>
    [
        FieldText.Of(erasure.Number), WordOf(erasure.State), erasure.Name, string.Join(' ', erasure.HeldBy), FieldText.Of(erasure.CreateTime),
    ];

    // Those of before states were kept are done.
    private static string WordOf(ErasureState state) => EnumWords.WordOf(state is ErasureState.Unspecified ? ErasureState.Done : state);
}
