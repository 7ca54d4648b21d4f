using Border.Audits;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Audits;

/// <summary>Enters every call in the audit log before it is answered, unless a commit has done so or it tells nothing.</summary>
internal sealed class AuditInterceptor(AuditDesk desk) : Interceptor
{
    private const string OurPackages = "/border.";

    /// <summary>How a write is entered whose record was given again, since the same request had been carried out before.</summary>
    private const string Repeated = "repeated";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (!IsOurs(context))
            return continuation(request, context);
        var trail = Begin(context, request as IMessage);
        return WithRefusalsAsync(trail, context, async () =>
        {
            var response = await continuation(request, context);
            if (!AuditMethods.IsPage((IMessage)response) || PersonalFields.AnyIn((IMessage)response))
                await EnterAsync(trail, context);
            return response;
        });
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (!IsOurs(context))
            return await continuation(requestStream, context);
        var trail = Begin(context);
        return await WithRefusalsAsync(trail, context, async () =>
        {
            var response = await continuation(requestStream, context);
            await EnterAsync(trail, context);
            return response;
        });
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (!IsOurs(context))
        {
            await continuation(request, responseStream, context);
            return;
        }

        var trail = Begin(context, request as IMessage);
        var responses = trail.Call.Action == AuditAction.None ? responseStream : new AuditedWriter<TResponse>(responseStream, desk, trail, context);
        await WithRefusalsAsync(trail, context, async () =>
        {
            await continuation(request, responses, context);
            return 0;
        });
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (!IsOurs(context))
        {
            await continuation(requestStream, responseStream, context);
            return;
        }

        await WithRefusalsAsync(Begin(context), context, async () =>
        {
            await continuation(requestStream, responseStream, context);
            return 0;
        });
    }

    private static bool IsOurs(ServerCallContext context) => context.Method.StartsWith(OurPackages, StringComparison.Ordinal);

    private static AuditTrail Begin(ServerCallContext context, IMessage? request = null)
    {
        var (call, actor) = (context.GetHttpContext(), context.Actor());
        return AuditTrail.Begin(new(
            context.Method[1..],
            Policy.Of(context.Method).Act,
            actor.Id,
            string.Join(',', actor.Roles.Each().Select(EnumWords.WordOf)),
            Caller.Current is { Purpose: not Purpose.Unspecified and var purpose } ? EnumWords.WordOf(purpose) : "",
            call.Connection.RemoteIpAddress?.ToString() ?? "",
            request is null ? [] : AuditMethods.RecordsIn(request)));
    }

    private async Task EnterAsync(AuditTrail trail, ServerCallContext context)
    {
        if (trail.Call.Action != AuditAction.None && !trail.IsEntered)
            await desk.EnterAsync(trail, trail.IsRepeated ? Repeated : AuditNote.Done, context.CancellationToken);
    }

    private async Task<T> WithRefusalsAsync<T>(AuditTrail trail, ServerCallContext context, Func<Task<T>> go)
    {
        try
        {
            return await go();
        }
        catch (RefusalException refusal) when (AuditDesk.IsEntered(refusal))
        {
            await desk.EnterAsync(trail, AuditDesk.OutcomeOf(refusal), context.CancellationToken);
            throw;
        }
    }
}
