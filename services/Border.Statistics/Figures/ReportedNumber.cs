using Border.Statistics.Numbers;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>What returns tell about one figure.</summary>
/// <param name="Value">Null when nobody reported it, which is not zero, or when it cannot be given.</param>
/// <param name="Coverage">The share of the days and areas that was reported: 0 to 1.</param>
internal sealed record ReportedNumber(
    Approximate? Value, decimal Coverage, bool IsLoadedLater, IReadOnlyList<ReportedCell> Cells, bool IsNotAdditive = false)
{
    public static ReportedNumber None { get; } = new(null, 0, false, []);

    public static ReportedNumber NotAdditive { get; } = new(null, 0, false, [], IsNotAdditive: true);

    public bool IsComplete => Coverage == 1;

    public static ReportedNumber Of(IReadOnlyList<ReportedCell> cells, decimal coverage) => cells.Count == 0
        ? None
        : new(Sum(cells), coverage, cells.Any(cell => cell.LoadedLater), cells);

    /// <summary>Parts that were reported, and how many there are in all.</summary>
    public static ReportedNumber OfParts(IReadOnlyList<ReportedNumber> parts, int expected) => Of(
        [.. parts.SelectMany(part => part.Cells)],
        parts.All(part => part.IsComplete) && parts.Count == expected ? 1 : Math.Min(0.999m, parts.Sum(part => part.Coverage) / expected));

    public IEnumerable<FigureFlag> Flags()
    {
        if (IsNotAdditive)
            yield return FigureFlag.NotAdditive;
        else if (Value is null)
            yield return FigureFlag.NotReported;
        else if (!IsComplete)
            yield return FigureFlag.Incomplete;
        if (IsLoadedLater)
            yield return FigureFlag.LoadedLater;
    }

    private static Approximate Sum(IEnumerable<ReportedCell> cells) => cells
        .Select(cell => new Approximate(cell.Amount, cell.Amount - cell.Below, cell.Amount + cell.Above))
        .Aggregate((left, right) => left + right);
}
