using System.Net.Security;
using Border.Attachments.V1;
using Border.Field.Sending;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Border.Cli;

/// <summary>Sends every call to the server of its service.</summary>
internal sealed class ServerChannels : CallInvoker, IDisposable
{
    // A national listing of areas or a long narrative is larger than the default of 4 MiB.
    private const int MaxReceiveBytes = 64 * 1024 * 1024;

    // A server that asks a caller to come back later says when. Streams of requests see to that themselves: they know what has its answer.
    private static readonly ServiceConfig WhenLimited = new()
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 5,
                    InitialBackoff = TimeSpan.FromMilliseconds(200),
                    MaxBackoff = TimeSpan.FromSeconds(5),
                    BackoffMultiplier = 2,
                    RetryableStatusCodes = { StatusCode.ResourceExhausted },
                },
            },
            NeverAgain(StreamsOfRequests),
        },
    };

    private readonly ServerAddresses _addresses;
    private readonly Dictionary<Uri, GrpcChannel> _channels;

    public ServerChannels(ServerAddresses addresses, SslClientAuthenticationOptions? tls)
    {
        _addresses = addresses;
        _channels = addresses.All.ToDictionary(address => address, address => Open(address, tls));
    }

    /// <summary>Sends every call to one server, whichever its service is.</summary>
    public CallInvoker At(Uri address) => _channels[address].CreateCallInvoker();

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
        foreach (var channel in _channels.Values)
            channel.Dispose();
    }

    // `border.cases.v1.CaseService` belongs to the service `cases`.
    private CallInvoker InvokerOf(IMethod method) =>
        At(_addresses.Of(method.ServiceName.Split('.')[1]));

    private static IEnumerable<MethodName> StreamsOfRequests => SubmissionKind.All
        .Select(kind => new MethodName { Service = kind.Method.Method.ServiceName, Method = kind.Method.Method.Name })
        .Append(new MethodName { Service = AttachmentService.Descriptor.FullName, Method = nameof(AttachmentService.AttachmentServiceClient.UploadAttachment) });

    private static MethodConfig NeverAgain(IEnumerable<MethodName> names)
    {
        var config = new MethodConfig();
        foreach (var name in names.DistinctBy(name => (name.Service, name.Method)))
            config.Names.Add(name);
        return config;
    }

    private static GrpcChannel Open(Uri server, SslClientAuthenticationOptions? tls) => GrpcChannel.ForAddress(server, new GrpcChannelOptions
    {
        MaxReceiveMessageSize = MaxReceiveBytes,
        DisposeHttpClient = true,
        ServiceConfig = WhenLimited,
        HttpHandler = new SocketsHttpHandler
        {
            // With TLS on a bad network: several messages there and back, some of them lost.
            ConnectTimeout = TimeSpan.FromSeconds(60),
            // A server that vanished without a word is noticed, however long a call may take.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(60),
            EnableMultipleHttp2Connections = true,
            SslOptions = tls,
        },
    });
}
