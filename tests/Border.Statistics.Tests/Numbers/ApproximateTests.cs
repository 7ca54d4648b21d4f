using Border.Statistics.Numbers;
using Border.Statistics.V1;
using FsCheck;
using FsCheck.Fluent;

namespace Border.Statistics.Tests.Numbers;

public sealed class ApproximateTests
{
    [Theory]
    [InlineData("8419", Qualifier.Exact, "1", "8419", "8419", true)]
    [InlineData("31000", Qualifier.Rounded, "1000", "30500", "31500", true)]
    [InlineData("21000", Qualifier.MoreThan, "1000", "21000", "21999", true)]
    [InlineData("2200", Qualifier.MoreThan, "100", "2200", "2299", true)]
    [InlineData("5.6", Qualifier.MoreThan, "0.1", "5.6", "5.7", false)]
    [InlineData("350", Qualifier.MoreThan, "10", "350", "360", false)]
    [InlineData("5.6", Qualifier.Rounded, "0.1", "5.55", "5.65", false)]
    public void Of_Qualified_GivesItsBand(string amount, Qualifier qualifier, string step, string low, string high, bool whole)
    {
        var number = Approximate.Of(Decimals.Parse(amount), qualifier, Decimals.Parse(step), whole);

        Assert.Equal(new(Decimals.Parse(amount), Decimals.Parse(low), Decimals.Parse(high)), number);
        Assert.Equal(qualifier, number.Qualifier);
    }

    [Fact]
    public void Qualifier_MoreThanPlusRounded_IsRounded()
    {
        var sum = Approximate.Of(2200, Qualifier.MoreThan, 100, true) + Approximate.Of(1000, Qualifier.Rounded, 1000, true);

        Assert.Equal((Qualifier.Rounded, 2700m, 3799m), (sum.Qualifier, sum.Low, sum.High));
    }

    [Fact]
    public void Sum_AnyBands_HoldsEverySumOfTrueValues() => Prop.ForAll(Bands, Bands, (left, right) =>
    {
        var sum = left + right;
        return sum.Low == left.Low + right.Low && sum.High == left.High + right.High
            && sum.Low <= sum.Amount && sum.Amount <= sum.High
            && sum.Below == left.Below + right.Below && sum.Above == left.Above + right.Above;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("5.630000", "5.63")]
    [InlineData("0.000", "0")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("66973000", "66973000")]
    [InlineData("0.000000001", "0.000000001")]
    public void Text_Decimal_HasNoZerosAtTheEnd(string value, string text) => Assert.Equal(text, Decimals.Text(Decimals.Parse(value)));

    [Theory]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData(" 1")]
    [InlineData("")]
    public void TryParse_OtherForms_IsRefused(string text) => Assert.False(Decimals.TryParse(text, out _));

    internal static Arbitrary<Approximate> Bands { get; } = (
        from amount in Gen.Choose(1, 1_000_000)
        from below in Gen.Choose(0, 500)
        from above in Gen.Choose(0, 500)
        select new Approximate(amount, amount - Math.Min(below, amount), amount + above)).ToArbitrary();
}
