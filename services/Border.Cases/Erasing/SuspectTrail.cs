using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.ServiceDefaults.Records;

namespace Border.Cases.Erasing;

/// <summary>Where a suspect went from the case that named them first: a merge leaves them in the duplicate too, and a split takes them away.</summary>
internal sealed class SuspectTrail(RecordStore<Case> cases, string origin, CancellationToken ct)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<Case> _found = [];

    /// <returns>The cases that say something of the suspect, now or, before a split, in a version of before.</returns>
    public async Task<IReadOnlyList<Case>> FollowAsync()
    {
        await FollowAsync(CaseParts.CaseOf(origin));
        return _found;
    }

    private async Task<bool> FollowAsync(string name)
    {
        if (!_seen.Add(name) || await cases.FindAnywhereAsync(name, ct) is not { } record)
            return false;
        var hadThem = record.Suspects.Any(suspect => CaseParts.OriginOf(record, suspect) == origin);
        foreach (var part in record.SplitCases)
            hadThem |= await FollowAsync(part);
        if (record.MergedInto.Length > 0)
            await FollowAsync(record.MergedInto);
        if (hadThem && !RecordSession.IsErased(record))
            _found.Add(record);
        return hadThem;
    }
}
