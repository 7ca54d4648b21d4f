using Border.Patrols.V1;
using Border.ServiceDefaults.Records;

namespace Border.Patrols.Reference;

/// <summary>How the lists of units and forms are kept: each as one record, which every import writes. They are not fed.</summary>
internal static class ReferenceKinds
{
    public const string AllUnits = "unit-lists/all";
    public const string AllForms = "form-lists/all";

    public static readonly RecordKind<UnitList> Units = new(
        "unit-lists",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        _ => [])
    {
        IsFed = false,
    };

    public static readonly RecordKind<FormList> Forms = new(
        "form-lists",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        _ => [])
    {
        IsFed = false,
    };
}
