using Border.Cases.V1;
using Border.Statistics.Indicators;
using Border.Statistics.Periods;
using static Border.Statistics.Tests.Periods.PeriodParserTests;

namespace Border.Statistics.Tests.Indicators;

public sealed class CountingRuleTests
{
    private static readonly LocalDays Days = new(TimeZoneInfo.Utc);

    private static readonly CountingRule TwoVersions = new(FeedNames.Cases, "register_time", "", [
        RuleStage.First<Case>(record => [new(record.RegisterTime, "", "", 1)]),
        new(Day("2021-01-01"), new("Doubled.", "加倍。"), record => [new(((Case)record).RegisterTime, "", "", 2)]),
    ]);

    [Theory]
    [InlineData("2020-12-31T23:59:59Z", 1)]
    [InlineData("2021-01-01T00:00:00Z", 2)]
    public void Lines_SecondVersion_CountsFromItsFirstDay(string time, int amount)
    {
        var record = new Case { RegisterTime = Records.Time(time) };

        var line = Assert.Single(TwoVersions.Lines("x", record, Days));

        Assert.Equal(amount, line.Amount);
    }

    [Theory]
    [InlineData("2020", "2021", true)]
    [InlineData("2021-H1", "2020-H1", true)]
    [InlineData("2020-12-01..2021-01-01", "2020-11", true)]
    [InlineData("2021", "2022", false)]
    [InlineData("2019", "2020", false)]
    public void ChangesBetween_Ranges_TellsWhetherTheVersionsDiffer(string one, string other, bool changes) =>
        Assert.Equal(changes, TwoVersions.ChangesBetween(Parsed(one).Range, Parsed(other).Range));

    [Fact]
    public void Count_RecordOfAnotherFeed_CountsNowhere() =>
        Assert.Empty(Records.Indicators.Count(FeedNames.Patrols, Records.Case()));

    [Fact]
    public void All_CountedIndicators_ExplainThemselvesInBothLanguages() => Assert.All(Records.Indicators.All, indicator =>
    {
        Assert.True(indicator.IsCounted);
        Assert.All(
            [indicator.Name, indicator.Methodology],
            text => Assert.True(text.En.Length is > 5 and <= 500 && text.Zh.Length is > 3 and <= 500));
        Assert.NotEmpty(indicator.Rule!.DecidingDate);
        Assert.NotEmpty(indicator.Rule.CategoryKind);
        Assert.Contains("{0}", indicator.Sentence!.En, StringComparison.Ordinal);
        Assert.Contains("{0}", indicator.Sentence.EnOne, StringComparison.Ordinal);
        Assert.Contains("{0}", indicator.Sentence.Zh, StringComparison.Ordinal);
    });

    [Fact]
    public void All_CountedIndicators_HaveOneCodeEach() =>
        Assert.Equal(Records.Indicators.All.Count, Records.Indicators.All.Select(indicator => indicator.Code).Distinct().Count());

    [Theory]
    [InlineData("code,group\nx,drugs\nx,drugs")]
    [InlineData("code,name\nx,y")]
    [InlineData("code,group\nx")]
    [InlineData("")]
    public void Read_BrokenCatalogue_IsRefused(string text) =>
        Assert.ThrowsAny<Exception>(() => OffenceGroups.Read(new StringReader(text)));

    [Theory]
    [InlineData("illegal_crossing", OffenceGroups.BorderManagement)]
    [InlineData("drug_trafficking", OffenceGroups.Drugs)]
    [InlineData("not_in_the_catalogue", null)]
    public void ReadBuiltIn_Offence_HasItsGroup(string offence, string? group) =>
        Assert.Equal(group, OffenceGroups.ReadBuiltIn().Of(offence));
}
