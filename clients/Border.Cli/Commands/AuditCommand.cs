using System.CommandLine;
using Border.Audit.V1;
using Border.Cli.Audits;
using Border.Cli.Printing;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Commands;

internal static class AuditCommand
{
    private const int PageSize = 1000;

    private static readonly string[] Columns = ["sequence", "time", "actor", "roles", "action", "method", "records", "purpose", "outcome", "address", "request_id"];

    public static Command Create(CommandHost host) => new("audit", "Who did or learnt what")
    {
        CreateList(host), CreateExport(host), CreateCheckpoint(host), AuditVerifyCommand.Create(host),
    };

    private static Command CreateList(CommandHost host)
    {
        var service = Service(required: true);
        var record = new Option<string?>("--record") { Description = "Only entries about this record, such as persons/p-1", HelpName = "NAME" };
        var by = new Option<string?>("--by") { Description = "Only entries of this actor", HelpName = "NAME" };
        var from = Time("--from", "Only entries from this time on");
        var before = Time("--before", "Only entries before this time");
        var limit = CommandOptions.Limit("The most entries to print", 100, int.MaxValue);
        var format = Output.Option(Output.Table, Output.Csv, Output.Json);
        var command = new Command("list", "Lists the entries of a service's log, oldest first") { service, record, by, from, before, limit, format };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new ListEntriesRequest
            {
                Service = parsed.GetRequiredValue(service),
                Record = parsed.GetValue(record) ?? "",
                Actor = parsed.GetValue(by) ?? "",
                FromTime = parsed.GetValue(from) is { } start ? Timestamp.FromDateTimeOffset(start) : null,
                BeforeTime = parsed.GetValue(before) is { } end ? Timestamp.FromDateTimeOffset(end) : null,
            };
            var entries = await EntriesAsync(session, request, cancellation).Take(parsed.GetValue(limit)).ToListAsync(cancellation);
            return parsed.GetValue(format) == Output.Json
                ? await Output.PrintArrayAsync(session.Terminal, entries.Select(AuditLines.Of).ToAsyncEnumerable())
                : await Output.PrintRowsAsync(
                    session.Terminal, parsed.GetValue(format), Columns, entries.ConvertAll(Values), "No entry was found.", "sequence");
        });
        return command;
    }

    private static Command CreateExport(CommandHost host)
    {
        var service = Service(required: true);
        var output = new Option<string>("--out") { Description = "The file to write; one that is there is not overwritten", HelpName = "FILE", Required = true };
        var command = new Command("export", "Writes a service's whole log with its checkpoints to a file, which can be verified without the server") { service, output };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var name = parsed.GetRequiredValue(service);
            await using var writer = new StreamWriter(new FileStream(parsed.GetRequiredValue(output), FileMode.CreateNew));
            await writer.WriteLineAsync(AuditLines.OfService(name));
            using var call = ClientOf(session, name).ExportEntries(new() { Service = name }, cancellationToken: cancellation);
            while (await call.ResponseStream.MoveNext(cancellation))
            {
                var part = call.ResponseStream.Current;
                var end = part.End is { } head ? [AuditLines.Of(head)] : (IEnumerable<string>)[];
                foreach (var line in part.Checkpoints.Select(AuditLines.Of).Concat(part.Entries.Select(AuditLines.Of)).Concat(end))
                    await writer.WriteLineAsync(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateCheckpoint(CommandHost host)
    {
        var service = Service(required: true);
        var command = new Command("checkpoint", "Prints how far a service's log goes, signed, as a line to keep where nobody can change it") { service };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var name = parsed.GetRequiredValue(service);
            var checkpoint = await ClientOf(session, name).GetCheckpointAsync(new() { Service = name }, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, AuditLines.Of(checkpoint));
        });
        return command;
    }

    private static async IAsyncEnumerable<Entry> EntriesAsync(
        Session session, ListEntriesRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        request.PageSize = PageSize;
        ListEntriesResponse page;
        do
        {
            page = await ClientOf(session, request.Service).ListEntriesAsync(request, cancellationToken: cancellation);
            foreach (var entry in page.Entries)
                yield return entry;
            request.AfterSequence = page.Entries.LastOrDefault()?.Sequence ?? request.AfterSequence;
        }
        while (page.HasMore);
    }

    private static string[] Values(Entry entry) =>
    [
        FieldText.Of(entry.Sequence), FieldText.Of(entry.Time), entry.Actor, entry.Roles, entry.Action, entry.Method,
        string.Join(' ', entry.Records), entry.Purpose, entry.Outcome, entry.Address, entry.RequestId,
    ];

    internal static AuditService.AuditServiceClient ClientOf(Session session, string service) => new(session.InvokersOf([service])[0]);

    internal static Option<string> Service(bool required)
    {
        var service = new Option<string>("--service") { Description = "The service whose log it is", HelpName = "NAME", Required = required };
        service.AcceptOnlyFromAmong([.. ServerAddresses.Services]);
        return service;
    }

    private static Option<DateTimeOffset?> Time(string name, string description) =>
        new(name) { Description = $"{description}, such as 2021-05-17T00:00:00Z", HelpName = "TIME" };
}
