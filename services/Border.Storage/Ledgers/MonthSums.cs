using System.Runtime.InteropServices;

namespace Border.Storage.Ledgers;

/// <summary>Sums of day lines by month. They are gathered where they stand and rolled up once.</summary>
internal sealed class MonthSums
{
    private readonly Dictionary<MonthKey, MonthSum> own = [];

    public void Add(string series, DateOnly day, string area, string category, decimal amount, int lines)
    {
        var key = new MonthKey(series, new DateOnly(day.Year, day.Month, 1), area, category);
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(own, key, out _);
        sum += new MonthSum(amount, lines);
    }

    /// <summary>The sums of each area and of every area above it, without those that are nothing.</summary>
    public Dictionary<MonthKey, MonthSum> RollUp()
    {
        var all = new Dictionary<MonthKey, MonthSum>(own.Count * 2);
        foreach (var (key, sum) in own)
        {
            if (sum == default)
                continue;
            for (var area = key.Area; area != AreaTree.AboveTheWhole; area = AreaTree.Parent(area))
            {
                ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(all, key with { Area = area }, out _);
                total += sum;
            }
        }

        return all;
    }
}
