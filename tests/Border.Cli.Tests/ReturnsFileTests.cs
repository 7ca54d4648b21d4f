using Border.Cli.Files;
using Border.Statistics.V1;

namespace Border.Cli.Tests;

public sealed class ReturnsFileTests
{
    private const string Header = "indicator,period_start,period_end,area,category,value,qualifier,precision";

    private static readonly ReportReference Reference = new(
        [
            new Indicator { Code = "entries", Measure = Measure.Flow },
            new Indicator { Code = "windows", Measure = Measure.Stock },
            new Indicator { Code = "cases", Measure = Measure.Flow, Counted = true },
        ],
        [new Area { Code = "53" }]);

    [Fact]
    public void Read_GoodRow_GivesTheReturn()
    {
        var file = ReturnsFile.Read($"{Header}\nentries,2021-01-01,2021-06-30,53,port,\"1,234,567\",More_Than,1E3\n", Reference);

        Assert.Empty(file.Faults);
        Assert.Equal(
            new Return
            {
                Indicator = "entries",
                PeriodStart = "2021-01-01",
                PeriodEnd = "2021-06-30",
                Area = "53",
                Category = "port",
                Value = "1234567",
                Qualifier = Qualifier.MoreThan,
                Precision = "1000",
            },
            file.Rows.Single().Return);
    }

    [Fact]
    public void Read_EmptyOptionalValues_TakeTheirDefaults()
    {
        var file = ReturnsFile.Read($"{Header}\nwindows,2021-06-30,,,,40,,\n", Reference);

        Assert.Equal(
            new Return { Indicator = "windows", PeriodStart = "2021-06-30", PeriodEnd = "2021-06-30", Value = "40", Qualifier = Qualifier.Exact },
            file.Rows.Single().Return);
    }

    [Fact]
    public void Read_ColumnsInOtherOrderAndCaseWithMore_AreFoundAndTheRestNamed()
    {
        var file = ReturnsFile.Read(
            "Source;VALUE;Precision;Qualifier;Category;Area;Period End;Period_Start;Indicator;known_on\r\npress;1.5E+7;;exact;;;2021-06-30;2021-01-01;entries;2021-07-10\r\n",
            Reference);

        var row = file.Rows.Single().Return;
        Assert.Equal(["Source"], file.IgnoredColumns);
        Assert.Equal(("15000000", "2021-06-30", "2021-07-10"), (row.Value, row.PeriodEnd, row.KnownOn));
    }

    [Theory]
    [InlineData(",2021-01-01,,,,1,,", "indicator")]
    [InlineData("nothing,2021-01-01,,,,1,,", "indicator")]
    [InlineData("cases,2021-01-01,,,,1,,", "indicator")]
    [InlineData("windows,2021-01-01,2021-06-30,,,1,,", "period_end")]
    [InlineData("entries,01/02/2021,,,,1,,", "period_start")]
    [InlineData("entries,2021-02-30,,,,1,,", "period_start")]
    [InlineData("entries,0021-02-03,,,,1,,", "period_start")]
    [InlineData("entries,,,,,1,,", "period_start")]
    [InlineData("entries,2021-02-01,2021-01-01,,,1,,", "period_end")]
    [InlineData("entries,2021-02-01,x,,,1,,", "period_end")]
    [InlineData("entries,2021-01-01,,99,,1,,", "area")]
    [InlineData("entries,2021-01-01,,5 3,,1,,", "area")]
    [InlineData("entries,2021-01-01,,,,,,", "value")]
    [InlineData("entries,2021-01-01,,,,many,,", "value")]
    [InlineData("entries,2021-01-01,,,,1,about,", "qualifier")]
    [InlineData("entries,2021-01-01,,,,1,rounded,", "precision")]
    [InlineData("entries,2021-01-01,,,,1,rounded,0", "precision")]
    [InlineData("entries,2021-01-01,,,,1,rounded,-5", "precision")]
    [InlineData("entries,2021-01-01,,,,1,rounded,fine", "precision")]
    [InlineData("entries,2021-01-01,,,,1,,,surplus", "")]
    [InlineData("entries,2021-01-01,,,,\"1,,", "")]
    public void Read_BadRow_IsNamedByLineAndColumn(string row, string column)
    {
        var file = ReturnsFile.Read($"{Header}\nentries,2021-01-02,,,,1,,\n{row}\n", Reference);

        var fault = Assert.Single(file.Faults);
        Assert.Equal((3, column), (fault.Line, fault.Column));
        Assert.Single(file.Rows);
    }

    [Fact]
    public void Read_RowWithManyFaults_NamesEveryOne()
    {
        var file = ReturnsFile.Read($"{Header}\nnothing,x,y,99,{new string('c', 101)},z,perhaps,w\n", Reference);

        Assert.Equal(
            ["area", "category", "indicator", "period_end", "period_start", "precision", "qualifier", "value"],
            file.Faults.Select(fault => fault.Column).Order());
        Assert.Equal(1, file.RowCount);
    }

    [Fact]
    public void Read_SameFigureTwice_IsAFaultOnlyWhenTheValuesDiffer()
    {
        var file = ReturnsFile.Read(
            $"{Header},known_on\nentries,2021-01-01,,,,1,,,\nentries,2021-01-01,,,,1.0,exact,,\nentries,2021-01-01,,,,2,,,\nentries,2021-01-01,,,,2,,,2022-01-01\n",
            Reference);

        Assert.Equal([2, 5], file.Rows.Select(row => row.Line).Order());
        Assert.Equal(1, file.RepeatedCount);
        Assert.Equal(4, Assert.Single(file.Faults).Line);
        Assert.Contains("line 2", file.Faults[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_VintagesOfOneFigure_AreSentOldestFirst()
    {
        var file = ReturnsFile.Read(
            $"{Header},known_on\nentries,2021-01-01,,,,3,,,\nentries,2021-01-01,,,,2,,,2021-03-01\nentries,2021-01-01,,,,1,,,2021-02-01\n", Reference);

        Assert.Equal(["1", "2", "3"], file.Rows.Select(row => row.Return.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("indicator,value\nentries,1\n")]
    [InlineData(Header + ",value\n")]
    public void Read_UnusableHeader_IsRefused(string text)
    {
        var exception = Assert.Throws<CommandException>(() => ReturnsFile.Read(text, Reference));

        Assert.Equal(ExitCode.BadInput, exception.ExitCode);
    }
}
