using System.Collections;
using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Records;

/// <summary>The kinds of records that have forms, and the fields that a form can ask for.</summary>
public static class FormFields
{
    private const string Version = "form_version";

    /// <summary>The requests that make such records, by what a form calls them.</summary>
    public static readonly IReadOnlyDictionary<string, MessageDescriptor> Requests = new[]
    {
        CreatePatrolRequest.Descriptor, AddObservationRequest.Descriptor, RegisterInterceptionRequest.Descriptor,
        RecordSeizureRequest.Descriptor, ReportCaseRequest.Descriptor,
    }.ToDictionary(CodeOf, StringComparer.Ordinal);

    /// <summary>What a form calls a kind of request: <c>recordSeizure</c>.</summary>
    public static string CodeOf(MessageDescriptor request) => char.ToLowerInvariant(request.Name[0]) + request.Name[1..^"Request".Length];

    /// <returns>Null when the contract has no such field.</returns>
    /// <param name="path">From the request on: <c>seizure.items.sort</c>.</param>
    public static FieldDescriptor? Find(MessageDescriptor request, string path)
    {
        FieldDescriptor? field = null;
        foreach (var name in path.Split('.'))
        {
            if (field is not null && !HasParts(field))
                return null;
            field = (field?.MessageType ?? request).FindFieldByName(name);
            if (field is null)
                return null;
        }

        return field;
    }

    /// <summary>Where a field is missing, in each part that is there.</summary>
    public static IEnumerable<string> Missing(IMessage request, string path) => Missing(request, path.Split('.'), 0, "");

    /// <summary>What a form requires and a request lacks.</summary>
    public static IEnumerable<FieldViolation> FaultsOf(IMessage request, Form form) =>
        from field in form.Fields
        where field.IsRequired
        from path in Missing(request, field.Path)
        select new FieldViolation { Field = path, Description = $"must be set: version {form.Version} of the form of the agency requires it" };

    /// <summary>Lets the record of a request say by which version of its form it was taken down.</summary>
    public static void Stamp(IMessage request, int version)
    {
        if (RecordOf(request) is { } record)
            record.Descriptor.FindFieldByName(Version).Accessor.SetValue(record, version);
    }

    /// <returns>Null when it makes no record that says so, 0 when that was taken down by none.</returns>
    public static int? VersionOf(IMessage request) =>
        RecordOf(request) is { } record ? (int)record.Descriptor.FindFieldByName(Version).Accessor.GetValue(record) : null;

    /// <summary>Where a request that makes such a record says it: <c>seizure.form_version</c>.</summary>
    public static string VersionPathOf(MessageDescriptor request) => $"{Records(request).First().Name}.{Version}";

    private static IMessage? RecordOf(IMessage request) =>
        Records(request.Descriptor).Select(field => field.Accessor.GetValue(request)).OfType<IMessage>().FirstOrDefault();

    private static IEnumerable<FieldDescriptor> Records(MessageDescriptor request) => request.Fields.InDeclarationOrder()
        .Where(field => HasParts(field) && !field.IsRepeated && field.MessageType.FindFieldByName(Version) is not null);

    private static bool HasParts(FieldDescriptor field) => field.FieldType == FieldType.Message && field.MessageType.File.Package != "google.protobuf";

    // A field that this program does not know is of a newer contract.
    private static IEnumerable<string> Missing(IMessage message, string[] names, int at, string before)
    {
        if (message.Descriptor.FindFieldByName(names[at]) is not { } field)
            return [];
        var here = before + field.Name;
        if (at == names.Length - 1)
            return IsSet(field, message) ? [] : [here];
        return field.Accessor.GetValue(message) switch
        {
            IMessage part => Missing(part, names, at + 1, $"{here}."),
            IList parts => parts.OfType<IMessage>().SelectMany((part, i) => Missing(part, names, at + 1, $"{here}[{i}].")),
            _ => [],
        };
    }

    // No is an answer, and so is zero where the contract tells it from nothing.
    private static bool IsSet(FieldDescriptor field, IMessage message) =>
        field.FieldType == FieldType.Bool
        || (field.HasPresence && field.FieldType != FieldType.Message ? field.Accessor.HasValue(message) : PersonalFields.IsSet(field.Accessor.GetValue(message)));
}
