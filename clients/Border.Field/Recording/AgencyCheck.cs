using Border.Field.Lists;
using Border.Field.Sending;
using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Field.Recording;

/// <summary>
/// Checks a new record by what the agency has told beyond the contract: which units there are, and what its forms require. The services check
/// a record by the version of the form that it names, and not its unit.
/// </summary>
internal sealed class AgencyCheck(DeviceLists lists)
{
    private const string UnitField = "unit";

    private static readonly VersionedList Units = VersionedList.All.Single(list => list.Name == "units");
    private static readonly VersionedList Forms = VersionedList.All.Single(list => list.Name == "forms");

    /// <summary>The form of a kind of request as the server gave it last; null when the agency has none.</summary>
    public Form? FormOf(MessageDescriptor request) =>
        lists.Entries(Forms)?.Cast<Form>().FirstOrDefault(form => form.Code == FormFields.CodeOf(request) && form.Fields.Count > 0);

    public IEnumerable<FieldViolation> FaultsOf(IMessage request) => UnitFaults(request).Concat(FormFaults(request));

    private IEnumerable<FieldViolation> FormFaults(IMessage request) => FormOf(request.Descriptor) is { } form ? FormFields.FaultsOf(request, form) : [];

    // A list that nobody has imported says nothing.
    private IEnumerable<FieldViolation> UnitFaults(IMessage request)
    {
        if (!RecordKey.IsOfNew(request) || lists.Entries(Units) is not { Count: > 0 } known)
            yield break;
        foreach (var field in request.Descriptor.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message))
        {
            if (UnitIn(field.Accessor.GetValue(request)) is { Length: > 0 } code && !known.Cast<Unit>().Any(unit => unit.Code == code && !unit.IsRetired))
                yield return new() { Field = $"{field.Name}.{UnitField}", Description = "is not a unit of the agency, or is retired: `border field lists units`" };
        }
    }

    private static string? UnitIn(object? part) =>
        part is IMessage record && record.Descriptor.FindFieldByName(UnitField) is { FieldType: FieldType.String } unit ? (string)unit.Accessor.GetValue(record) : null;
}
