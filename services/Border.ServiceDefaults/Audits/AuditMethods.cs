using Border.Erasures.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Audits;

/// <summary>How the requests and answers of the contract are entered in the audit log. What kind of act each is stands in <see cref="Policy"/>.</summary>
internal static class AuditMethods
{
    private static readonly Func<string, bool> IsRecordName = TextFormats.Test(TextFormat.ResourceName)!;

    /// <summary>The method that takes a request by itself, whatever stream it came with, and what it does.</summary>
    public static (string Method, AuditAction Action) Of(IMessage request) =>
        Policy.TryOfRequest(request.Descriptor.FullName) is { } row
            ? ($"{row.Service}/{row.Method}", row.Act)
            : (request.Descriptor.FullName, request is FollowErasureRequest ? AuditAction.Erasure : AuditAction.Alteration);

    /// <summary>Whether an answer is a page of records, which mostly leaves out what these say about persons.</summary>
    public static bool IsPage(IMessage response) => response.Descriptor.FindFieldByName("next_page_token") is not null;

    /// <summary>The record that a request names in its field <c>name</c>. What is no name of a record is not told: it could be anything.</summary>
    public static IReadOnlyList<string> RecordsIn(IMessage request) =>
        request.Descriptor.FindFieldByName("name") is { FieldType: FieldType.String, IsRepeated: false } field
        && field.Accessor.GetValue(request) is string name
        && name.Length > 0
        && IsRecordName(name)
            ? [name]
            : [];
}
