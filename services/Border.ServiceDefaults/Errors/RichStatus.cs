using System.Globalization;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.ServiceDefaults.Errors;

/// <summary>A refusal as it goes over the wire: status, google.rpc.Status with details, or the error of a receipt.</summary>
internal static class RichStatus
{
    private const string Domain = "border";

    // What gRPC clients with a policy of retries look at by themselves.
    private const string RetryPushback = "grpc-retry-pushback-ms";

    private static readonly Dictionary<ErrorReason, string> ReasonNames =
        ErrorReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.EnumDescriptor>(nameof(ErrorReason)).Values
            .ToDictionary(value => (ErrorReason)value.Number, value => value.Name);

    /// <summary>As the contract has it: <c>ERROR_REASON_NOT_PERMITTED</c>.</summary>
    public static string NameOf(ErrorReason reason) => ReasonNames[reason];

    public static RpcException ToRpc(RefusalException refusal)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = ReasonNames[refusal.Reason] };
        foreach (var (key, value) in refusal.Metadata)
            info.Metadata[key] = value;
        var status = new Google.Rpc.Status { Code = (int)refusal.Code, Message = refusal.Message, Details = { Any.Pack(info) } };
        if (refusal.Violations.Count > 0)
            status.Details.Add(Any.Pack(ToBadRequest(refusal.Violations)));
        if (refusal.RetryDelay is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        var rpc = status.ToRpcException();
        if (refusal.RetryDelay is { } pause)
            rpc.Trailers.Add(RetryPushback, ((long)Math.Ceiling(pause.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture));
        return rpc;
    }

    public static SubmissionError ToSubmissionError(RefusalException refusal) =>
        new()
        {
            Code = (int)refusal.Code,
            Reason = refusal.Reason,
            Message = refusal.Message,
            Violations = { refusal.Violations },
        };

    private static BadRequest ToBadRequest(IReadOnlyList<FieldViolation> violations)
    {
        var bad = new BadRequest();
        foreach (var violation in violations)
            bad.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Description });
        return bad;
    }
}
