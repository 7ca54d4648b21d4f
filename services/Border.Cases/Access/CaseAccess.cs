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

    /// <summary>One page of records that belong to cases, of those cases that an actor may know of.</summary>
    /// <param name="asked">The only case whose records are wanted; empty for all.</param>
    public static async Task<(IReadOnlyList<T> Records, string NextPageToken)> ListOfCasesAsync<T>(
        this RecordStore<Case> cases,
        string asked,
        string actor,
        Func<T, string> caseOf,
        Func<Func<IReadOnlyList<T>, Task<Func<T, bool>>>, Task<(IReadOnlyList<T> Records, string NextPageToken)>> list,
        CancellationToken ct)
    {
        return asked.Length > 0 && !(await KnownAsync([asked])).Contains(asked) ? ([], "") : await list(ShownAsync);

        async Task<Func<T, bool>> ShownAsync(IReadOnlyList<T> records)
        {
            var known = await KnownAsync([.. records.Select(caseOf).Distinct()]);
            return record => known.Contains(caseOf(record));
        }

        async Task<HashSet<string>> KnownAsync(IReadOnlyCollection<string> names) =>
            (await cases.InSightAsync(names, ct)).Where(record => MayKnow(record, actor)).Select(record => record.Name).ToHashSet(StringComparer.Ordinal);
    }
}
