using Border.Cli.Files;

namespace Border.Cli.Tests;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("8419", "8419")]
    [InlineData("1.5E+7", "15000000")]
    [InlineData("1.5e7", "15000000")]
    [InlineData("25E-2", "0.25")]
    [InlineData("2.5E-3", "0.0025")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1,234.50", "1234.5")]
    [InlineData("-12,345", "-12345")]
    [InlineData("\u22125", "-5")]
    [InlineData("+7", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-0.0", "0")]
    [InlineData("007", "7")]
    [InlineData("999999999999999.999999", "999999999999999.999999")]
    [InlineData("0.0000010", "0.000001")]
    public void TryRead_Number_GivesPlainDecimal(string written, string plain)
    {
        Assert.True(ExactNumber.TryRead(written, commaIsClear: true, out var read, out _));
        Assert.Equal(plain, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1 234")]
    [InlineData("1,23")]
    [InlineData("12,34,567")]
    [InlineData("1,234E2")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("12%")]
    [InlineData("0x1F")]
    [InlineData("٣")]
    [InlineData(".")]
    [InlineData("1000000000000000")]
    [InlineData("0.0000001")]
    [InlineData("1e999")]
    public void TryRead_NotANumberOrTooLong_SaysWhy(string written)
    {
        Assert.False(ExactNumber.TryRead(written, commaIsClear: true, out _, out var fault));
        Assert.Contains($"'{written}'", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,234", false)]
    [InlineData("1,234,567", true)]
    [InlineData("1,234.5", true)]
    [InlineData("1234", true)]
    public void TryRead_CommaThatMayBeADecimalComma_IsNotGuessed(string written, bool isRead) =>
        Assert.Equal(isRead, ExactNumber.TryRead(written, commaIsClear: false, out _, out _));
}
