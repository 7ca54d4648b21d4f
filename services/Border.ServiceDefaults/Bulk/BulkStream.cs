using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Bulk;

/// <summary>Answers a stream of requests with a receipt each.</summary>
public sealed class BulkStream(
    FieldRules rules, ErrorTranslation errors, TimeProvider clock, IHostApplicationLifetime lifetime, IOptions<BulkOptions> options, AuditDesk audits)
{
    /// <summary>
    /// Works through the stream, many requests at once, those about one record in order. When the client goes away or the
    /// process stops, no more is read and what was read is finished.
    /// </summary>
    /// <param name="requests">The stream.</param>
    /// <param name="responses">Takes the receipts, as they come.</param>
    /// <param name="inner">The member of the oneof; null when none is set.</param>
    /// <param name="recordKeys">The records that a request is about, each once. Called before the request is validated: parts may be missing.</param>
    /// <param name="handle">Carries out a valid request; refuses by throwing. Its token is never cancelled.</param>
    /// <param name="context">The call.</param>
    public async Task RunAsync<TRequest>(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<SubmissionReceipt> responses,
        Func<TRequest, IMessage?> inner,
        Func<TRequest, IReadOnlyList<string>> recordKeys,
        Func<TRequest, CancellationToken, Task<Accepted>> handle,
        ServerCallContext context)
        where TRequest : class, IMessage
    {
        var item = new BulkItem<TRequest>(rules, errors, audits, clock, options.Value, inner, handle, context.Method, context.Actor());
        using var run = new BulkRun<TRequest>(
            requests, responses, request => inner(request) is null ? [] : recordKeys(request), item, options.Value);
        await run.RunAsync(context.CancellationToken, lifetime.ApplicationStopping);
    }
}
