using Border.Statistics.Figures;
using Border.Statistics.V1;

namespace Border.Statistics.Bulletins;

/// <summary>What a reader of a bulletin has to know besides the numbers.</summary>
internal static class BulletinNotes
{
    private static readonly (Func<FigureRow, bool> Concerns, Bilingual Note)[] OfIndicators =
    [
        (row => row.Has(FigureFlag.Incomplete) || AnyBase(row, FigureFlag.Incomplete),
            new("Not every area or part of the period has reported: {0}.", "部分辖区或时段尚未上报：{0}。")),
        (row => row.Comparisons.Any(comparison => comparison.Base is not null && comparison.Has(FigureFlag.NoBase)),
            new("Records are held for a part of the base period only: {0}.", "基期仅有部分时段的记录：{0}。")),
        (row => row.Indicator.CountsWholeThings && AnyBase(row, FigureFlag.SmallBase),
            new("The base is under 30 and its percentage says little: {0}.", "基数小于30，百分比仅供参考：{0}。")),
        (row => AnyBase(row, FigureFlag.RuleBreak),
            new("The counting rule changed between the periods: {0}.", "两期之间统计口径有变化：{0}。")),
        (row => row.Comparisons.Any(comparison => comparison.Percent is { } percent && percent.Low != percent.High),
            new("Percentages of rounded numbers are approximate: {0}.", "取整数据的百分比为近似值：{0}。")),
        (row => row.Has(FigureFlag.LoadedLater) || AnyBase(row, FigureFlag.LoadedLater),
            new("Loaded after the day on which it is said to have been known: {0}.", "数据在其所述知悉日之后补录：{0}。")),
    ];

    private static readonly (FigureFlag Flag, Bilingual Note)[] WithoutBase =
    [
        (FigureFlag.NoBase, new("No records are held from {1}: {0}.", "{1}无记录，无法比较：{0}。")),
        (FigureFlag.NotReported, new("Nothing was reported for {1}: {0}.", "{1}未上报：{0}。")),
        (FigureFlag.NotAdditive, new("What was reported does not add up to {1}: {0}.", "{1}已上报数据不能相加：{0}。")),
    ];

    /// <param name="rows">Those that are told.</param>
    /// <param name="all">Also those left out: a feed that is away can be the reason.</param>
    public static IEnumerable<Bilingual> Of(IReadOnlyList<FigureRow> rows, IReadOnlyList<FigureRow> all, DateOnly? asOf)
    {
        if (asOf is { } day)
            yield return new($"As known on {PeriodNames.Day(day).En}.", $"以{PeriodNames.Day(day).Zh}所知为准。");
        if (all.FirstOrDefault(row => row.Has(FigureFlag.Partial)) is { } partial)
            yield return Partial(PeriodNames.Day(partial.Counted.End));
        foreach (var feed in all.Where(row => row.Has(FigureFlag.Stale)).Select(row => row.Indicator.Feed).Distinct())
            yield return new($"The feed {feed} is behind or away; its latest records may be missing.", $"数据源{feed}滞后或中断，可能缺少最新记录。");
        foreach (var note in MissingBases(rows))
            yield return note;
        foreach (var (concerns, note) in OfIndicators)
        {
            var named = rows.Where(concerns).Select(row => row.Indicator.Name).ToList();
            if (named.Count > 0)
                yield return Named(note, named);
        }
    }

    /// <summary>Why numbers stand without a comparison, for each base and reason.</summary>
    private static IEnumerable<Bilingual> MissingBases(IReadOnlyList<FigureRow> rows) =>
        from row in rows
        from comparison in row.Comparisons
        where comparison.Base is null
        from reason in WithoutBase
        where comparison.Has(reason.Flag)
        group row.Indicator.Name by (comparison.Period.Label, Period: PeriodNames.Of(comparison.Period), reason.Note) into missing
        select Named(With(missing.Key.Note, missing.Key.Period), [.. missing]);

    private static Bilingual With(Bilingual note, Bilingual period) => new(
        note.En.Replace("{1}", period.En, StringComparison.Ordinal), note.Zh.Replace("{1}", period.Zh, StringComparison.Ordinal));

    private static bool AnyBase(FigureRow row, FigureFlag flag) => row.Comparisons.Any(comparison => comparison.Has(flag));

    private static Bilingual Partial(Bilingual day) => new(
        $"The period is not over; it is counted to {day.En}, and bases have the same days.",
        $"本期尚未结束，统计至{day.Zh}，基期取相同日期。");

    private static Bilingual Named(Bilingual note, List<Bilingual> names) => new(
        note.En.Replace("{0}", string.Join("; ", names.Select(name => name.En)), StringComparison.Ordinal),
        note.Zh.Replace("{0}", string.Join("、", names.Select(name => name.Zh)), StringComparison.Ordinal));
}
