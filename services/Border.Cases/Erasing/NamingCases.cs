using System.Runtime.CompilerServices;
using Border.Cases.Suspects;
using Border.Cases.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Cases.Erasing;

/// <summary>Which cases say something of whom, and under which keys.</summary>
internal sealed class NamingCases(RecordStore<Case> cases)
{
    private const int Page = 100;

    private static readonly ListOrder LatestFirst = new("register_time", Descending: true);
    // Cases that were written last before all their subjects were a key have those who are suspected.
    private static readonly string[] Keys = ["subject", "person"];

    /// <summary>The cases that say something under any of some keys, or did before it went over to another, each once.</summary>
    public async IAsyncEnumerable<Case> EachAsync(IReadOnlyCollection<string> names, [EnumeratorCancellation] CancellationToken ct)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var origin in names.Where(CaseParts.IsOrigin))
        {
            foreach (var record in (await new SuspectTrail(cases, origin, ct).FollowAsync()).Where(record => told.Add(record.Name)))
                yield return record;
        }

        foreach (var key in names.Count == 0 ? [] : Keys)
        {
            await foreach (var record in cases.EachAsync(Naming(key, names), LatestFirst, Page, ct))
            {
                if (told.Add(record.Name))
                    yield return record;
            }
        }
    }

    /// <summary>Some of the cases that name any of some records, as long as there are any.</summary>
    public async Task<IReadOnlyList<Case>> SomeAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        foreach (var key in Keys)
        {
            if (await cases.QueryAsync(Naming(key, names), LatestFirst, Page, ct) is { Count: > 0 } found)
                return found;
        }

        return [];
    }

    /// <summary>The keys, besides their own, under which cases say something of some persons.</summary>
    public async Task<IReadOnlySet<string>> OtherKeysAsync(IReadOnlySet<string> persons, CancellationToken ct)
    {
        var others = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var record in EachAsync(persons, ct))
            others.UnionWith(CaseParts.OtherKeysOf(record, persons));
        return others;
    }

    private static KeyFilter[] Naming(string key, IReadOnlyCollection<string> names) => [new KeyFilter.AnyLookup(key, [.. names])];
}
