using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Validation;

/// <summary>
/// Refuses a request that breaks the contract's limits before any service sees it. Streams of requests are checked where
/// they are read, since one bad item is not the end of a stream.
/// </summary>
internal sealed class ValidationInterceptor(FieldRules rules) : Interceptor
{
    private const string OurPackages = "/border.";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Demand(request, context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Demand(request, context);
        return continuation(request, responseStream, context);
    }

    private void Demand(object request, ServerCallContext context)
    {
        if (request is IMessage message && context.Method.StartsWith(OurPackages, StringComparison.Ordinal))
            rules.Demand(message);
    }
}
