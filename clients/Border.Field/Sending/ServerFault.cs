using Border.Type.V1;
using Google.Rpc;
using Grpc.Core;

namespace Border.Field.Sending;

/// <summary>What an error means for who sent the request.</summary>
internal enum FaultKind
{
    // Nothing was there to answer.
    Unreachable,
    // The server will not do it, however often it is asked.
    Refused,
    // The server could not do it.
    Failed,
}

/// <summary>An error that the server answered, in the user's terms.</summary>
internal sealed record ServerFault(StatusCode Code, string Reason, string Message, IReadOnlyList<FieldViolation> Violations)
{
    private const string ReasonPrefix = "ERROR_REASON_";

    /// <summary>How long the server asks to be left alone; zero when it does not say.</summary>
    public TimeSpan RetryDelay { get; private init; }

    public FaultKind Kind => Code switch
    {
        // With a reason the server itself answered, so it was reached.
        StatusCode.Unavailable when Reason.Length == 0 => FaultKind.Unreachable,
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists or StatusCode.FailedPrecondition
            or StatusCode.Aborted or StatusCode.OutOfRange or StatusCode.PermissionDenied
            or StatusCode.Unauthenticated => FaultKind.Refused,
        _ => FaultKind.Failed,
    };

    public static ServerFault From(RpcException exception)
    {
        var status = exception.GetRpcStatus();
        var violations = status?.GetDetail<BadRequest>()?.FieldViolations
            .Select(v => new FieldViolation { Field = v.Field, Description = v.Description }).ToList() ?? [];
        return new ServerFault(exception.StatusCode, ReasonOf(status), exception.Status.Detail, violations)
        {
            RetryDelay = status?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan() ?? TimeSpan.Zero,
        };
    }

    public static ServerFault From(SubmissionError error) =>
        new((StatusCode)error.Code, WordOf(error.Reason), error.Message, error.Violations);

    private static string ReasonOf(Google.Rpc.Status? status) => WithoutPrefix(status?.GetDetail<ErrorInfo>()?.Reason ?? "");

    private static string WordOf(ErrorReason reason) =>
        reason == ErrorReason.Unspecified ? "" : WithoutPrefix(EnumWords.NameOf(reason));

    private static string WithoutPrefix(string reason) =>
        reason.StartsWith(ReasonPrefix, StringComparison.Ordinal) ? reason[ReasonPrefix.Length..] : reason;
}
