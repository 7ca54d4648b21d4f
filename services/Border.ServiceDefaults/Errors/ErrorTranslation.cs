using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Errors;

/// <summary>
/// Decides what the caller is told about any exception. What is not expected is logged here, once, and told as INTERNAL
/// without its text.
/// </summary>
public sealed class ErrorTranslation(TimeProvider clock, ILogger<ErrorTranslation> logger)
{
    private static readonly TimeSpan BusyRetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>For the receipts of bulk streams.</summary>
    public SubmissionError ToSubmissionError(Exception error, string method) => error switch
    {
        RpcException rpc => new SubmissionError { Code = (int)rpc.StatusCode, Message = rpc.Status.Detail },
        OperationCanceledException => new SubmissionError { Code = (int)StatusCode.Cancelled, Message = "The call was cancelled." },
        _ => RichStatus.ToSubmissionError(ToRefusal(error, method)),
    };

    internal RpcException ToRpc(Exception error, ServerCallContext context) => error switch
    {
        // A status that was chosen on purpose, by the transport or by a service that was asked in turn.
        RpcException rpc => rpc,
        OperationCanceledException => new RpcException(Cancelled(context)),
        _ when HasEnded(context) && error is not RefusalException => AfterTheEnd(error, context),
        _ => RichStatus.ToRpc(ToRefusal(error, context.Method)),
    };

    private RefusalException ToRefusal(Exception error, string method) => error switch
    {
        RefusalException refusal => refusal,
        StorageUnavailableException => Refusals.StorageUnavailable(),
        StorageBusyException => Refusals.StorageBusy(BusyRetryDelay),
        InvalidProtocolBufferException => Refusals.Malformed(),
        _ => Unexpected(error, method),
    };

    private RefusalException Unexpected(Exception error, string method)
    {
        logger.LogError(error, "{Method} failed.", method);
        return new RefusalException(StatusCode.Internal, ErrorReason.Internal, "A fault of the server. It was logged.");
    }

    // The answer's stream is closed when its deadline passes or the caller goes: what writes to it then fails in many ways.
    private RpcException AfterTheEnd(Exception error, ServerCallContext context)
    {
        logger.LogInformation(error, "{Method} went on after its call had ended.", context.Method);
        return new RpcException(Cancelled(context));
    }

    // At the deadline the answer is closed first, and the token cancelled after that.
    private bool HasEnded(ServerCallContext context) => context.CancellationToken.IsCancellationRequested || HasPassed(context);

    private bool HasPassed(ServerCallContext context) =>
        context.Deadline != DateTime.MaxValue && clock.GetUtcNow().UtcDateTime >= context.Deadline;

    private Status Cancelled(ServerCallContext context) =>
        HasPassed(context)
            ? new Status(StatusCode.DeadlineExceeded, "The deadline has passed.")
            : new Status(StatusCode.Cancelled, "The call was cancelled.");
}
