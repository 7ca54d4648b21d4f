using System.Net.Security;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.Cli;

/// <summary>Sends every call to the server of its service.</summary>
internal sealed class ServerChannels : CallInvoker, IDisposable
{
    // A national listing of areas or a long narrative is larger than the default of 4 MiB.
    private const int MaxReceiveBytes = 64 * 1024 * 1024;

    private readonly GrpcChannel _common;
    private readonly Dictionary<string, GrpcChannel> _own;

    public ServerChannels(ServerAddresses addresses, SslClientAuthenticationOptions? tls)
    {
        _common = Open(addresses.Default, tls);
        _own = addresses.Own.ToDictionary(pair => pair.Key, pair => Open(pair.Value, tls), StringComparer.Ordinal);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        InvokerOf(method).BlockingUnaryCall(method, host, options, request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        InvokerOf(method).AsyncUnaryCall(method, host, options, request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        InvokerOf(method).AsyncServerStreamingCall(method, host, options, request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        InvokerOf(method).AsyncClientStreamingCall(method, host, options);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        InvokerOf(method).AsyncDuplexStreamingCall(method, host, options);

    public void Dispose()
    {
        foreach (var channel in _own.Values.Append(_common))
            channel.Dispose();
    }

    // `border.cases.v1.CaseService` belongs to the service `cases`.
    private CallInvoker InvokerOf(IMethod method) =>
        _own.GetValueOrDefault(method.ServiceName.Split('.')[1], _common).CreateCallInvoker();

    private static GrpcChannel Open(Uri server, SslClientAuthenticationOptions? tls) => GrpcChannel.ForAddress(server, new GrpcChannelOptions
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
            SslOptions = tls,
        },
    });
}
