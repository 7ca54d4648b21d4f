using Border.Type.V1;
using Grpc.Core;

namespace Border.ServiceDefaults.Errors;

/// <summary>
/// An expected refusal of a call, with everything that the caller is told. Made by <see cref="Refusals"/> only, so that
/// a reason always comes with the same status code.
/// </summary>
public sealed class RefusalException : Exception
{
    internal RefusalException(StatusCode code, ErrorReason reason, string message)
        : base(message) => (Code, Reason) = (code, reason);

    public StatusCode Code { get; }

    public ErrorReason Reason { get; }

    /// <summary>Every field at fault; empty unless the reason is INVALID_FIELDS, or NOT_PERMITTED or UNKNOWN_REFERENCE because of a field.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; internal init; } = [];

    /// <summary>More for programs, without personal data.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; internal init; } = EmptyMetadata;

    /// <summary>After which time the same request may be sent again; null when that is not known.</summary>
    public TimeSpan? RetryDelay { get; internal init; }

    private static readonly IReadOnlyDictionary<string, string> EmptyMetadata = new Dictionary<string, string>();
}
