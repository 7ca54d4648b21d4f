using System.CommandLine;
using Border.Cli.Printing;
using Border.Cli.Records;
using Border.Erasures.V1;
using Border.ServiceDefaults.Records;

namespace Border.Cli.Commands;

/// <summary>Erasures that wait for somebody else: they are found here, and taken back.</summary>
internal static class RetentionProposals
{
    private const int PageSize = 1000;

    private static readonly string[] Columns = ["proposal", "record", "scope", "reason", "proposer", "proposed"];

    /// <param name="services">Those that keep records which can be erased.</param>
    public static Command List(CommandHost host, string[] services)
    {
        var service = ServiceOption(services);
        var limit = CommandOptions.Limit("The most proposals to print", 100, int.MaxValue);
        var format = Output.Option(Output.Table, Output.Csv);
        var command = new Command("proposals", "Lists the erasures that are proposed and wait for somebody else, the oldest first") { service, limit, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var open = await OpenAsync(session, Asked(parsed.GetValue(service), services), cancellation);
            var rows = open.Select(each => each.Erasure).OrderBy(erasure => erasure.CreateTime).Take(parsed.GetValue(limit)).Select(Values).ToList();
            return await Output.PrintRowsAsync(session.Terminal, parsed.GetValue(format), Columns, rows, "No erasure is proposed.");
        });
        return command;
    }

    /// <inheritdoc cref="List"/>
    public static Command Withdraw(CommandHost host, string[] services)
    {
        var id = new Argument<string>("ID") { Description = "The id that `propose` printed, and `proposals` lists" };
        var service = ServiceOption(services);
        var reason = new Option<string>("--reason") { Description = "Why; it stays, and must name nobody", HelpName = "TEXT", Required = true };
        var command = new Command("withdraw", "Takes back a proposal of an erasure that nobody has carried out") { id, service, reason };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var asked = parsed.GetRequiredValue(id);
            var found = (await OpenAsync(session, Asked(parsed.GetValue(service), services), cancellation)).Where(each => RecordNames.IdOf(each.Erasure.Name) == asked).ToList();
            if (found is not [var (client, proposal)])
            {
                throw CommandException.BadInput(found.Count == 0
                    ? $"No erasure is proposed under the id {asked}: it was carried out or withdrawn, or never was."
                    : $"{asked} is the id of {found.Count} proposals: say by --service which is meant.");
            }

            WithdrawErasureRequest request = new() { Name = proposal.Record, ErasureId = asked, Reason = parsed.GetRequiredValue(reason), RequestId = Guid.CreateVersion7().ToString() };
            await client.WithdrawErasureAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, $"The proposal to erase {proposal.Record} is withdrawn.");
        });
        return command;
    }

    private static async Task<IReadOnlyList<(ErasureService.ErasureServiceClient Client, Erasure Erasure)>> OpenAsync(
        Session session, string[] services, CancellationToken cancellation)
    {
        var open = new List<(ErasureService.ErasureServiceClient, Erasure)>();
        foreach (var service in services)
        {
            var client = new ErasureService.ErasureServiceClient(session.InvokersOf([service])[0]);
            var proposals = ListPages.EachAsync(
                token => client.ListErasuresAsync(
                    new() { Service = service, State = ErasureState.Proposed, PageSize = PageSize, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
                page => (page.Erasures, page.NextPageToken));
            await foreach (var proposal in proposals.WithCancellation(cancellation))
                open.Add((client, proposal));
        }

        return open;
    }

    private static Option<string?> ServiceOption(string[] services)
    {
        var option = new Option<string?>("--service") { Description = "The service that keeps the record; else all are asked", HelpName = "NAME" };
        option.AcceptOnlyFromAmong(services);
        return option;
    }

    private static string[] Asked(string? service, string[] all) => service is null ? all : [service];

    private static string ScopeOf(Erasure erasure) => erasure.Scope == ErasureScope.EarlierVersions ? "earlier versions" : "all";

    private static string[] Values(Erasure erasure) => [RecordNames.IdOf(erasure.Name), erasure.Record, ScopeOf(erasure), erasure.Reason, erasure.Proposer, FieldText.Of(erasure.CreateTime)];
}
