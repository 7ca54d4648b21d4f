using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;

namespace Border.ServiceDefaults.Bulk;

/// <summary>Turns one request of a bulk stream into its receipt, whatever happens.</summary>
internal sealed class BulkItem<TRequest>(
    FieldRules rules,
    ErrorTranslation errors,
    AuditDesk audits,
    TimeProvider clock,
    BulkOptions options,
    Func<TRequest, IMessage?> inner,
    Func<TRequest, CancellationToken, Task<Accepted>> handle,
    string method,
    Actor actor)
    where TRequest : class, IMessage
{
    /// <param name="request">The request.</param>
    /// <param name="giveUp">Ends the waiting for a busy storage.</param>
    public async Task<SubmissionReceipt> AnswerAsync(TRequest request, CancellationToken giveUp)
    {
        if (inner(request) is not { } message)
            return Refused("", Refusals.InvalidField(request.Descriptor.Oneofs[0].Name, Faults.Required));
        var requestId = RequestIds.Of(message);
        try
        {
            return new SubmissionReceipt { RequestId = requestId, Accepted = await AuditedAsync(request, message, requestId, giveUp) };
        }
        catch (Exception error)
        {
            return Refused(requestId, error);
        }
    }

    // The commit of a request enters it. A repeated one is told a name and an etag, which is nothing about a person.
    private async Task<Accepted> AuditedAsync(TRequest request, IMessage message, string requestId, CancellationToken giveUp)
    {
        var trail = AuditTrail.BeginWithin();
        try
        {
            Gate.RequireInStream(actor, message);
            if (rules.Check(message) is { Count: > 0 } violations)
                throw Refusals.InvalidFields(violations);
            return await PatientlyAsync(request, giveUp);
        }
        catch (RefusalException refusal) when (trail is not null && AuditDesk.IsEntered(refusal))
        {
            var (inner, action) = AuditMethods.Of(message);
            await audits.EnterAsync(trail, inner, action, AuditDesk.OutcomeOf(refusal), requestId, CancellationToken.None);
            throw;
        }
    }

    // A unary caller is told to come back; a stream has all the time there is, and waiting slows its client down.
    private async Task<Accepted> PatientlyAsync(TRequest request, CancellationToken giveUp)
    {
        for (var pause = options.BusyPause; ; pause = Min(pause * 2, options.MaxBusyPause))
        {
            try
            {
                // What was read is finished although the client has gone: it may be queued for the next commit already.
                return await handle(request, CancellationToken.None);
            }
            catch (Exception error) when (IsBusy(error) && !giveUp.IsCancellationRequested)
            {
                await Task.Delay(pause, clock, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private SubmissionReceipt Refused(string requestId, Exception error) =>
        new() { RequestId = requestId, Error = errors.ToSubmissionError(error, method) };

    private static bool IsBusy(Exception error) =>
        error is StorageBusyException or RefusalException { Reason: ErrorReason.StorageBusy };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
