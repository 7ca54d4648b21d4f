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
    private readonly SessionUser _user;

    private Session(ServerAddresses addresses, ServerChannels channels, SessionUser user, Terminal terminal, TimeProvider time)
    {
        Terminal = terminal;
        Time = time;
        _addresses = addresses;
        _channels = channels;
        _user = user;
        Invoker = AsActor(channels);
        Statistics = new StatisticsService.StatisticsServiceClient(Invoker);
    }

    /// <summary>The address, or addresses, for people to read.</summary>
    public string Server => _addresses.Text;

    /// <summary>Who does this; null when that was not said.</summary>
    public string? Actor => _user.Actor;

    public Terminal Terminal { get; }

    public TimeProvider Time { get; }

    /// <summary>Sends every call to the server of its service.</summary>
    public CallInvoker Invoker { get; }

    public StatisticsService.StatisticsServiceClient Statistics { get; }

    public static Session Open(
        ServerAddresses addresses, SslClientAuthenticationOptions? tls, SessionUser user, Terminal terminal, TimeProvider time)
    {
        user.Check();
        return new Session(addresses, new ServerChannels(addresses, tls), user, terminal, time);
    }

    /// <summary>The servers of some services, each once: for calls that every server takes.</summary>
    public IReadOnlyList<CallInvoker> InvokersOf(IEnumerable<string> services) =>
        [.. services.Select(_addresses.Of).Distinct().Select(address => AsActor(_channels.At(address)))];

    public void Dispose() => _channels.Dispose();

    /// <summary>Calls as somebody else; as this command's own actor with its own token, unless another is given.</summary>
    /// <param name="service">Whose server takes every call; null sends each to that of its service.</param>
    public CallInvoker As(Credential credential, string? service)
    {
        var token = credential.Token ?? (credential.Author == Actor ? _user.Token : null);
        if (token is not null)
            SessionToken.DemandTls(_addresses);
        CallInvoker server = service is null ? _channels : _channels.At(_addresses.Of(service));
        return server.Intercept(new SessionUser(credential.Author, token, _user.Purpose).Sign);
    }

    /// <summary>Sends under this command's own rights what somebody else recorded.</summary>
    public CallInvoker Bringing(string author) => author == Actor ? Invoker : Invoker.Intercept(headers =>
    {
        headers.Add("border-author", author);
        return headers;
    });

    private CallInvoker AsActor(CallInvoker invoker) => invoker.Intercept(_user.Sign);
}
