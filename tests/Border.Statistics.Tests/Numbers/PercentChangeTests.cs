using Border.Statistics.Numbers;
using Border.Statistics.V1;
using FsCheck;
using FsCheck.Fluent;

namespace Border.Statistics.Tests.Numbers;

public sealed class PercentChangeTests
{
    [Theory]
    [InlineData("150", "100", "50")]
    [InlineData("50", "100", "-50")]
    [InlineData("100", "100", "0")]
    [InlineData("0", "100", "-100")]
    [InlineData("1", "3", "-66.67")]
    [InlineData("200009", "200000", "0")]
    [InlineData("200010", "200000", "0.01")]
    [InlineData("199990", "200000", "-0.01")]
    [InlineData("-50", "-100", "50")]
    [InlineData("5", "-10", "150")]
    public void Between_ExactNumbers_IsOnePercentage(string value, string basis, string percent)
    {
        var change = PercentChange.Between(Exact(value), Exact(basis));

        Assert.Equal(Decimals.Parse(percent), PercentChange.Printed(change!.Percent));
        Assert.Equal((change.Percent, change.Percent), (change.Low, change.High));
    }

    [Fact]
    public void Printed_Half_GoesAwayFromZero() =>
        Assert.Equal((0.13m, -0.13m), (PercentChange.Printed(0.125m), PercentChange.Printed(-0.125m)));

    [Fact]
    public void Between_RoundedValueAndBase_IsABand()
    {
        var value = Approximate.Of(31000, Qualifier.Rounded, 1000, true);
        var basis = Approximate.Of(10000, Qualifier.Rounded, 1000, true);

        var change = PercentChange.Between(value, basis)!;

        Assert.Equal(210, change.Percent);
        Assert.Equal((190.48m, 231.58m), (PercentChange.Printed(change.Low!.Value), PercentChange.Printed(change.High!.Value)));
    }

    [Fact]
    public void Between_BaseIsZero_IsNone() => Assert.Null(PercentChange.Between(Exact("5"), Exact("0")));

    [Fact]
    public void Between_BaseMayBeZero_HasNoUpperLimit()
    {
        var change = PercentChange.Between(Exact("1000"), Approximate.Of(500, Qualifier.Rounded, 1000, true))!;

        Assert.Equal((100m, 0m, null), (change.Percent, change.Low, change.High));
    }

    [Fact]
    public void Between_AnyBands_HoldsThePercentageOfEveryTruePair() => Prop.ForAll(
        ApproximateTests.Bands, ApproximateTests.Bands, Gen.Choose(0, 100).ToArbitrary(), (value, basis, share) =>
    {
        if (basis.Low <= 0)
            return true;
        var change = PercentChange.Between(value, basis)!;
        var trueValue = value.Low + ((value.High - value.Low) * share / 100);
        var trueBase = basis.High - ((basis.High - basis.Low) * share / 100);
        var percent = (trueValue - trueBase) / trueBase * 100;
        return change.Low - 0.0001m <= percent && percent <= change.High + 0.0001m
            && change.Low <= change.Percent && change.Percent <= change.High;
    }).QuickCheckThrowOnFailure();

    private static Approximate Exact(string amount) => Approximate.Exact(Decimals.Parse(amount));
}
