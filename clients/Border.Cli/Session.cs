using System.Net.Security;
using Border.Statistics.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.Cli;

/// <summary>One command's connection to the server, as one actor.</summary>
internal sealed class Session : IDisposable
{
    private readonly ServerChannels _channels;

    private Session(string server, ServerChannels channels, string? actor, Terminal terminal, TimeProvider time)
    {
        Server = server;
        Terminal = terminal;
        Time = time;
        _channels = channels;
        Invoker = actor is null ? channels : channels.Intercept(metadata => WithActor(metadata, actor));
        Statistics = new StatisticsService.StatisticsServiceClient(Invoker);
    }

    /// <summary>The address, or addresses, for people to read.</summary>
    public string Server { get; }

    public Terminal Terminal { get; }

    public TimeProvider Time { get; }

    public CallInvoker Invoker { get; }

    public StatisticsService.StatisticsServiceClient Statistics { get; }

    public static Session Open(
        ServerAddresses addresses, SslClientAuthenticationOptions? tls, string? actor, Terminal terminal, TimeProvider time)
    {
        if (actor is not null && actor.Any(c => c is < ' ' or > '~'))
            throw CommandException.BadInput("The actor may hold printable ASCII characters only.");
        var name = string.IsNullOrWhiteSpace(actor) ? null : actor.Trim();
        return new Session(addresses.Text, new ServerChannels(addresses, tls), name, terminal, time);
    }

    public void Dispose() => _channels.Dispose();

    private static Metadata WithActor(Metadata metadata, string actor)
    {
        metadata.Add("border-actor", actor);
        return metadata;
    }
}
