using Border.Audits;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.ServiceDefaults.Audits;

/// <summary>Enters every call in the audit log before it is answered, unless a commit has done so or it tells nothing.</summary>
internal sealed class CallAudit(AuditDesk desk)
{
    /// <summary>How a write is entered whose record was given again, since the same request had been carried out before.</summary>
    private const string Repeated = "repeated";

    /// <summary>From here on, in this flow of execution, it is told of this call.</summary>
    public static AuditTrail Begin(ServerCallContext context, Caller caller, IMessage? request) => AuditTrail.Begin(new(
        context.Method[1..],
        Policy.Of(context.Method).Act,
        caller.Actor.Id,
        string.Join(',', caller.Actor.Roles.Each().Select(EnumWords.WordOf)),
        caller.Purpose is Purpose.Unspecified ? "" : EnumWords.WordOf(caller.Purpose),
        context.GetHttpContext().Connection.RemoteIpAddress?.ToString() ?? "",
        request is null ? [] : AuditMethods.RecordsIn(request)));

    /// <summary>Enters a call that is answered by this message.</summary>
    public async Task EnterAsync(AuditTrail trail, IMessage response, ServerCallContext context)
    {
        if (trail.Call.Action == AuditAction.None || trail.IsEntered || (AuditMethods.IsPage(response) && !PersonalFields.AnyIn(response)))
            return;
        await desk.EnterAsync(trail, trail.IsRepeated ? Repeated : AuditNote.Done, context.CancellationToken);
    }

    /// <summary>The same stream, no message of which is written before what it tells is entered.</summary>
    public IServerStreamWriter<T> Entering<T>(IServerStreamWriter<T> responses, ServerCallContext context) =>
        AuditTrail.Current is { Call.Action: not AuditAction.None } trail ? new AuditedWriter<T>(responses, desk, trail, context) : responses;

    /// <summary>Enters what a call was refused for.</summary>
    /// <returns>What it is to be answered with: the same, but for an entry that cannot be written.</returns>
    public async Task<Exception> EnterRefusalAsync(AuditTrail? trail, Exception error, ServerCallContext context)
    {
        if (trail is null || error is not RefusalException refusal || !AuditDesk.IsEntered(refusal))
            return error;
        try
        {
            await desk.EnterAsync(trail, AuditDesk.OutcomeOf(refusal), context.CancellationToken);
            return refusal;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }
}
