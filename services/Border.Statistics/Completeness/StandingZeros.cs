using Border.Storage.Ledgers;

namespace Border.Statistics.Completeness;

/// <summary>The zero reports that stand. Each speaks for its area and for all below it.</summary>
internal sealed class StandingZeros(IReadOnlyList<ReportedCell> cells)
{
    private readonly ILookup<(string, string), ReportedCell> _own = cells.ToLookup(cell => (cell.Series, cell.Area));

    private readonly ILookup<(string, string), ReportedCell> _within = (
        from cell in cells
        from area in ExpectedAreas.Upwards(cell.Area)
        select (area, cell)).ToLookup(pair => (pair.cell.Series, pair.area), pair => pair.cell);

    public IReadOnlyList<ReportedCell> All { get; } = cells;

    /// <summary>Those of exactly this area.</summary>
    public IEnumerable<ReportedCell> Of(string indicator, string area) => _own[(indicator, area)];

    /// <summary>Those of the area, of those below and of those above it.</summary>
    public IEnumerable<ReportedCell> About(string indicator, string area) =>
        _within[(indicator, area)].Concat(ExpectedAreas.Upwards(area).Skip(1).SelectMany(above => _own[(indicator, above)]));

    /// <summary>What they say of the area and of each below it that reported, as if each of these had said itself what was said above it.</summary>
    public IEnumerable<ReportedCell> SaidOf(string indicator, string area) =>
        from at in _within[(indicator, area)].Select(cell => cell.Area).Append(area).Distinct(StringComparer.Ordinal)
        from above in ExpectedAreas.Upwards(at)
        from cell in _own[(indicator, above)]
        select cell with { Area = at };
}
