using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Access;

/// <summary>
/// Refuses the calls that their caller has no right to, before anything of them is looked at, and those over the caller's share.
/// What it refuses by right is audited.
/// </summary>
internal sealed class AccessInterceptor(CallerLimits limits) : Interceptor
{
    private const string OurPackages = "/border.";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        // Only a stream has a share for as long as it lasts.
        Admit(context, request, isStream: false)?.Dispose();
        return continuation(request, context);
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var share = Admit(context, null, isStream: true);
        return await continuation(Slowed(requestStream), context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var share = Admit(context, request, isStream: true);
        await continuation(request, responseStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var share = Admit(context, null, isStream: true);
        await continuation(Slowed(requestStream), responseStream, context);
    }

    private IDisposable? Admit(ServerCallContext context, object? request, bool isStream)
    {
        if (!context.Method.StartsWith(OurPackages, StringComparison.Ordinal))
            return null;
        var caller = Caller.Current!;
        var share = limits.Enter(caller.Actor, request as IMessage, isStream);
        try
        {
            Gate.Require(Policy.Of(context.Method), caller, request as IMessage);
            return share;
        }
        catch
        {
            share?.Dispose();
            throw;
        }
    }

    private IAsyncStreamReader<T> Slowed<T>(IAsyncStreamReader<T> requests)
        where T : class => Caller.Current is { } caller ? limits.Slowed(caller.Actor, requests) : requests;
}
