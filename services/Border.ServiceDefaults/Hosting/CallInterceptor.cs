using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Observability;
using Border.ServiceDefaults.Validation;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// What every call goes through, whatever its shape: who makes it, what the audit log is told, whether it is within the caller's share, rights and
/// the contract's limits; and every exception is answered by a status with details. It is one method, for a refusal is thrown anew through
/// each asynchronous one. Streams of requests are checked where they are read, since one bad item is not the end of a stream.
/// </summary>
internal sealed class CallInterceptor(
    CallActors actors, CallAudit audit, CallerLimits limits, FieldRules rules, ErrorTranslation errors, TimeProvider clock) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        AnswerAsync(context, request as IMessage, isStream: false, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        AnswerAsync(context, null, isStream: true, async () =>
        {
            using var end = BeginEnd(context);
            return await continuation(Read(requestStream, end), context);
        });

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        AnswerAsync(context, request as IMessage, isStream: true, async () =>
        {
            using var end = BeginEnd(context);
            await GzipAnswers.BeginAsync(context);
            var responses = audit.Entering(responseStream, context);
            await continuation(request, end?.Bound(responses) ?? responses, context);
            return context;
        });

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        AnswerAsync(context, null, isStream: true, async () =>
        {
            using var end = BeginEnd(context);
            await GzipAnswers.BeginAsync(context);
            await continuation(Read(requestStream, end), responseStream, context);
            return context;
        });

    /// <param name="context">The call.</param>
    /// <param name="request">Null for a stream of them.</param>
    /// <param name="isStream">Whether it takes as long as its caller likes.</param>
    /// <param name="go">Carries it out, and gives the message that it is answered by; anything else after a stream of them.</param>
    private async Task<T> AnswerAsync<T>(ServerCallContext context, IMessage? request, bool isStream, Func<Task<T>> go)
    {
        var span = new CallSpan(context, clock);
        AuditTrail? trail = null;
        try
        {
            var caller = Caller.Current = await actors.IdentifyAsync(context);
            trail = caller is null ? null : CallAudit.Begin(context, caller, request);
            using var share = caller is null ? null : limits.Enter(caller.Actor, request, isStream);
            if (caller is not null)
                Demand(context, caller, request);
            var response = await go();
            if (trail is not null && response is IMessage told)
                await audit.EnterAsync(trail, told, context);
            if (!isStream)
                await GzipAnswers.BeginAsync(context);
            span.End(context.Status.StatusCode);
            return response;
        }
        catch (Exception error)
        {
            var answer = errors.ToRpc(await audit.EnterRefusalAsync(trail, error, context), context);
            span.End(answer.StatusCode);
            throw answer;
        }
    }

    private void Demand(ServerCallContext context, Caller caller, IMessage? request)
    {
        Gate.Require(Policy.Of(context.Method), caller, request);
        if (request is not null)
            rules.Demand(request);
    }

    private StreamEnd? BeginEnd(ServerCallContext context) => StreamEnd.Begin(context, Caller.Current?.Actor, clock);

    // No faster than the caller may send them, and not beyond the end of the caller.
    private IAsyncStreamReader<T> Read<T>(IAsyncStreamReader<T> requests, StreamEnd? end)
        where T : class
    {
        var slowed = Caller.Current is { } caller ? limits.Slowed(caller.Actor, requests) : requests;
        return end?.Bound(slowed) ?? slowed;
    }
}
