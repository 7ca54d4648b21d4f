using Border.Cli.Printing;

namespace Border.Cli.Tests;

public sealed class SafeCellsTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-1+2", "'-1+2")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\tx", "'\tx")]
    [InlineData("red;=1", "red;'=1")]
    [InlineData("red,\n=1", "red,'\n'=1")]
    public void Of_WhatASpreadsheetWouldCarryOut_GetsAnApostrophe(string value, string safe) => Assert.Equal(safe, SafeCells.Of(value));

    [Theory]
    [InlineData("")]
    [InlineData("-12.5")]
    [InlineData("+8")]
    [InlineData("-1.5E-05")]
    [InlineData("U-1; U-2")]
    [InlineData("2021-03-01T08:00:00+08:00")]
    [InlineData("a=b")]
    public void Of_NumbersAndPlainText_StayAsTheyAre(string value) => Assert.Equal(value, SafeCells.Of(value));
}
