using System.Runtime.InteropServices;

namespace Border.Storage.Ledgers;

/// <summary>How many sources count on a day that had counted there last in a month; 0 for never.</summary>
internal readonly record struct DistinctKey(LedgerPlace Place, DateOnly Day, int Since);

/// <summary>
/// Numbers of distinct sources. There are a hundred for each place, and they come and are asked for place by place, so that the texts
/// of a place are seldom compared.
/// </summary>
internal sealed class DistinctCells
{
    private readonly Dictionary<LedgerPlace, Dictionary<(DateOnly Day, int Since), long>> places = [];
    private LedgerPlace lastPlace;
    private Dictionary<(DateOnly Day, int Since), long> last = [];

    /// <summary>The numbers that are not 0.</summary>
    public IEnumerable<KeyValuePair<DistinctKey, long>> All =>
        from place in places
        from cell in place.Value
        where cell.Value != 0
        select KeyValuePair.Create(new DistinctKey(place.Key, cell.Key.Day, cell.Key.Since), cell.Value);

    public void Add(DistinctKey key, long sources) => CollectionsMarshal.GetValueRefOrAddDefault(At(key.Place), (key.Day, key.Since), out _) += sources;

    /// <returns>The number that there was.</returns>
    public long Remove(DistinctKey key) => At(key.Place).Remove((key.Day, key.Since), out var sources) ? sources : 0;

    private Dictionary<(DateOnly Day, int Since), long> At(LedgerPlace place)
    {
        if (place != lastPlace)
            (lastPlace, last) = (place, CollectionsMarshal.GetValueRefOrAddDefault(places, place, out _) ??= []);
        return last;
    }
}
