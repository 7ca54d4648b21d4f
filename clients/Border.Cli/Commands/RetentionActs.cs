using System.CommandLine;
using Border.Cli.Printing;
using Border.Cli.Records;
using Border.Cli.Submitting;
using Border.Erasures.V1;
using Grpc.Core;

namespace Border.Cli.Commands;

/// <summary>What is done about a record that is due: it is erased, or held.</summary>
internal static class RetentionActs
{
    private const string Cases = "cases";
    private const int PageSize = 1000;

    // Cases asks every five seconds what was erased.
    private const int MostAsked = 15;

    private static readonly string[] OfPersons = ["persons", "interceptions"];

    /// <param name="services">The service that keeps the records of a collection.</param>
    public static Command Propose(CommandHost host, IReadOnlyDictionary<string, string> services)
    {
        var earlier = EarlierVersions();
        return Create(
            host,
            services,
            new("propose", "Proposes that a record be erased, which somebody else then carries out") { earlier },
            "Why; it stays, and must name nobody",
            async (parsed, session, client, name, reason, cancellation) =>
            {
                var id = Guid.CreateVersion7().ToString();
                ProposeErasureRequest request = new() { Name = name, ErasureId = id, Reason = reason, Scope = ScopeOf(parsed, earlier), RequestId = id };
                await client.ProposeErasureAsync(request, cancellationToken: cancellation);
                var scope = request.Scope == ErasureScope.EarlierVersions ? $" {earlier.Name}" : "";
                return await Output.PrintAsync(session.Terminal, $"Proposed. Somebody else carries it out: border retention erase {name}{scope} --proposal {id} --reason TEXT");
            });
    }

    /// <inheritdoc cref="Propose"/>
    public static Command Erase(CommandHost host, IReadOnlyDictionary<string, string> services)
    {
        var proposal = new Option<string?>("--proposal") { Description = "The id that `propose` printed; none where one person may erase alone", HelpName = "ID" };
        var earlier = EarlierVersions();
        return Create(
            host,
            services,
            new("erase", "Erases what a record, and what goes with it, says about persons, for good, and tells what is kept by a legal hold") { proposal, earlier },
            "Why; it stays, and must name nobody",
            async (parsed, session, client, name, reason, cancellation) =>
            {
                EraseRecordRequest request = new()
                {
                    Name = name,
                    ErasureId = parsed.GetValue(proposal) ?? Guid.CreateVersion7().ToString(),
                    Reason = reason,
                    Scope = ScopeOf(parsed, earlier),
                };
                // A proposal is carried out once: asked for again, it gives the first answer.
                request.RequestId = RequestId.Of(nameof(EraseRecordRequest), request);
                var erasure = await client.EraseRecordAsync(request, cancellationToken: cancellation);
                if (erasure.Scope == ErasureScope.EarlierVersions)
                    return await Output.PrintAsync(session.Terminal, $"What earlier versions of {name} said about persons is erased.");
                await Output.PrintAsync(
                    session.Terminal,
                    [.. erasure.Records.Select(record => $"{record} is erased."), .. erasure.Attachments.Select(sha256 => $"The bytes of attachment {sha256} are destroyed.")]);
                return erasure.Records.Any(record => OfPersons.Contains(CollectionOf(record))) ? await TellFollowedAsync(session, erasure, cancellation) : ExitCode.Ok;
            });
    }

    public static Command Hold(CommandHost host, IReadOnlyDictionary<string, string> services) => Create(
        host,
        services,
        new("hold", "Keeps a record from being erased"),
        "Why, such as proceedings; it must name nobody",
        async (_, session, client, name, reason, cancellation) =>
        {
            await client.PlaceLegalHoldAsync(new() { Name = name, Reason = reason, RequestId = Guid.CreateVersion7().ToString() }, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, $"{name} is under a legal hold.");
        });

    public static Command Lift(CommandHost host, IReadOnlyDictionary<string, string> services) => Create(
        host,
        services,
        new("lift", "Lifts the legal hold of a record"),
        "Why; it must name nobody",
        async (_, session, client, name, reason, cancellation) =>
        {
            await client.LiftLegalHoldAsync(new() { Name = name, Reason = reason, RequestId = Guid.CreateVersion7().ToString() }, cancellationToken: cancellation);
            return await Output.PrintAsync(session.Terminal, $"{name} is under no legal hold any more.");
        });

    private static Option<bool> EarlierVersions() => new("--earlier-versions")
    {
        Description = "Only what versions of the record before the one that stands said, such as words that an amendment took out",
    };

    private static ErasureScope ScopeOf(ParseResult parsed, Option<bool> earlier) => parsed.GetValue(earlier) ? ErasureScope.EarlierVersions : default;

    private static Command Create(
        CommandHost host,
        IReadOnlyDictionary<string, string> services,
        Command command,
        string why,
        Func<ParseResult, Session, ErasureService.ErasureServiceClient, string, string, CancellationToken, Task<int>> act)
    {
        var name = CommandOptions.RecordName();
        var reason = new Option<string>("--reason") { Description = why, HelpName = "TEXT", Required = true };
        command.Add(name);
        command.Add(reason);
        host.Handle(command, (parsed, session, cancellation) =>
        {
            var record = parsed.GetRequiredValue(name);
            var service = services.GetValueOrDefault(CollectionOf(record))
                ?? throw CommandException.BadInput($"{record} is none of those that can be erased by themselves: {string.Join(", ", services.Keys)}.");
            return act(parsed, session, ClientOf(session, service), record, parsed.GetRequiredValue(reason), cancellation);
        });
        return command;
    }

    // What cases say of a person is erased by another service, which may be kept from it.
    private static async Task<int> TellFollowedAsync(Session session, Erasure erasure, CancellationToken cancellation)
    {
        for (var asked = 0; asked < MostAsked; asked++)
        {
            if (await FollowerAsync(session, erasure.Name, cancellation) is { State: not ErasureState.UnderWay } followed)
            {
                await Output.PrintAsync(session.Terminal, followed.State == ErasureState.Held
                    ? $"What cases say of it is kept by a legal hold on {string.Join(", ", followed.HeldBy)}, and erased once that is lifted."
                    : "What cases say of it is erased.");
                return followed.State == ErasureState.Held ? ExitCode.Refused : ExitCode.Ok;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), session.Time, cancellation);
        }

        return await Output.PrintAsync(session.Terminal, "What cases say of it is not erased yet: `border retention erasures --service cases` tells when it is.");
    }

    private static async Task<Erasure?> FollowerAsync(Session session, string erasure, CancellationToken cancellation)
    {
        try
        {
            var all = ListPages.EachAsync(
                token => ClientOf(session, Cases).ListErasuresAsync(new() { Service = Cases, PageSize = PageSize, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
                page => (page.Erasures, page.NextPageToken));
            return await all.FirstOrDefaultAsync(each => each.Follows == erasure, cancellation);
        }
        catch (RpcException away) when (away.StatusCode is StatusCode.Unavailable or StatusCode.NotFound or StatusCode.Unimplemented)
        {
            return null;
        }
    }

    private static string CollectionOf(string name) => name.Split('/')[0];

    private static ErasureService.ErasureServiceClient ClientOf(Session session, string service) => new(session.InvokersOf([service])[0]);
}
