using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// Answers in gzip those who ask in gzip: a client that finds the line worth the processor's time. Every client says that
/// it takes gzip, so that alone is no reason.
/// </summary>
internal sealed class GzipInterceptor : Interceptor
{
    private const string Gzip = "gzip";

    // The framework reads this among the response's headers as an order, and does not send it.
    private static readonly Metadata CompressAnswer = new() { { "grpc-internal-encoding-request", Gzip } };

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        return IsCompressed(context) ? CompressedAsync() : continuation(request, context);

        async Task<TResponse> CompressedAsync()
        {
            var response = await continuation(request, context);
            await context.WriteResponseHeadersAsync(CompressAnswer);
            return response;
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (IsCompressed(context))
            await context.WriteResponseHeadersAsync(CompressAnswer);
        await continuation(request, responseStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (IsCompressed(context))
            await context.WriteResponseHeadersAsync(CompressAnswer);
        await continuation(requestStream, responseStream, context);
    }

    private static bool IsCompressed(ServerCallContext context) =>
        context.GetHttpContext().Request.Headers.TryGetValue("grpc-encoding", out var encoding) && encoding == Gzip;
}
