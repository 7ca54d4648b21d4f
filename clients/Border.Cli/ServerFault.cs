using Border.Type.V1;
using Google.Rpc;
using Grpc.Core;

namespace Border.Cli;

/// <summary>An error that the server answered, in the user's terms.</summary>
internal sealed record ServerFault(StatusCode Code, string Reason, string Message, IReadOnlyList<FieldViolation> Violations)
{
    private const string ReasonPrefix = "ERROR_REASON_";

    public int ExitCode => Code switch
    {
        // With a reason the server itself answered, so it was reached.
        StatusCode.Unavailable when Reason.Length == 0 => Cli.ExitCode.Unreachable,
        StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.AlreadyExists or StatusCode.FailedPrecondition
            or StatusCode.Aborted or StatusCode.OutOfRange or StatusCode.PermissionDenied
            or StatusCode.Unauthenticated => Cli.ExitCode.Refused,
        _ => Cli.ExitCode.ServerError,
    };

    public static ServerFault From(RpcException exception)
    {
        var status = exception.GetRpcStatus();
        var violations = status?.GetDetail<BadRequest>()?.FieldViolations
            .Select(v => new FieldViolation { Field = v.Field, Description = v.Description }).ToList() ?? [];
        return new ServerFault(exception.StatusCode, ReasonOf(status), exception.Status.Detail, violations);
    }

    public static ServerFault From(SubmissionError error) =>
        new((StatusCode)error.Code, WordOf(error.Reason), error.Message, error.Violations);

    public IEnumerable<string> Lines(string server)
    {
        if (ExitCode == Cli.ExitCode.Unreachable)
        {
            yield return $"The server at {server} cannot be reached. Is it running? Another one is chosen by --server or BORDER_SERVER.";
            yield break;
        }
        yield return Reason.Length == 0 ? $"{Code}: {Message}" : $"{Code} ({Reason}): {Message}";
        foreach (var violation in Violations)
            yield return $"  {violation.Field}: {violation.Description}";
    }

    private static string ReasonOf(Google.Rpc.Status? status) => WithoutPrefix(status?.GetDetail<ErrorInfo>()?.Reason ?? "");

    private static string WordOf(ErrorReason reason) =>
        reason == ErrorReason.Unspecified ? "" : WithoutPrefix(EnumWords.NameOf(reason));

    private static string WithoutPrefix(string reason) =>
        reason.StartsWith(ReasonPrefix, StringComparison.Ordinal) ? reason[ReasonPrefix.Length..] : reason;
}
