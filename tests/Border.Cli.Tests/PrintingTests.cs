using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Tests;

public sealed class PrintingTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Yunnan", 6)]
    [InlineData("云南", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("한국", 4)]
    [InlineData("𠀀", 2)]
    [InlineData("é€", 2)]
    public void DisplayWidth_Text_CountsColumns(string text, int width) => Assert.Equal(width, DisplayWidth.Of(text));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("999", "999")]
    [InlineData("1000", "1,000")]
    [InlineData("-1000", "-1,000")]
    [InlineData("-100", "-100")]
    [InlineData("1234567.1234567", "1,234,567.1234567")]
    [InlineData("", "")]
    public void Grouped_Amount_GetsSeparators(string amount, string text) => Assert.Equal(text, Numbers.Grouped(amount));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData(" a", "\" a\"")]
    [InlineData("", "")]
    public void CsvText_Value_IsQuotedWhereNeeded(string value, string text) => Assert.Equal(text, CsvText.Row([value]));

    [Fact]
    public void TextTable_WideCharactersAndNumbers_AreAligned()
    {
        var table = new TextTable(TextTable.Left("area"), TextTable.Left("empty"), TextTable.Right("n"));
        table.Add("云南", "", "8,419");
        table.Add("x", "", "5");

        Assert.Equal(["area      n", "----  -----", "云南  8,419", "x         5"], table.Lines());
    }

    [Fact]
    public void FigureCsv_WithComparisons_GivesARowEach()
    {
        var figure = Figures.Compared();

        Assert.Equal(
            [
                "indicator,unit,period,area,category,value,qualifier,low,high,base_period,base_value,change,percent,percent_low,percent_high,flags,remainder",
                "arrests,persons,2021-H1,53,,21000,more_than,21000,21999,2020-H1,5660,15340,271.02,271.02,288.67,partial,false",
                "arrests,persons,2021-H1,53,,21000,more_than,21000,21999,2019-H1,0,21000,,,,partial;from_none,false",
            ],
            FigureText.Csv([figure]));
    }

    [Fact]
    public void FigureCsv_NotReported_LeavesTheValueEmpty()
    {
        var figure = new Figure { Indicator = "entries", Unit = "persons", Period = "2021-05", Category = "a,b", Flags = { FigureFlag.NotReported } };

        Assert.Equal("entries,persons,2021-05,,\"a,b\",,,,,,,,,,,not_reported,false", FigureText.Csv([figure]).Last());
    }

    [Fact]
    public void FigureTable_WithComparisons_ReadsWell()
    {
        var lines = FigureText.Table([Figures.Compared()]).ToList();

        Assert.Equal("arrests    2021-H1  53    more than 21,000  persons  2020-H1       5,660  +15,340  +271.02% to +288.67%  partial", lines[2]);
        Assert.Equal("                                                     2019-H1           0  +21,000                        partial, from none", lines[3]);
    }

    [Fact]
    public void Figure_OfTheAreaItself_IsToldApart()
    {
        var figure = new Figure { Indicator = "arrests", Period = "2021-H1", Area = "53", Remainder = true };

        Assert.EndsWith(",true", FigureText.Csv([figure]).Last(), StringComparison.Ordinal);
        Assert.Contains(" 53 itself ", FigureText.Table([figure]).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void EnumWords_FlagUnknownToThisClient_IsItsNumber() => Assert.Equal("77", EnumWords.WordOf((FigureFlag)77));
}

internal static class Figures
{
    public static Figure Compared() => new()
    {
        Indicator = "arrests",
        Unit = "persons",
        Period = "2021-H1",
        Area = "53",
        Value = new Value { Amount = "21000", Qualifier = Qualifier.MoreThan, Low = "21000", High = "21999" },
        Flags = { FigureFlag.Partial },
        Comparisons =
        {
            new Comparison
            {
                BasePeriod = "2020-H1", Base = new Value { Amount = "5660" }, Change = "15340",
                Percent = "271.02", PercentLow = "271.02", PercentHigh = "288.67",
            },
            new Comparison { BasePeriod = "2019-H1", Base = new Value { Amount = "0" }, Change = "21000", Flags = { FigureFlag.FromNone } },
        },
    };
}
