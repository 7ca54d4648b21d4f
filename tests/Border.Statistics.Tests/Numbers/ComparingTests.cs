using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.V1;

namespace Border.Statistics.Tests.Numbers;

public sealed class ComparingTests
{
    private static readonly Period Base = Period.ForHalf(2020, 1);

    [Fact]
    public void Compare_OrdinaryBase_GivesChangeAndPercent()
    {
        var comparison = Compare(96, 30);

        Assert.Equal((66m, 220m), (comparison.Change, comparison.Percent!.Percent));
        Assert.Empty(comparison.Flags);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Compare_BaseIsZero_IsFromNone(int value)
    {
        var comparison = Compare(value, 0);

        Assert.Equal((decimal)value, comparison.Change);
        Assert.Null(comparison.Percent);
        Assert.Equal([FigureFlag.FromNone], comparison.Flags);
    }

    [Theory]
    [InlineData("29.99", true)]
    [InlineData("30", false)]
    [InlineData("1", true)]
    public void Compare_BaseUnderThirty_IsFlagged(string basis, bool flagged)
    {
        var comparison = Comparing.Compare(
            Approximate.Exact(10), new(Base, Approximate.Exact(Decimals.Parse(basis)), []), acrossRuleBreaks: false);

        Assert.Equal(flagged, comparison.Has(FigureFlag.SmallBase));
        Assert.NotNull(comparison.Percent);
    }

    [Fact]
    public void Compare_RuleBreak_WithholdsThePercentage()
    {
        var comparison = Comparing.Compare(Approximate.Exact(96), Known(30, hasRuleBreak: true), acrossRuleBreaks: false);

        Assert.Equal(66, comparison.Change);
        Assert.Null(comparison.Percent);
        Assert.Equal([FigureFlag.RuleBreak], comparison.Flags);
    }

    [Fact]
    public void Compare_RuleBreakAskedFor_GivesThePercentageFlagged()
    {
        var comparison = Comparing.Compare(Approximate.Exact(96), Known(30, hasRuleBreak: true), acrossRuleBreaks: true);

        Assert.Equal(220, comparison.Percent!.Percent);
        Assert.Equal([FigureFlag.RuleBreak], comparison.Flags);
    }

    [Fact]
    public void Compare_BaseUnknown_GivesNothingButItsFlags()
    {
        var comparison = Comparing.Compare(Approximate.Exact(96), new(Base, null, [FigureFlag.NoBase]), acrossRuleBreaks: false);

        Assert.Equal((null, null, null), (comparison.Base, comparison.Change, comparison.Percent));
        Assert.Equal([FigureFlag.NoBase], comparison.Flags);
    }

    [Fact]
    public void Compare_FigureUnknown_GivesOnlyTheBase()
    {
        var comparison = Comparing.Compare(null, Known(40), acrossRuleBreaks: false);

        Assert.Equal(Approximate.Exact(40), comparison.Base);
        Assert.Equal((null, null), (comparison.Change, comparison.Percent));
    }

    [Fact]
    public void Compare_OtherDays_GivesOnlyTheBase()
    {
        var comparison = Comparing.Compare(Approximate.Exact(96), Known(40) with { AreAlike = false }, acrossRuleBreaks: false);

        Assert.Equal((null, null), (comparison.Change, comparison.Percent));
        Assert.Equal([FigureFlag.Partial], comparison.Flags);
    }

    private static BaseComparison Compare(decimal value, decimal basis) =>
        Comparing.Compare(Approximate.Exact(value), Known(basis), acrossRuleBreaks: false);

    private static BaseFigure Known(decimal basis, bool hasRuleBreak = false) =>
        new(Base, Approximate.Exact(basis), [], HasRuleBreak: hasRuleBreak);
}
