using System.Globalization;
using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Figures;

/// <summary>Asks for figures of a ledger in memory, with four provinces.</summary>
public abstract class FigureTests
{
    private protected const string Cases = "border_cases_registered";

    private protected AreaTree Areas { get; set; } = new([
        new("53", new("Yunnan", "云南省"), AreaKind.Region),
        new("45", new("Guangxi", "广西壮族自治区"), AreaKind.Region),
        new("53.01", new("Sector 1", "第一分局"), AreaKind.Sector),
        new("53.02", new("Sector 2", "第二分局"), AreaKind.Sector),
    ]);

    private protected MemoryLedger Ledger { get; } = new();

    private protected DateOnly? RecordsSince { get; set; }

    private protected static IndicatorDefinition Indicator(string code) =>
        Records.Indicators.All.Single(indicator => indicator.Code == code);

    private protected static IndicatorDefinition Returned(Measure measure = Measure.Flow, string code = "windows") => new()
    {
        Code = code,
        Name = new("Windows", "窗口"),
        Unit = "windows",
        Measure = measure,
        Methodology = new("", ""),
        Style = NumberStyle.AsItIs,
    };

    private protected static FigureQuery Query(IndicatorDefinition indicator, string period, params string[] bases) => new()
    {
        Indicators = [indicator],
        Period = Parsed(period),
        Bases = [.. bases.Select(basis => Parsed(basis))],
        Today = Day("2030-01-01"),
    };

    private protected async Task<IReadOnlyList<FigureRow>> RowsAsync(FigureQuery query) =>
        await new FigureBuilder(
            Ledger,
            Areas.AsOf(query.AsOf),
            FigureReader.ByFeed(await Ledger.FirstDaysAsync(query.AsOf, CancellationToken.None), Records.Indicators.All, RecordsSince))
            .BuildAsync(query, CancellationToken.None);

    private protected async Task<FigureRow> RowAsync(FigureQuery query) => Assert.Single(await RowsAsync(query));

    /// <summary>Each row as <c>period area category amount flags</c>, with the amounts of its bases in brackets.</summary>
    private protected async Task<IEnumerable<string>> TextsAsync(FigureQuery query) => (await RowsAsync(query)).Select(Text);

    private static string Text(FigureRow row)
    {
        string?[] words =
        [
            row.Period.Label, row.Area, row.Category, Amount(row.Value), .. row.Flags.Select(flag => flag.ToString()),
            .. row.Comparisons.Select(comparison => $"[{comparison.Period.Label} {Amount(comparison.Base)}{Flags(comparison)}]"),
        ];
        return string.Join(' ', words.Where(word => !string.IsNullOrEmpty(word)));
    }

    private static string Flags(BaseComparison comparison) => string.Concat(comparison.Flags.Select(flag => $" {flag}"));

    private static string Amount(Approximate? value) => value?.Amount.ToString(CultureInfo.InvariantCulture) ?? "-";
}
