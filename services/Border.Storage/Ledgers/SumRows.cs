using System.Runtime.InteropServices;

namespace Border.Storage.Ledgers;

/// <summary>Adds up the rows of a sum's parts.</summary>
internal sealed class SumRows(LedgerQuery query)
{
    private readonly Dictionary<(string Series, DateOnly Start, string Area, string Category), decimal> sums = [];

    public void Add(int part, string series, string key, decimal amount)
    {
        switch (query.Group)
        {
            case LedgerGroup.Category:
                Add(series, query.Start, query.Area, key, amount);
                break;
            case LedgerGroup.ChildArea:
                Add(series, query.Start, AreaTree.ChildOf(query.Area, key), query.Category ?? "", amount);
                // The cell of an area holds its children too; what is left is its own.
                if (part == LedgerStatement.Child)
                    Add(series, query.Start, query.Area, query.Category ?? "", -amount);
                break;
            default:
                Add(series, query.Start, query.Area, query.Category ?? "", amount);
                break;
        }
    }

    public void Add(string series, DateOnly day, decimal amount) => Add(
        series, query.Group == LedgerGroup.Month ? new DateOnly(day.Year, day.Month, 1) : day, query.Area, query.Category ?? "", amount);

    /// <summary>All sums that are not nothing, in order.</summary>
    public List<LedgerSum> ToList() => sums
        .Where(sum => sum.Value != 0)
        .Select(sum => new LedgerSum(sum.Key.Series, sum.Key.Start, sum.Key.Area, sum.Key.Category, sum.Value))
        .OrderBy(sum => sum.Series, StringComparer.Ordinal).ThenBy(sum => sum.Start)
        .ThenBy(sum => sum.Area, StringComparer.Ordinal).ThenBy(sum => sum.Category, StringComparer.Ordinal)
        .ToList();

    private void Add(string series, DateOnly start, string area, string category, decimal amount)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (series, start, area, category), out _);
        sum += amount;
    }
}
