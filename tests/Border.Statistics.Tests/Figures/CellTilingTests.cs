using Border.Statistics.Figures;
using Border.Statistics.Periods;
using Border.Storage.Ledgers;
using FsCheck;
using FsCheck.Fluent;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Figures;

public sealed class CellTilingTests
{
    private static readonly DateOnly First = Day("2021-01-01");

    [Fact]
    public void Over_AnyCells_CoversAsManyDaysAsAnyChoiceWithoutOverlap() => Prop.ForAll(Spans, spans =>
    {
        var range = new DayRange(First, First.AddDays(11));
        var tiling = CellTiling.Over(range, spans.Select(Cell));
        var best = Choices(spans).Where(IsWithoutOverlap)
            .Max(choice => (Days: choice.Sum(span => span.Length), Fewness: -choice.Count));
        return (tiling.Days, -tiling.Cells.Count) == best
            && tiling.Days + tiling.Gaps().Sum(gap => gap.Days) == range.Days
            && tiling.Cells.Zip(tiling.Cells.Skip(1)).All(pair => pair.First.End < pair.Second.Start);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Gaps_NothingReported_IsTheWholeRange()
    {
        var range = new DayRange(First, First.AddDays(30));

        Assert.Equal([range], CellTiling.Over(range, []).Gaps());
    }

    private static Arbitrary<(int Start, int Length)[]> Spans { get; } = (
        from start in Gen.Choose(0, 11)
        from length in Gen.Choose(1, 6)
        where start + length <= 12
        select (start, length)).ArrayOf().Where(spans => spans.Length <= 8).Select(spans => spans.Distinct().ToArray()).ToArbitrary();

    private static ReportedCell Cell((int Start, int Length) span) =>
        new("s", First.AddDays(span.Start), First.AddDays(span.Start + span.Length - 1), "", "", 1, 0, 0, false, default, default);

    private static IEnumerable<List<(int Start, int Length)>> Choices((int Start, int Length)[] spans) =>
        from mask in Enumerable.Range(0, 1 << spans.Length)
        select spans.Where((_, index) => (mask & (1 << index)) != 0).ToList();

    private static bool IsWithoutOverlap(List<(int Start, int Length)> spans)
    {
        var sorted = spans.OrderBy(span => span.Start).ToList();
        return sorted.Zip(sorted.Skip(1)).All(pair => pair.First.Start + pair.First.Length <= pair.Second.Start);
    }
}
