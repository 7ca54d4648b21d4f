using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Cases.Access;

/// <summary>Who may know of a case. For whoever may not, it is as if it were not there.</summary>
internal static class CaseAccess
{
    public static bool MayKnow(Case record, string actor) => record.NeedToKnow.Count == 0 || record.NeedToKnow.Contains(actor);

    public static void Require(Case record, string actor)
    {
        if (!MayKnow(record, actor))
            throw Refusals.NotFound(record.Name);
    }

    /// <summary>A case that is to be changed or added to. Looks at the etag last: a stale one would tell that the case is there.</summary>
    public static async Task<Case> GetCaseAsync(this RecordSession session, string name, string etag, string actor)
    {
        var record = await session.GetAsync(CaseKind.Records, name);
        Require(record, actor);
        session.RequireSeen(CaseKind.Records, name, etag);
        return RecordSession.IsErased(record) ? throw Refusals.WrongState(name, "erased", "changed") : record;
    }

    /// <summary>The case that another record belongs to, which is as if it were not there for whoever may not know of its case.</summary>
    public static async Task<Case> GetCaseOfAsync(this RecordSession session, string caseName, string name, string actor) =>
        await session.FindAsync(CaseKind.Records, caseName) is { } record && CaseKind.Records.IsInSight(record) && MayKnow(record, actor)
            ? record
            : throw Refusals.NotFound(name);

    /// <summary>Those of some records whose cases an actor may know of.</summary>
    public static async Task<IReadOnlyList<T>> KnownAsync<T>(
        this RecordStore<Case> cases, IReadOnlyList<T> records, Func<T, string> caseOf, string actor, CancellationToken ct)
    {
        var known = new Dictionary<string, bool>();
        foreach (var name in records.Select(caseOf).Distinct())
            known.Add(name, await cases.FindAsync(name, ct) is { } record && MayKnow(record, actor));
        return [.. records.Where(record => known[caseOf(record)])];
    }
}
