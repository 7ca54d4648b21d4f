using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Access;

/// <summary>Refuses the calls that their caller has no right to, before anything of them is looked at. What it refuses is audited.</summary>
internal sealed class AccessInterceptor : Interceptor
{
    private const string OurPackages = "/border.";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Require(context, request);
        return continuation(request, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context, null);
        return continuation(requestStream, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context, request);
        return continuation(request, responseStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Require(context, null);
        return continuation(requestStream, responseStream, context);
    }

    private static void Require(ServerCallContext context, object? request)
    {
        if (context.Method.StartsWith(OurPackages, StringComparison.Ordinal))
            Gate.Require(Policy.Of(context.Method), Caller.Current!, request as IMessage);
    }
}
