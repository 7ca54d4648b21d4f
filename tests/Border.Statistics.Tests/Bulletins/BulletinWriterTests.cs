using Border.Statistics.Bulletins;
using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.V1;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Bulletins;

public sealed class BulletinWriterTests
{
    private const string Cases = "border_cases_registered";

    [Fact]
    public void Write_Rows_IsTitleSentencesAndNotes()
    {
        FigureRow[] rows =
        [
            Rows.Compared(Rows.Indicator(Cases), 96, "2021-H1", ("2020-H1", 30)),
            Rows.Compared(Rows.Indicator("firearms_seized"), 0, "2021-H1", ("2020-H1", 0)),
            Rows.Compared(Rows.Indicator("joint_patrols"), 12, "2021-H1", ("2020-H1", 10)),
        ];

        var text = BulletinWriter.Write(rows, Parsed("2021-H1"), new("Yunnan", "云南省"), Day("2021-07-05"), unrounded: false);

        Assert.Equal(
            """
            Border bulletin: first half of 2021, Yunnan
            96 border cases were registered, up 220% on the first half of 2020 (30).
            12 joint patrols were conducted with neighbouring states, up 20% on the first half of 2020 (10).
            Note: As known on 5 July 2021.
            Note: The base is under 30 and its percentage says little: Joint patrols.
            """,
            text.Whole.En);
        Assert.Equal(
            """
            边境管理统计公报：2021年上半年，云南省
            立案侦办妨害国（边）境管理刑事案件96起，同比上升220%（2020年上半年为30起）。
            与邻国开展联合巡逻12次，同比上升20%（2020年上半年为10次）。
            注：以2021年7月5日所知为准。
            注：基数小于30，百分比仅供参考：联合巡逻次数。
            """,
            text.Whole.Zh);
        Assert.Equal([Cases, "joint_patrols"], text.Lines.Select(line => line.Row.Indicator.Code));
    }

    [Fact]
    public void Write_PeriodNotOver_SaysToWhichDay()
    {
        var row = Rows.Compared(Rows.Indicator(Cases), 96, "2023") with
        {
            Counted = new(Day("2023-01-01"), Day("2023-08-20")),
            Flags = [FigureFlag.Partial],
        };

        Assert.Equal(["Note: The period is not over; it is counted to 20 August 2023, and bases have the same days."], Notes(row));
    }

    [Fact]
    public void Write_FeedAwayAndNothingTold_SaysSo()
    {
        var row = Rows.Compared(Rows.Indicator(Cases), 0, "2023") with { Flags = [FigureFlag.Stale] };

        Assert.Equal(["Note: The feed cases is behind or away; its latest records may be missing."], Notes(row));
    }

    [Theory]
    [InlineData(FigureFlag.Incomplete, "Not every area or part of the period has reported: Things inspected.")]
    [InlineData(FigureFlag.LoadedLater, "Loaded after the day on which it is said to have been known: Things inspected.")]
    [InlineData(FigureFlag.NoBase, "Records are held for a part of the base period only: Things inspected.")]
    [InlineData(FigureFlag.RuleBreak, "The counting rule changed between the periods: Things inspected.")]
    public void Write_BaseIsFlagged_SaysSo(FigureFlag flag, string note)
    {
        var value = Approximate.Exact(90);
        var row = Rows.Row(Rows.Returned("cases"), value, "2021", Rows.Base(value, "2020", Approximate.Exact(40), flag));

        Assert.Equal(["Note: " + note], Notes(row));
    }

    [Theory]
    [InlineData(FigureFlag.NoBase, "No records are held from the first half of 2019: Things inspected; Things inspected.")]
    [InlineData(FigureFlag.NotReported, "Nothing was reported for the first half of 2019: Things inspected; Things inspected.")]
    [InlineData(FigureFlag.NotAdditive, "What was reported does not add up to the first half of 2019: Things inspected; Things inspected.")]
    public void Write_BasesAreMissing_SaysWhichAndWhyOnce(FigureFlag flag, string note)
    {
        var value = Approximate.Exact(90);
        var row = Rows.Row(Rows.Returned("cases"), value, "2021-H1", Rows.Base(value, "2019-H1", null, flag));

        var text = BulletinWriter.Write([row, row], row.Period, null, null, unrounded: false).Whole.En;

        Assert.Equal("Note: " + note, text.Split('\n')[^1]);
        Assert.Equal(4, text.Split('\n').Length);
    }

    [Fact]
    public void Write_RoundedBase_SaysThatThePercentageIsApproximate()
    {
        var value = Approximate.Exact(90);
        var basis = Approximate.Of(4000, Qualifier.Rounded, 1000, true);
        var row = Rows.Row(Rows.Returned("cases"), value, "2021", Rows.Base(value, "2020", basis));

        Assert.Equal(["Note: Percentages of rounded numbers are approximate: Things inspected."], Notes(row));
    }

    [Fact]
    public void Write_SmallMassInTonnes_IsNoSmallBase() =>
        Assert.Empty(Notes(Rows.Compared(Rows.Indicator("drugs_seized"), 5, "2021", ("2020", 4))));

    private static IEnumerable<string> Notes(FigureRow row) =>
        BulletinWriter.Write([row], row.Period, null, null, unrounded: false).Whole.En.Split('\n').Where(line => line.StartsWith("Note", StringComparison.Ordinal));
}
