using Border.Cases.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Cases.Emergencies;

/// <summary>How emergency accesses are kept and listed. Those of an area's cases are for those who are responsible for it, and one's own for oneself.</summary>
internal static class EmergencyKind
{
    public const string Collection = "emergency-accesses";

    public static readonly RecordKind<EmergencyAccess> Records = new(
        Collection,
        access => access.Name,
        (access, server) => (access.Etag, access.CreateTime, access.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        Keys)
    {
        IsSealed = true,
        SealedWith = access => access.Case,
        Readers = (_, _) => false,
        Place = new(access => access.Area) { Actors = access => [access.Actor], ActorKeys = ["actor"] },
    };

    private static List<IndexKey> Keys(EmergencyAccess access)
    {
        List<IndexKey> keys =
        [
            IndexKey.Time("take_time", access.TakeTime.ToDateTimeOffset()),
            IndexKey.Time("expire_time", access.ExpireTime.ToDateTimeOffset()),
            IndexKey.Text("case", access.Case),
            IndexKey.Text("area", access.Area),
            IndexKey.Text("actor", access.Actor),
        ];
        if (access.Finding == EmergencyFinding.Unspecified)
            keys.Add(IndexKey.Time("review_by", access.ReviewBy.ToDateTimeOffset()));
        return keys;
    }
}
