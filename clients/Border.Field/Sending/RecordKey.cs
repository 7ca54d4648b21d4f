using Border.Statistics.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Field.Sending;

/// <summary>Tells which record a request is about, so that requests about one record keep their order.</summary>
internal static class RecordKey
{
    /// <summary>The id within the service; empty when the request does not say, and then the server will refuse it.</summary>
    public static string Of(IMessage request)
    {
        if (request is SubmitReturnRequest { Return: { } figure })
            return string.Join('|', figure.Indicator, figure.PeriodStart, figure.PeriodEnd, figure.Area, figure.Category);
        if (request is SubmitZeroReportRequest zero)
            return string.Join('|', zero.Indicator, zero.Period, zero.Area);

        var type = request.Descriptor;
        if (type.FindFieldByName("name") is { } name)
            return IdOf(TextOf(name, request));
        // A creating request has its resource and the new id beside it: `case` and `case_id`.
        var resource = type.Fields.InDeclarationOrder().FirstOrDefault(f => f.FieldType == FieldType.Message);
        if (resource is null)
            return "";
        if (type.FindFieldByName($"{resource.Name}_id") is { } id)
            return TextOf(id, request);
        return resource.Accessor.GetValue(request) is IMessage { } body && body.Descriptor.FindFieldByName("name") is { } bodyName
            ? IdOf(TextOf(bodyName, body))
            : "";
    }

    private static string TextOf(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) as string ?? "";

    private static string IdOf(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
