using System.Collections.Frozen;

namespace Border.Statistics.Figures;

/// <summary>The known areas with their names. Codes hold the tree: the groups before a dot name the areas above.</summary>
internal sealed class AreaTree
{
    private static readonly Bilingual Whole = new("whole country", "全国");

    public static AreaTree Empty { get; } = new([]);

    private readonly FrozenDictionary<string, KnownArea> _areas;
    private readonly ILookup<string, string> _children;

    public AreaTree(IEnumerable<KnownArea> areas)
    {
        _areas = areas.ToFrozenDictionary(area => area.Code, StringComparer.Ordinal);
        _children = (
            from area in _areas.Values
            where !IsWhole(area)
            from step in Steps(area.Code)
            select step).Distinct().Order().ToLookup(step => step.Parent, step => step.Child, StringComparer.Ordinal);
        WholeName = _areas.Values.FirstOrDefault(IsWhole)?.Name ?? Whole;
    }

    /// <summary>The name of the nation where one is given, for it has no code of its own in figures.</summary>
    public Bilingual WholeName { get; }

    public IEnumerable<KnownArea> All => _areas.Values.OrderBy(area => area.Code, StringComparer.Ordinal);

    /// <summary>
    /// The areas as they were known at the end of a day; null for now. The first ones are known of every day: series that are older
    /// than the system are of these.
    /// </summary>
    public AreaTree AsOf(DateOnly? day)
    {
        if (day is not { } asked || _areas.Count == 0)
            return this;
        var first = _areas.Values.Min(area => area.Since);
        var known = _areas.Values.Where(area => area.Since <= asked || area.Since == first).ToList();
        return known.Count == _areas.Count ? this : new(known);
    }

    /// <summary>The areas directly below, by code.</summary>
    public IEnumerable<string> ChildrenOf(string area) => _children[area];

    public bool Knows(string area) => area.Length == 0 || _areas.ContainsKey(area);

    public Bilingual NameOf(string area) =>
        area.Length == 0 ? WholeName : _areas.TryGetValue(area, out var known) ? known.Name : new(area, area);

    /// <summary>An area as figures name it: the nation may have been imported with a code, under which nothing is counted.</summary>
    public string InFigures(string asked) => _areas.TryGetValue(asked, out var area) && IsWhole(area) ? "" : asked;

    /// <summary>The area directly below another in which a third lies; null when it is not below.</summary>
    public static string? ChildTowards(string above, string area)
    {
        if (!IsBelow(above, area))
            return null;
        var dot = area.IndexOf('.', above.Length == 0 ? 0 : above.Length + 1);
        return dot < 0 ? area : area[..dot];
    }

    public static bool IsBelow(string above, string area) => above.Length == 0
        ? area.Length > 0
        : area.Length > above.Length && area[above.Length] == '.' && area.StartsWith(above, StringComparison.Ordinal);

    private static bool IsWhole(KnownArea area) => area.IsNation && !area.Code.Contains('.', StringComparison.Ordinal);

    private static IEnumerable<(string Parent, string Child)> Steps(string code)
    {
        var parent = "";
        while (ChildTowards(parent, code) is { } child)
        {
            yield return (parent, child);
            parent = child;
        }
    }
}

/// <param name="Since">The day on which it was imported first.</param>
internal sealed record KnownArea(string Code, Bilingual Name, V1.AreaKind Kind, DateOnly Since = default)
{
    public bool IsNation => Kind == V1.AreaKind.Nation;
}
