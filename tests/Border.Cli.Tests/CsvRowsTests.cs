using Border.Cli.Files;

namespace Border.Cli.Tests;

public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2", "1|2")]
    [InlineData("a,b\r1,2\r", "1|2")]
    [InlineData("a;b\n1;2", "1|2")]
    [InlineData("a\tb\n1\t2", "1|2")]
    [InlineData("a,b\n\"1,234\",2", "1,234|2")]
    [InlineData("a,b\n 1 , \"2\" ", "1|2")]
    [InlineData("a,b\n\"say \"\"yes\"\"\",2", "say \"yes\"|2")]
    [InlineData("a,b\n\"two\nlines\",2", "two\nlines|2")]
    [InlineData("a,b\n1,", "1|")]
    [InlineData("a,b\n\"\",2", "|2")]
    [InlineData("a;b\n\"1;2\";3,5", "1;2|3,5")]
    [InlineData("a\tb\n\t2", "|2")]
    public void Read_RowOfManyForms_GivesValues(string text, string values)
    {
        var row = CsvRows.Of(text).Read().ElementAt(1);

        Assert.Equal(values, string.Join('|', row.Values));
        Assert.Null(row.Fault);
    }

    [Fact]
    public void Read_BlankLinesAndRowsOfNothing_AreLeftOutAndCounted()
    {
        var rows = CsvRows.Of("a,b\r\n\r\n  \r\n,,\r\n1,2\r\n\r\n").Read().ToList();

        Assert.Equal([1, 5], rows.Select(row => row.Line));
    }

    [Fact]
    public void Read_ValueOverSeveralLines_NextRowHasItsTrueLine()
    {
        var rows = CsvRows.Of("a,b\n\"x\ny\nz\",1\n2,3").Read().ToList();

        Assert.Equal([1, 2, 5], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("a,b\n1,\"open\n3,4\n5,6", "A quote is opened and never closed.")]
    [InlineData("a,b\n1,x\"y\n3,4\n5,6", "A quote stands inside a value that is not quoted.")]
    [InlineData("a,b\n1,\"x\"y\n3,4\n5,6", "Something stands behind a closing quote.")]
    public void Read_BadQuotes_AreOneRowsFault(string text, string fault)
    {
        var rows = CsvRows.Of(text).Read().ToList();

        Assert.Equal([null, fault, null, null], rows.Select(row => row.Fault));
        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.Line));
    }

    [Fact]
    public void Read_UnclosedQuoteAndAnEmptyQuotedValueAtTheEnd_SwallowsNoRow()
    {
        var rows = CsvRows.Of("a,b\n1,\"open\n3,\"\"").Read().ToList();

        Assert.Equal(["", "A quote is opened and never closed.", ""], rows.Select(row => row.Fault ?? ""));
        Assert.Equal(["3", ""], rows[2].Values);
    }

    [Fact]
    public void Read_Nothing_GivesNoRows() => Assert.Empty(CsvRows.Of("\r\n \r\n").Read());
}
