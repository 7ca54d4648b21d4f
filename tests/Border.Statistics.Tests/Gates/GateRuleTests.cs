using Border.Statistics.Bulletins;
using Border.Statistics.Completeness;
using Border.Statistics.Figures;
using Border.Statistics.Gates;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.Reference;
using Border.Statistics.V1;
using Border.Storage.Ledgers;
using static Border.Statistics.Tests.Bulletins.Rows;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Gates;

/// <summary>Each rule of the gate: what it finds, and what it lets through.</summary>
public sealed class GateRuleTests
{
    private const string May = "2021-05";

    private static readonly IndicatorDefinition Inspected = Returned("persons", Qualifier.Rounded, 1000);

    [Fact]
    public void PartsDiffer_WithinTheDeclaredRounding_IsLetThrough()
    {
        var total = Row(Inspected, Rounded(10_000, 1000), May);

        Assert.Empty(Find([total], Areas(Part(Rounded(4_000, 1000)), Part(Rounded(7_000, 1000)))));
    }

    [Theory]
    [InlineData(4_000, 8_000, "its areas come to 12,000")]
    [InlineData(4_000, 4_000, "its areas come to 8,000")]
    public void PartsDiffer_BeyondTheRounding_Blocks(int one, int other, string told)
    {
        var total = Row(Inspected, Rounded(10_000, 1000), May);

        var finding = Assert.Single(Find([total], Areas(Part(Rounded(one, 100)), Part(Rounded(other, 100)))));

        Assert.Equal((GateRule.PartsDiffer, FindingSeverity.Blocking, 3), (finding.Rule, finding.Severity, finding.Figures.Count));
        Assert.Contains(told, finding.Text.En, StringComparison.Ordinal);
        Assert.Contains("各辖区合计为", finding.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void PartsDiffer_PartsMissing_FindsOnlyTooMuch()
    {
        var total = Row(Inspected, Approximate.Exact(10_000), May);

        Assert.Empty(Find([total], Areas(Part(Approximate.Exact(4_000)), Part(null))));
        Assert.Single(Find([total], Areas(Part(Approximate.Exact(11_000)), Part(null))));
    }

    [Fact]
    public void PartsDiffer_StatesOfDifferentDays_AreNotCompared()
    {
        var stock = Returned("windows", measure: Measure.Stock);
        FigureRow Of(decimal amount, int day) => Row(stock, Approximate.Exact(amount), May) with { Cells = [Cell("x", new(2021, 5, day), new(2021, 5, day), amount)] };

        Assert.Empty(Find([Of(100, 31)], Areas(Of(60, 30), Of(30, 31))));
        Assert.Single(Find([Of(100, 31)], Areas(Of(60, 31), Of(30, 31))));
    }

    [Theory]
    [InlineData("66973", Measure.Flow, FindingSeverity.Blocking)]
    [InlineData("12340", Measure.Flow, FindingSeverity.Blocking)]
    [InlineData("12300", Measure.Flow, FindingSeverity.Warning)]
    [InlineData("120000", Measure.Flow, FindingSeverity.Warning)]
    [InlineData("66973", Measure.Stock, FindingSeverity.Warning)]
    public void CopiedFromBase_SameNumber_IsFound(string amount, Measure measure, FindingSeverity severity)
    {
        var number = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);

        var finding = Assert.Single(Find([Compared(Returned("persons", measure: measure), number, May, ("2020-05", number))]));

        Assert.Equal((GateRule.CopiedFromBase, severity, "2020-05"), (finding.Rule, finding.Severity, finding.Figures[1].Period));
        Assert.Contains("exactly as in May 2020", finding.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void CopiedFromBase_OtherNumberOrCounted_IsLetThrough() => Assert.Empty(Find(
    [
        Compared(Returned("persons"), 66_973, May, ("2020-05", 66_972)),
        Compared(Indicator("border_cases_registered"), 8_419, May, ("2020-05", 8_419)),
    ]));

    [Fact]
    public void WeightAndCount_CountWithAFraction_Blocks()
    {
        var finding = Assert.Single(Find([Row(Returned("vehicles"), Approximate.Exact(352.25m), May), Row(Indicator("drugs_seized"), Approximate.Exact(5.63m), May)]));

        Assert.Equal((GateRule.WeightAndCount, FindingSeverity.Blocking, "x"), (finding.Rule, finding.Severity, finding.Figures[0].Indicator));
    }

    [Fact]
    public void WeightAndCount_EachFitsTheOthersBase_Blocks()
    {
        var weight = Compared(Indicator("drugs_seized"), 1_430, May, ("2020-05", 5.2m));
        var count = Compared(Indicator("firearms_seized"), 6, May, ("2020-05", 1_300));

        var finding = Assert.Single(Find([weight, count]));

        Assert.Equal((GateRule.WeightAndCount, 4), (finding.Rule, finding.Figures.Count));
        Assert.Empty(Find([Compared(Indicator("drugs_seized"), 60, May, ("2020-05", 5.2m)), Compared(Indicator("firearms_seized"), 1_430, May, ("2020-05", 1_300))]));
    }

    [Fact]
    public void CumulativeFall_PartOfTheTimeIsMore_Blocks()
    {
        var total = Row(Inspected, Approximate.Exact(900), "2021-H1");
        var (half, quarter) = (Cell("x", new(2021, 1, 1), new(2021, 6, 30), 900), Cell("x", new(2021, 1, 1), new(2021, 3, 31), 1_000));

        var finding = Assert.Single(Find([total], cells: [half, quarter]));

        Assert.Equal((GateRule.CumulativeFall, FindingSeverity.Blocking), (finding.Rule, finding.Severity));
        Assert.Equal(["900", "1000"], finding.Figures.Select(figure => figure.Value.Amount));
        Assert.Empty(Find([total], cells: [half, quarter with { Amount = 900 }]));
        Assert.Empty(Find([total], cells: [half, quarter with { Below = 150 }]));
    }

    [Fact]
    public void CumulativeFall_LessThanWasPublishedForAPart_Warns()
    {
        var line = new BulletinLine { Figure = new() { Indicator = "x", Measure = Measure.Flow, Value = new() { Amount = "1000", Low = "1000", High = "1000" } }, Printed = new() { En = "1,000", Zh = "1000" } };

        var withdrawn = Published(line);
        withdrawn.State = ReleaseState.Withdrawn;

        var finding = Assert.Single(Find([Row(Inspected, Approximate.Exact(900), "2021-H1")], published: [Published(line), withdrawn]));

        Assert.Equal((GateRule.CumulativeFall, FindingSeverity.Warning), (finding.Rule, finding.Severity));
    }

    [Fact]
    public void CumulativeFall_BelowZero_Blocks() =>
        Assert.Equal(GateRule.CumulativeFall, Assert.Single(Find([Row(Inspected, Approximate.Exact(-4), May)])).Rule);

    [Fact]
    public void RecountDrift_OfTheBulletin_BlocksAndElsewhereWarns()
    {
        LedgerDifference Of(int year, string area) => new("border_cases_registered", new(year, 5, 1), new(year, 5, 31), area, "", 8, 9);

        var findings = Find([Row(Indicator("border_cases_registered"), Approximate.Exact(9), May)], drift: [Of(2021, "53"), Of(2015, "53"), Of(2014, "53")]);

        Assert.Equal(
            [(GateRule.RecountDrift, FindingSeverity.Blocking, 1), (GateRule.RecountDrift, FindingSeverity.Warning, 2)],
            findings.Select(finding => (finding.Rule, finding.Severity, finding.Figures.Count)));
        Assert.Contains("is 8 in the figures, and a recount comes to 9", findings[0].Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void RecountDrift_OfABase_BlocksToo()
    {
        LedgerDifference drift = new("border_cases_registered", new(2020, 5, 1), new(2020, 5, 31), "53", "", 8, 9);

        var finding = Assert.Single(Find([Row(Indicator("border_cases_registered"), Approximate.Exact(9), May)], drift: [drift], bases: [Period.ForMonth(2020, 5)]));

        Assert.Equal((GateRule.RecountDrift, FindingSeverity.Blocking), (finding.Rule, finding.Severity));
    }

    private static Release Published(BulletinLine line) => new()
    {
        State = ReleaseState.Published,
        Period = "2021-Q1",
        StartDate = "2021-01-01",
        EndDate = "2021-03-31",
        Content = new() { Lines = { line } },
    };

    private static Approximate Rounded(decimal amount, decimal step) => Approximate.Of(amount, Qualifier.Rounded, step, wholeThings: true);

    private static FigureRow Part(Approximate? value) => Row(Inspected, value, May);

    private static ReportedCell Cell(string series, DateOnly start, DateOnly end, decimal amount) =>
        new(series, start, end, "", "", amount, 0, 0, false, end, end);

    private static FigureParts Areas(params FigureRow[] rows) => new(Breakdown.Area, FigureParts.Ways[0].Noun, FigureParts.Ways[0].AddsUp, rows);

    private static IReadOnlyList<Finding> Find(
        IReadOnlyList<FigureRow> rows,
        FigureParts? parts = null,
        IReadOnlyList<ReportedCell>? cells = null,
        IReadOnlyList<LedgerDifference>? drift = null,
        IReadOnlyList<Release>? published = null,
        IReadOnlyList<Period>? bases = null)
    {
        var query = new FigureQuery { Indicators = [.. rows.Select(row => row.Indicator)], Period = rows[0].Period, Bases = bases ?? [], Today = new(2022, 1, 1) };
        var bulletin = new ComposedBulletin(
            query,
            rows,
            new ReferenceData(query.Indicators, AreaTree.Empty),
            AreaTree.Empty.NameOf(""),
            BulletinWriter.Write(rows, query.Period, null, null, unrounded: false),
            new());
        return GateRules.Find(new(
            bulletin, parts is null ? [] : [parts], cells ?? [], [], ReportDue.Of(query.Period, 10, query.Today), drift ?? [], published ?? []));
    }
}
