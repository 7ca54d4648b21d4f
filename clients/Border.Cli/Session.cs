using Border.Statistics.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Border.Cli;

/// <summary>One command's connection to the server, as one actor.</summary>
internal sealed class Session : IDisposable
{
    // A national listing of areas or a long narrative is larger than the default of 4 MiB.
    private const int MaxReceiveBytes = 64 * 1024 * 1024;

    private readonly GrpcChannel _channel;

    private Session(Uri server, string? actor, Terminal terminal, TimeProvider time)
    {
        Server = server;
        Terminal = terminal;
        Time = time;
        _channel = GrpcChannel.ForAddress(server, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = MaxReceiveBytes,
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(10),
                // A server that vanished without a word is noticed, however long a call may take.
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
                EnableMultipleHttp2Connections = true,
            },
        });
        Invoker = actor is null ? _channel.CreateCallInvoker() : _channel.Intercept(metadata => WithActor(metadata, actor));
        Statistics = new StatisticsService.StatisticsServiceClient(Invoker);
    }

    public Uri Server { get; }

    public Terminal Terminal { get; }

    public TimeProvider Time { get; }

    public CallInvoker Invoker { get; }

    public StatisticsService.StatisticsServiceClient Statistics { get; }

    public static Session Open(string server, string? actor, Terminal terminal, TimeProvider time)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw CommandException.BadInput($"'{server}' is not the address of a server. Write it as http://host:port.");
        if (actor is not null && actor.Any(c => c is < ' ' or > '~'))
            throw CommandException.BadInput("The actor may hold printable ASCII characters only.");
        return new Session(uri, string.IsNullOrWhiteSpace(actor) ? null : actor.Trim(), terminal, time);
    }

    public void Dispose() => _channel.Dispose();

    private static Metadata WithActor(Metadata metadata, string actor)
    {
        metadata.Add("border-actor", actor);
        return metadata;
    }
}
