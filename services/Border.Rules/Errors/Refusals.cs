using System.Globalization;
using Border.Type.V1;
using Grpc.Core;

namespace Border.ServiceDefaults.Errors;

/// <summary>One factory for each expected error. Texts are for people and hold no personal data.</summary>
public static class Refusals
{
    public static RefusalException InvalidFields(IReadOnlyList<FieldViolation> violations) =>
        new(StatusCode.InvalidArgument, ErrorReason.InvalidFields, Count(violations)) { Violations = violations };

    /// <summary>One field at fault, where a service finds what the rules of the contract cannot say.</summary>
    public static RefusalException InvalidField(string field, string description) =>
        InvalidFields([new FieldViolation { Field = field, Description = description }]);

    public static RefusalException NotFound(string name) =>
        Of(StatusCode.NotFound, ErrorReason.RecordNotFound, $"There is no {name}.", ("name", name));

    public static RefusalException RecordExists(string name) =>
        Of(StatusCode.AlreadyExists, ErrorReason.RecordExists, $"{name} exists already, made by another request.", ("name", name));

    public static RefusalException RequestIdReused(string requestId) =>
        Of(
            StatusCode.AlreadyExists,
            ErrorReason.RequestIdReused,
            "The request id was used before with other content. Nothing was changed.",
            ("request_id", requestId));

    /// <param name="name">The record.</param>
    /// <param name="current">The record's present etag.</param>
    public static RefusalException StaleEtag(string name, string current) =>
        Of(
            StatusCode.Aborted,
            ErrorReason.StaleEtag,
            $"{name} changed since it was read; its etag is now {current}.",
            ("name", name),
            ("etag", current));

    /// <param name="name">The record.</param>
    /// <param name="state">The state that it is in, in words.</param>
    /// <param name="verb">What was to be done to it, as a participle: `referred`.</param>
    public static RefusalException WrongState(string name, string state, string verb) =>
        Of(
            StatusCode.FailedPrecondition,
            ErrorReason.WrongState,
            $"{name} is {state} and cannot be {verb}.",
            ("name", name),
            ("state", state));

    /// <param name="text">The rule, in a whole sentence.</param>
    public static RefusalException RuleBroken(string text) => new(StatusCode.FailedPrecondition, ErrorReason.RuleBroken, text);

    /// <param name="ids">Of attachments whose bytes the caller has not uploaded.</param>
    public static RefusalException AttachmentMissing(IEnumerable<string> ids) => new(
        StatusCode.FailedPrecondition, ErrorReason.AttachmentMissing,
        $"The bytes of the attachment {string.Join(" and ", ids)} have not been uploaded by the caller, or not all of them; upload them first.");

    /// <param name="kind">What it is the code of: `offence`.</param>
    /// <param name="code">The code that is not known here.</param>
    public static RefusalException UnknownReference(string kind, string code) =>
        Of(
            StatusCode.FailedPrecondition,
            ErrorReason.UnknownReference,
            $"The {kind} {code} is not known here.",
            ("kind", kind),
            ("code", code));

    /// <param name="field">Where the request names the version.</param>
    /// <param name="code">What the form is called: `recordSeizure`.</param>
    public static RefusalException UnknownForm(string field, string code, int version)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"version {version} of the form {code}");
        return new(StatusCode.FailedPrecondition, ErrorReason.UnknownReference, $"{field} is {name}, which is not known here.")
        {
            Metadata = new Dictionary<string, string> { ["kind"] = "form", ["code"] = code },
            Violations = [new FieldViolation { Field = field, Description = $"is {name}, which is not known here" }],
        };
    }

    public static RefusalException FormsUnavailable() =>
        new(StatusCode.Unavailable, ErrorReason.StorageUnavailable, "The forms of the agency cannot be asked for now. Send the same request again later.");

    /// <param name="name">The device.</param>
    public static RefusalException DeviceRevoked(string name) =>
        Of(
            StatusCode.FailedPrecondition,
            ErrorReason.DeviceRevoked,
            $"{name} was revoked. It must send nothing, and wipe what it had received.",
            ("name", name));

    public static RefusalException StorageUnavailable() =>
        new(StatusCode.Unavailable, ErrorReason.StorageUnavailable, "The database cannot be reached. Send the same request again later.");

    /// <summary>As of the database: what waits is taken once whoever runs the service has brought the keys back.</summary>
    public static RefusalException KeyMissing() =>
        new(StatusCode.Unavailable, ErrorReason.StorageUnavailable, "The key of what a record says about persons is not there now. Send the same request again later.");

    public static RefusalException StorageBusy(TimeSpan retryAfter) =>
        new(StatusCode.ResourceExhausted, ErrorReason.StorageBusy, "Too much is waiting to be written. Send the same request again later.")
        {
            RetryDelay = retryAfter,
        };

    public static RefusalException CallerLimited(TimeSpan retryAfter) =>
        new(StatusCode.ResourceExhausted, ErrorReason.CallerLimited, "The caller asks for more than their share. Send the same request again later.")
        {
            RetryDelay = retryAfter,
        };

    public static RefusalException ActorMissing(string text) => new(StatusCode.Unauthenticated, ErrorReason.ActorMissing, text);

    /// <summary>Says nothing of why: whoever made the token up would learn from it.</summary>
    public static RefusalException TokenNotAccepted() =>
        new(StatusCode.Unauthenticated, ErrorReason.TokenNotAccepted, "The token is not accepted.");

    public static RefusalException IssuerUnavailable() =>
        new(StatusCode.Unavailable, ErrorReason.IssuerUnavailable, "Tokens cannot be verified now: their issuer cannot be reached.");

    public static RefusalException NotPermitted(string text) => new(StatusCode.PermissionDenied, ErrorReason.NotPermitted, text);

    /// <param name="field">Where the request names the area; empty when it only names a record.</param>
    public static RefusalException OutsideAreas(string field) =>
        new(StatusCode.PermissionDenied, ErrorReason.NotPermitted, $"{(field.Length == 0 ? "The record" : field)} is outside the caller's areas.")
        {
            Violations = field.Length == 0 ? [] : [new FieldViolation { Field = field, Description = "is outside the caller's areas" }],
        };

    /// <param name="header">Where a purpose is to be stated.</param>
    /// <param name="purposes">The words that can be.</param>
    public static RefusalException PurposeMissing(string header, IEnumerable<string> purposes) =>
        new(StatusCode.PermissionDenied, ErrorReason.PurposeMissing, $"The header {header} must say what for, with one of: {string.Join(", ", purposes)}.");

    public static RefusalException PositionAhead(string feed, long position, long head) =>
        Of(
            StatusCode.OutOfRange,
            ErrorReason.PositionAhead,
            string.Create(CultureInfo.InvariantCulture, $"The feed {feed} ends at {head}; it has no position {position} yet."),
            ("feed", feed),
            ("head", head.ToString(CultureInfo.InvariantCulture)));

    /// <summary>As for a position that is not there yet: whoever follows the feed cannot go on from it.</summary>
    public static RefusalException FeedReplaced(string feed, long position) =>
        Of(
            StatusCode.OutOfRange,
            ErrorReason.PositionAhead,
            string.Create(CultureInfo.InvariantCulture, $"The feed {feed} has another event at {position} than before."),
            ("feed", feed),
            ("position", position.ToString(CultureInfo.InvariantCulture)));

    /// <param name="offset">Where the bytes that came begin.</param>
    /// <param name="received">Where they must begin.</param>
    public static RefusalException OffsetAhead(long offset, long received) =>
        Of(
            StatusCode.OutOfRange,
            ErrorReason.PositionAhead,
            string.Create(CultureInfo.InvariantCulture, $"The chunk at {offset} does not follow on; {received} bytes are there."),
            ("received", received.ToString(CultureInfo.InvariantCulture)));

    public static RefusalException InvalidPageToken() =>
        new(StatusCode.InvalidArgument, ErrorReason.InvalidPageToken, "The page token was not made by this list with these filters.");

    public static RefusalException RequestTooLarge() =>
        new(StatusCode.InvalidArgument, ErrorReason.RequestTooLarge, "The request is larger than 4 MiB. Send it in parts.");

    /// <summary>What was sent is not a message of the contract at all.</summary>
    internal static RefusalException Malformed() => InvalidField("", "The request is not a message of this type.");

    private static RefusalException Of(StatusCode code, ErrorReason reason, string text, params (string Key, string Value)[] metadata) =>
        new(code, reason, text) { Metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value) };

    private static string Count(IReadOnlyList<FieldViolation> violations) => violations.Count == 1
        ? Text(violations[0])
        : string.Create(CultureInfo.InvariantCulture, $"{violations.Count} fields are at fault; the first: {Text(violations[0])}");

    private static string Text(FieldViolation violation) =>
        violation.Field.Length == 0 ? violation.Description : $"{violation.Field} {violation.Description}";
}
