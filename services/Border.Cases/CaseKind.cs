using Border.Cases.Access;
using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases;

/// <summary>How cases are kept, listed and found.</summary>
internal static class CaseKind
{
    public const string Collection = "cases";

    public static readonly RecordKind<Case> Records = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        Keys)
    {
        IsSealed = true,
        Parts = CaseParts.Of,
        Readers = CaseAccess.MayKnow,
        Place = new(record => record.Area)
        {
            // A unit works the cases that it has or is asked to take, wherever they began.
            Units = record => record.State == CaseState.Transferred ? [record.Unit, record.Transfers[^1].ToUnit] : [record.Unit],
            UnitKeys = ["unit", "transferred_to"],
        },
        Search = new("register_time", TimeOf, Terms, record => record.Number),
    };

    /// <summary>When it was registered; while it is not, when it was reported.</summary>
    public static Timestamp TimeOf(Case record) => record.RegisterTime ?? record.ReportTime;

    private static List<IndexKey> Keys(Case record)
    {
        List<IndexKey> keys =
        [
            IndexKey.Time("register_time", TimeOf(record).ToDateTimeOffset()),
            IndexKey.Text("area", record.Area),
            IndexKey.Text("unit", record.Unit),
            IndexKey.Text("state", record.State.ToString()),
            IndexKey.Text("offence", record.PrincipalOffence),
            .. record.OtherOffences.Select(code => IndexKey.Text("offence", code)),
        ];
        if (record.Number.Length > 0)
            keys.Add(IndexKey.Text("number", record.Number));
        if (record.Assignee.Length > 0)
            keys.Add(IndexKey.Text("assignee", record.Assignee));
        if (record.State == CaseState.Transferred)
            keys.Add(IndexKey.Text("transferred_to", record.Transfers[^1].ToUnit));
        if (record.State is not (CaseState.Void or CaseState.Merged) && record.Warrants.Any(warrant => warrant.State == WarrantState.Outstanding))
            keys.Add(IndexKey.Text("warrants", "outstanding"));
        keys.AddRange(record.Suspects.Where(suspect => !suspect.Removed && suspect.Person.Length > 0).Select(suspect => IndexKey.Text("person", suspect.Person)));
        keys.AddRange(CaseParts.SubjectsOf(record).Select(person => IndexKey.Text("subject", person)));
        keys.AddRange(record.Links.Select(link => IndexKey.Text("link", link.Record)));
        return keys;
    }

    private static IEnumerable<SearchTerm> Terms(Case record) =>
    [
        SearchTerm.Identifier(record.Number),
        SearchTerm.Words(record.Particulars?.Title ?? ""),
        .. record.Arrests.Select(arrest => SearchTerm.Words(arrest.Suspect?.StatedName ?? "")),
        .. record.Suspects.Select(suspect => SearchTerm.Words(suspect.StatedName)),
    ];
}
