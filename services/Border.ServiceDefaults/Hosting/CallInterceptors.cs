using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// The interceptors that every call goes through, each within the one before it, as a single one. To the framework each is an asynchronous layer
/// of its own, through which a refusal is thrown twice more.
/// </summary>
internal sealed class CallInterceptors(IEnumerable<Interceptor> interceptors) : Interceptor
{
    private readonly Interceptor[] _innermostFirst = [.. interceptors.Reverse()];

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        _innermostFirst.Aggregate(continuation, (inner, outer) => (taken, call) => outer.UnaryServerHandler(taken, call, inner))(request, context);

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        _innermostFirst.Aggregate(continuation, (inner, outer) => (taken, call) => outer.ClientStreamingServerHandler(taken, call, inner))(requestStream, context);

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        _innermostFirst.Aggregate(continuation, (inner, outer) => (taken, given, call) => outer.ServerStreamingServerHandler(taken, given, call, inner))(
            request, responseStream, context);

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        _innermostFirst.Aggregate(continuation, (inner, outer) => (taken, given, call) => outer.DuplexStreamingServerHandler(taken, given, call, inner))(
            requestStream, responseStream, context);
}
