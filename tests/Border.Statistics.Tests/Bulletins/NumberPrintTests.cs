using Border.Statistics.Bulletins;
using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Tests.Bulletins;

public sealed class NumberPrintTests
{
    [Theory]
    [InlineData("cases", Qualifier.Exact, "1", "7654", "7,654", "7654起")]
    [InlineData("persons", Qualifier.MoreThan, "1000", "23456", "more than 23,000", "超过23000人")]
    [InlineData("persons", Qualifier.MoreThan, "1000", "23000", "23,000", "23000人")]
    [InlineData("persons", Qualifier.MoreThan, "1000", "999", "999", "999人")]
    [InlineData("persons", Qualifier.MoreThan, "1000", "0", "0", "0人")]
    [InlineData("persons", Qualifier.Rounded, "1000", "32499", "32,000", "32000人")]
    [InlineData("persons", Qualifier.Rounded, "1000", "32500", "33,000", "33000人")]
    [InlineData("persons", Qualifier.Rounded, "1000", "499", "499", "499人")]
    [InlineData("t", Qualifier.Exact, "0.01", "4.125001", "4.13 t", "4.13吨")]
    [InlineData("t", Qualifier.Exact, "0.01", "1234.5", "1,234.5 t", "1234.5吨")]
    [InlineData("t", Qualifier.Exact, "0.01", "0.004", "0.004 t", "0.004吨")]
    [InlineData("percent", Qualifier.Exact, "0.1", "98.7", "98.7%", "98.7%")]
    [InlineData("widgets", Qualifier.Exact, "1", "5", "5", "5")]
    [InlineData("persons", Qualifier.Rounded, "1000", "-1500", "-2,000", "-2000人")]
    public void Number_InItsStyle_PrintsAsThePressDoes(
        string unit, Qualifier qualifier, string step, string amount, string en, string zh)
    {
        var print = new NumberPrint(Rows.Returned(unit, qualifier, Decimals.Parse(step)), unrounded: false);

        Assert.Equal(new(en, zh), print.Number(Approximate.Exact(Decimals.Parse(amount))));
    }

    [Fact]
    public void Number_ReportedAsMoreThan_SaysSo()
    {
        var print = new NumberPrint(Rows.Returned("notices"), unrounded: false);

        Assert.Equal("more than 2,300", print.Number(Approximate.Of(2300, Qualifier.MoreThan, 100, true)).En);
    }

    [Theory]
    [InlineData(Qualifier.Rounded, Qualifier.MoreThan, "5600", "more than 5,000")]
    [InlineData(Qualifier.Exact, Qualifier.MoreThan, "5600", "more than 5,000")]
    [InlineData(Qualifier.MoreThan, Qualifier.MoreThan, "5600", "more than 5,000")]
    [InlineData(Qualifier.MoreThan, Qualifier.MoreThan, "5000", "more than 5,000")]
    [InlineData(Qualifier.MoreThan, Qualifier.Rounded, "11200", "more than 10,000")]
    [InlineData(Qualifier.MoreThan, Qualifier.Rounded, "11600", "more than 11,000")]
    [InlineData(Qualifier.MoreThan, Qualifier.Rounded, "11000", "11,000")]
    [InlineData(Qualifier.MoreThan, Qualifier.Rounded, "1200", "1,200")]
    [InlineData(Qualifier.Rounded, Qualifier.Rounded, "5600", "6,000")]
    public void Number_WithABand_ClaimsNoMoreThanItsLeast(Qualifier style, Qualifier value, string amount, string en)
    {
        var print = new NumberPrint(Rows.Returned("persons", style, 1000), unrounded: false);
        var step = value == Qualifier.MoreThan ? 100 : 1000;

        Assert.Equal(en, print.Number(Approximate.Of(Decimals.Parse(amount), value, step, true)).En);
    }

    [Fact]
    public void Number_Unrounded_PrintsAsItIs()
    {
        var print = new NumberPrint(Rows.Returned("persons", Qualifier.MoreThan, 1000), unrounded: true);

        Assert.Equal("23,456", print.Number(Approximate.Exact(23456)).En);
    }

    [Theory]
    [InlineData(Qualifier.Exact, "1", false, "220")]
    [InlineData(Qualifier.MoreThan, "1000", false, "220")]
    [InlineData(Qualifier.Rounded, "1000", false, "219.9")]
    [InlineData(Qualifier.Exact, "0.01", false, "219.9")]
    [InlineData(Qualifier.Exact, "1", true, "219.94")]
    public void Percent_ByStyle_HasItsDecimals(Qualifier qualifier, string step, bool unrounded, string printed)
    {
        var print = new NumberPrint(Rows.Returned("cases", qualifier, Decimals.Parse(step)), unrounded);

        Assert.Equal(printed, print.Percent(-219.94m));
    }
}
