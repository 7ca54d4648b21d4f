using System.Net.Security;
using Border.Statistics.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.Cli;

/// <summary>One command's connection to the server, as one actor.</summary>
internal sealed class Session : IDisposable
{
    private readonly ServerAddresses _addresses;
    private readonly ServerChannels _channels;
    private readonly string? _actor;
    private readonly string? _token;

    private Session(ServerAddresses addresses, ServerChannels channels, string? actor, string? token, Terminal terminal, TimeProvider time)
    {
        Terminal = terminal;
        Time = time;
        _addresses = addresses;
        _channels = channels;
        _actor = actor;
        _token = token;
        Invoker = AsActor(channels);
        Statistics = new StatisticsService.StatisticsServiceClient(Invoker);
    }

    /// <summary>The address, or addresses, for people to read.</summary>
    public string Server => _addresses.Text;

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

    private CallInvoker AsActor(CallInvoker invoker) => invoker.Intercept(metadata =>
    {
        if (_actor is not null)
            metadata.Add("border-actor", _actor);
        if (_token is not null)
            metadata.Add("authorization", $"Bearer {_token}");
        return metadata;
    });
}
