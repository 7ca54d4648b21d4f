using Border.Statistics.Bulletins;
using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Tests.Bulletins;

public sealed class SentenceTests
{
    private const string Cases = "border_cases_registered";

    [Fact]
    public void Write_Rise_TellsPercentAndBase() => Says(
        Rows.Compared(Rows.Indicator(Cases), 7654, "2021-H1", ("2020-H1", 2385)),
        "7,654 border cases were registered, up 221% on the first half of 2020 (2,385).",
        "立案侦办妨害国（边）境管理刑事案件7654起，同比上升221%（2020年上半年为2385起）。");

    [Fact]
    public void Write_MoreThan_BeginsWithACapital() => Says(
        Rows.Compared(Rows.Indicator("suspects_arrested"), 23456, "2021-H1", ("2020-H1", 6300)),
        "More than 23,000 suspects were arrested, up 272% on the first half of 2020 (more than 6,000).",
        "抓获犯罪嫌疑人超过23000人，同比上升272%（2020年上半年为超过6000人）。");

    [Fact]
    public void Write_Fall_TellsPercentAndBase() => Says(
        Rows.Compared(Rows.Indicator("drugs_seized"), 4.12m, "2021-05", ("2020-05", 8)),
        "4.12 t of drugs were seized, down 48.5% on May 2020 (8 t).",
        "缴获各类毒品4.12吨，同比下降48.5%（2020年5月为8吨）。");

    [Fact]
    public void Write_GreatFall_TellsTheShareThatIsLeft() => Says(
        Rows.Compared(Rows.Returned("documents", Qualifier.Rounded, 1000), 345000, "2021-H1", ("2019-H1", 17250000)),
        "Things inspected: 345,000, only 2% of the same period of 2019 (17,250,000).",
        "查验事项：345000件，仅为2019年同期的2%（17250000件）。");

    [Fact]
    public void Write_AlmostNothingLeft_IsLessThanOnePercent() => Says(
        Rows.Compared(Rows.Returned("documents"), 3, "2021-H1", ("2020-H2", 1000)),
        "Things inspected: 3, less than 1% of the second half of 2020 (1,000).",
        "查验事项：3件，不足2020年下半年的1%（1000件）。");

    [Fact]
    public void Write_SeveralBases_AreAllTold() => Says(
        Rows.Compared(Rows.Returned("aircraft", Qualifier.Rounded, 1000), 120000, "2021-H1", ("2019-H1", 40000), ("2020-H1", 80000)),
        "Things inspected: 120,000, up 200% on the first half of 2019 (40,000) and up 50% on the first half of 2020 (80,000).",
        "查验事项：120000架次，比2019年同期上升200%（2019年上半年为40000架次），同比上升50%（2020年上半年为80000架次）。");

    [Fact]
    public void Write_FromNone_HasNoPercentage() => Says(
        Rows.Compared(Rows.Indicator(Cases), 5, "2021-Q2", ("2020-Q2", 0)),
        "5 border cases were registered, from none in the second quarter of 2020.",
        "立案侦办妨害国（边）境管理刑事案件5起，2020年第二季度为零。");

    [Fact]
    public void Write_One_IsSingular() => Says(
        Rows.Compared(Rows.Indicator(Cases), 1, "2021-05-17"),
        "1 border case was registered.",
        "立案侦办妨害国（边）境管理刑事案件1起。");

    [Fact]
    public void Write_SameNumber_IsUnchanged() => Says(
        Rows.Compared(Rows.Indicator(Cases), 50, "2021", ("2020", 50)),
        "50 border cases were registered, unchanged from 2020 (50).",
        "立案侦办妨害国（边）境管理刑事案件50起，与2020年持平（50起）。");

    [Fact]
    public void Write_HardlyAnyChange_IsLittleChanged() => Says(
        Rows.Compared(Rows.Indicator(Cases), 5001, "2021", ("2020", 5000)),
        "5,001 border cases were registered, little changed from 2020 (5,000).",
        "立案侦办妨害国（边）境管理刑事案件5001起，同比基本持平（2020年为5000起）。");

    [Fact]
    public void Write_NowNone_TellsTheBase() => Says(
        Rows.Compared(Rows.Indicator(Cases), 0, "2021", ("2020", 50)),
        "0 border cases were registered, against 50 in 2020.",
        "立案侦办妨害国（边）境管理刑事案件0起，2020年为50起。");

    [Fact]
    public void Write_RateInPercent_ChangesByPoints() => Says(
        Rows.Compared(Rows.Returned("percent", Qualifier.Exact, 0.1m, Measure.Rate), 98.7m, "2021-H1", ("2020-H1", 97.2m)),
        "Things inspected: 98.7%, up 1.5 percentage points on the first half of 2020 (97.2%).",
        "查验事项：98.7%，比2020年上半年上升1.5个百分点（97.2%）。");

    [Theory]
    [InlineData(FigureFlag.NoBase)]
    [InlineData(FigureFlag.NotReported)]
    public void Write_NoBase_TellsTheNumberAlone(FigureFlag flag) => Says(
        Rows.Row(
            Rows.Indicator(Cases),
            Approximate.Exact(90),
            "2021",
            Rows.Base(Approximate.Exact(90), "2019", null, flag),
            Rows.Base(Approximate.Exact(90), "2020", Approximate.Exact(60))),
        "90 border cases were registered, up 50% on 2020 (60).",
        "立案侦办妨害国（边）境管理刑事案件90起，同比上升50%（2020年为60起）。");

    [Fact]
    public void Write_RuleBreak_TellsBothNumbersWithoutPercentage()
    {
        var comparison = Comparing.Compare(
            Approximate.Exact(90), new(Periods.PeriodParserTests.Parsed("2020"), Approximate.Exact(40), [], HasRuleBreak: true), false);

        Says(
            Rows.Row(Rows.Indicator(Cases), Approximate.Exact(90), "2021", comparison),
            "90 border cases were registered, against 40 in 2020 by another counting rule.",
            "立案侦办妨害国（边）境管理刑事案件90起，2020年按另一统计口径为40起。");
    }

    [Fact]
    public void Write_Incomplete_TellsBothNumbersWithoutPercentage() => Says(
        Rows.Row(
            Rows.Returned("cases"),
            Approximate.Exact(90),
            "2021",
            Rows.Base(Approximate.Exact(90), "2020", Approximate.Exact(40), FigureFlag.Incomplete)),
        "Things inspected: 90, against 40 in 2020, as far as reported.",
        "查验事项：90起，2020年已上报部分为40起。");

    [Fact]
    public void Write_NotAdditive_SaysSo()
    {
        var row = Rows.Row(Rows.Returned("percent", measure: Measure.Rate), null, "2021") with { Flags = [FigureFlag.NotAdditive] };

        Assert.True(SentenceWriter.IsTold(row));
        Says(row, "Things inspected: what was reported does not add up to this period and area.", "查验事项：已上报数据不能按本期间和辖区相加。");
    }

    [Fact]
    public void IsTold_NothingCountedNorReported_IsNot()
    {
        Assert.False(SentenceWriter.IsTold(Rows.Compared(Rows.Indicator(Cases), 0, "2021", ("2020", 0))));
        Assert.False(SentenceWriter.IsTold(Rows.Row(Rows.Returned("cases"), null, "2021") with { Flags = [FigureFlag.NotReported] }));
    }

    [Fact]
    public void IsTold_ZeroReportedOrCountedBefore_Is()
    {
        Assert.True(SentenceWriter.IsTold(Rows.Row(Rows.Returned("cases"), Approximate.Exact(0), "2021")));
        Assert.True(SentenceWriter.IsTold(Rows.Compared(Rows.Indicator(Cases), 0, "2021", ("2020", 3))));
    }

    private static void Says(FigureRow row, string en, string zh) =>
        Assert.Equal(new(en, zh), SentenceWriter.Write(row, unrounded: false).Sentence);
}
