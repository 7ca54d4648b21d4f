using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Patrols.Boundaries;

/// <summary>How the boundary is kept: its sections, and one record of it as a whole, which every import writes.</summary>
internal static class BoundaryKinds
{
    public const string WholeName = "boundaries/all";

    private const string Sections = "boundary-sections";

    public static readonly RecordKind<Boundary> Whole = new(
        "boundaries",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        _ => [])
    {
        ReadBy = ListBoundarySectionsRequest.Descriptor.FullName,
    };

    public static readonly RecordKind<BoundarySection> Section = new(
        Sections,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Time("revise_time", record.ReviseTime.ToDateTimeOffset()), IndexKey.Text("area", record.Area)]);

    public static string SectionName(string id) => $"{Sections}/{id}";
}
