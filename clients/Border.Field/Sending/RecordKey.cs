using Border.ServiceDefaults.Records;
using Border.Statistics.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Field.Sending;

/// <summary>Tells which records a request is about, so that requests about one record keep their order.</summary>
internal static class RecordKey
{
    /// <summary>The id, within the service, of the record that a request is about first of all; empty when it does not say, and then the server will refuse it.</summary>
    public static string Of(IMessage request) => AllOf(request) is [var first, ..] ? first : "";

    /// <summary>The ids of all records that a request is about.</summary>
    public static IReadOnlyList<string> AllOf(IMessage request) => request switch
    {
        SubmitReturnRequest { Return: { } figure } => [string.Join('|', figure.Indicator, figure.PeriodStart, figure.PeriodEnd, figure.Area, figure.Category)],
        SubmitZeroReportRequest zero => [string.Join('|', zero.Indicator, zero.Period, zero.Area)],
        _ => RecordKeys.Of(request),
    };

    /// <summary>The ids of the records that a request makes or changes. What it names beside them is as it was without it.</summary>
    public static IEnumerable<string> ChangedBy(IMessage request) => AllOf(request).Take(1).Union(RecordKeys.MadeBy(request));

    /// <summary>The name of the record that a request changes; empty when it makes one.</summary>
    public static string NameOf(IMessage request)
    {
        if (request.Descriptor.FindFieldByName("name") is { } own)
            return TextOf(own, request);
        return ResourceOf(request.Descriptor)?.Accessor.GetValue(request) is IMessage body && body.Descriptor.FindFieldByName("name") is { } name
            ? TextOf(name, body)
            : "";
    }

    /// <summary>Whether the request makes a record, rather than changing one.</summary>
    public static bool IsOfNew(IMessage request) => IdOfNew(request.Descriptor) is not null;

    /// <summary>
    /// The field with the id of the record that a request makes: the one beside the resource, such as `case_id` beside `case`, or
    /// the first field, such as `case_id` of a report. Null when it makes none.
    /// </summary>
    public static FieldDescriptor? IdOfNew(MessageDescriptor request)
    {
        if (request.FindFieldByName("name") is not null || ResourceOf(request) is not { } resource)
            return null;
        return request.FindFieldByName($"{resource.Name}_id")
            ?? (request.FindFieldByNumber(1) is { FieldType: FieldType.String } first && first.Name.EndsWith("_id", StringComparison.Ordinal) ? first : null);
    }

    private static FieldDescriptor? ResourceOf(MessageDescriptor request) =>
        request.Fields.InDeclarationOrder().FirstOrDefault(f => f.FieldType == FieldType.Message);

    private static string TextOf(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) as string ?? "";
}
