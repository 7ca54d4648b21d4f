using Border.ServiceDefaults.Errors;
using Border.Statistics.Figures;
using Border.Statistics.V1;

namespace Border.Statistics.Completeness;

/// <summary>Which areas are expected to report.</summary>
internal static class ExpectedAreas
{
    /// <summary>Also an area that nobody imported, where one below it was.</summary>
    public static bool Knows(AreaTree areas, string area) => areas.Knows(area) || areas.ChildrenOf(area).Any();

    /// <param name="area">As figures name it.</param>
    /// <param name="kind">All areas of this kind in the area; unspecified for those directly below it, or itself when there are none.</param>
    /// <returns>By code; never none.</returns>
    public static IReadOnlyList<string> Of(AreaTree areas, string area, AreaKind kind)
    {
        if (!Knows(areas, area))
            throw Refusals.NotFound($"area {area}");
        if (kind == AreaKind.Unspecified)
            return [.. areas.ChildrenOf(area).DefaultIfEmpty(area)];
        if (kind == AreaKind.Nation)
            return area.Length == 0 ? [""] : throw NoneOf(kind);
        var found = areas.All.Where(known => known.Kind == kind).Select(known => known.Code)
            .Where(code => code == area || AreaTree.IsBelow(area, code)).ToList();
        return found.Count > 0 ? found : throw NoneOf(kind);
    }

    /// <summary>The area directly above; null for the whole nation.</summary>
    public static string? Above(string area) =>
        area.Length == 0 ? null : area[..Math.Max(0, area.LastIndexOf('.'))];

    /// <summary>The area, and those above it, up to the whole nation.</summary>
    public static IEnumerable<string> Upwards(string area)
    {
        for (var at = area; at is not null; at = Above(at))
            yield return at;
    }

    private static RefusalException NoneOf(AreaKind kind) => Refusals.UnknownReference("kind", kind.ToString());
}
