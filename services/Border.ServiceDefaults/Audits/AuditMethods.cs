using System.Reflection;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Audits;

/// <summary>What the methods of the contract do, for the audit log.</summary>
internal static class AuditMethods
{
    private static readonly string[] Making = ["Register", "Record", "Report", "Create", "Add", "Issue", "Upload", "Plan", "Import", "Append", "Take"];

    private static readonly Dictionary<string, AuditAction> Special = new(StringComparer.Ordinal)
    {
        ["border.audit.v1.AuditService/ListEntries"] = AuditAction.Consultation,
        ["border.audit.v1.AuditService/ExportEntries"] = AuditAction.Disclosure,
        ["border.persons.v1.ErasureService/EraseRecord"] = AuditAction.Erasure,
        ["border.lookup.v1.LookupService/SearchRecords"] = AuditAction.Disclosure,
        ["border.attachments.v1.AttachmentService/DownloadAttachment"] = AuditAction.Disclosure,
        ["border.attachments.v1.AttachmentService/UploadAttachment"] = AuditAction.Collection,
        ["border.patrols.v1.PatrolWatchService/WatchPatrols"] = AuditAction.None,
        ["border.cases.v1.EmergencyAccessService/WatchEmergencyAccesses"] = AuditAction.None,
        ["border.patrols.v1.TrackService/ExportTrack"] = AuditAction.Disclosure,
        ["border.seizures.v1.CustodyService/ExportCustodyReport"] = AuditAction.Disclosure,
        ["border.statistics.v1.ReleaseService/PublishRelease"] = AuditAction.Disclosure,
    };

    private static readonly string[] Combining = ["Merge", "Unmerge", "Link", "Unlink", "Match", "Candidate"];

    private static readonly Func<string, bool> IsRecordName = TextFormats.Test(TextFormat.ResourceName)!;

    private static readonly Dictionary<string, MethodDescriptor> ByName = All().ToDictionary(NameOf, StringComparer.Ordinal);

    // A request that a stream of several kinds takes too is of the method that takes it alone.
    private static readonly Dictionary<MessageDescriptor, MethodDescriptor> ByRequest =
        ByName.Values.GroupBy(method => method.InputType).ToDictionary(methods => methods.Key, methods => methods.First());

    private static readonly Dictionary<MethodDescriptor, AuditAction> Actions = ByName.Values.ToDictionary(method => method, Decide);

    /// <param name="path">As a call has it: <c>/border.cases.v1.CaseService/GetCase</c>. None for what is not of the contract.</param>
    public static AuditAction ActionOf(string path) => ByName.TryGetValue(path[1..], out var method) ? Actions[method] : AuditAction.None;

    /// <summary>The method that takes a request by itself, whatever stream it came with, and what it does.</summary>
    public static (string Method, AuditAction Action) Of(IMessage request) =>
        ByRequest.TryGetValue(request.Descriptor, out var method)
            ? (NameOf(method), Actions[method])
            : (request.Descriptor.FullName, AuditAction.Alteration);

    /// <summary>Whether the answers are pages of records, which mostly leave out what these say about persons.</summary>
    public static bool IsList(string path) => ByName.TryGetValue(path[1..], out var method) && IsList(method);

    /// <summary>The record that a request names in its field <c>name</c>. What is no name of a record is not told: it could be anything.</summary>
    public static IReadOnlyList<string> RecordsIn(IMessage request) =>
        request.Descriptor.FindFieldByName("name") is { FieldType: FieldType.String, IsRepeated: false } field
        && field.Accessor.GetValue(request) is string name
        && name.Length > 0
        && IsRecordName(name)
            ? [name]
            : [];

    private static string NameOf(MethodDescriptor method) => $"{method.Service.FullName}/{method.Name}";

    private static AuditAction Decide(MethodDescriptor method)
    {
        if (Special.TryGetValue(NameOf(method), out var action))
            return action;
        if (Combining.Any(word => method.Name.Contains(word, StringComparison.Ordinal)) && !IsList(method))
            return AuditAction.Combination;
        if (method.InputType.FindFieldByName("request_id") is not null)
            return Making.Any(word => method.Name.StartsWith(word, StringComparison.Ordinal)) ? AuditAction.Collection : AuditAction.Alteration;
        // Streams of requests are entered by request.
        return method.IsClientStreaming || !PersonalFields.In(method.OutputType) ? AuditAction.None : AuditAction.Consultation;
    }

    private static bool IsList(MethodDescriptor method) =>
        method.Name.StartsWith("List", StringComparison.Ordinal) && method.OutputType.FindFieldByName("next_page_token") is not null;

    private static IEnumerable<MethodDescriptor> All() =>
        from type in typeof(FieldRule).Assembly.GetTypes()
        where type.Name.EndsWith("Reflection", StringComparison.Ordinal) && type.Namespace!.StartsWith("Border.", StringComparison.Ordinal)
        let file = (FileDescriptor?)type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
        where file is not null
        from service in file.Services
        from method in service.Methods
        select method;
}
