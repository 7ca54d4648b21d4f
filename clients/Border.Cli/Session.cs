using System.Net.Security;
using Border.Field.Syncing;
using Border.Statistics.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.Cli;

/// <summary>One command's connection to the server, as one actor.</summary>
internal sealed class Session : IDisposable
{
    private readonly ServerAddresses _addresses;
    private readonly ServerChannels _channels;
    private readonly string? _token;

    private Session(ServerAddresses addresses, ServerChannels channels, string? actor, string? token, Terminal terminal, TimeProvider time)
    {
        Terminal = terminal;
        Time = time;
        _addresses = addresses;
        _channels = channels;
        _token = token;
        Actor = actor;
        Invoker = AsActor(channels);
        Statistics = new StatisticsService.StatisticsServiceClient(Invoker);
    }

    /// <summary>The address, or addresses, for people to read.</summary>
    public string Server => _addresses.Text;

    /// <summary>Who does this; null when that was not said.</summary>
    public string? Actor { get; }

    public Terminal Terminal { get; }

    public TimeProvider Time { get; }

    /// <summary>Sends every call to the server of its service.</summary>
    public CallInvoker Invoker { get; }

    public StatisticsService.StatisticsServiceClient Statistics { get; }

    public static Session Open(
        ServerAddresses addresses, SslClientAuthenticationOptions? tls, string? actor, string? token, Terminal terminal, TimeProvider time)
    {
        if (actor is not null && actor.Any(c => c is < ' ' or > '~'))
            throw CommandException.BadInput("The actor may hold printable ASCII characters only.");
        var name = string.IsNullOrWhiteSpace(actor) ? null : actor.Trim();
        return new Session(addresses, new ServerChannels(addresses, tls), name, token, terminal, time);
    }

    /// <summary>The servers of some services, each once: for calls that every server takes.</summary>
    public IReadOnlyList<CallInvoker> InvokersOf(IEnumerable<string> services) =>
        [.. services.Select(_addresses.Of).Distinct().Select(address => AsActor(_channels.At(address)))];

    public void Dispose() => _channels.Dispose();

    /// <summary>Calls as somebody else; as this command's own actor with its own token, unless another is given.</summary>
    /// <param name="service">Whose server takes every call; null sends each to that of its service.</param>
    public CallInvoker As(Credential credential, string? service) =>
        As(service is null ? _channels : _channels.At(_addresses.Of(service)), credential.Author, credential.Token ?? (credential.Author == Actor ? _token : null));

    private CallInvoker AsActor(CallInvoker invoker) => As(invoker, Actor, _token);

    private static CallInvoker As(CallInvoker invoker, string? actor, string? token) => invoker.Intercept(metadata =>
    {
        if (actor is not null)
            metadata.Add("border-actor", actor);
        if (token is not null)
            metadata.Add("authorization", $"Bearer {token}");
        return metadata;
    });
}
