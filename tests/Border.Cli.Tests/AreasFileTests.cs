using Border.Cli.Files;
using Border.Statistics.V1;

namespace Border.Cli.Tests;

public sealed class AreasFileTests
{
    [Fact]
    public void Read_GoodRows_GivesAreas()
    {
        var file = AreasFile.Read("kind,code,name_zh,name_en\nRegion,53,云南,Yunnan\nsector,53.02,,\"North, upper\"\n");

        Assert.Empty(file.Faults);
        Assert.Equal([AreaKind.Region, AreaKind.Sector], file.Areas.Select(area => area.Kind));
        Assert.Equal("North, upper", file.Areas[1].DisplayName.En);
    }

    [Theory]
    [InlineData(",Yunnan,云南,region", "code")]
    [InlineData("5..3,Yunnan,云南,region", "code")]
    [InlineData("1.2.3.4.5.6.7,Yunnan,云南,station", "code")]
    [InlineData("53,,,region", "name_en")]
    [InlineData("53,Yunnan,云南,province", "kind")]
    [InlineData("53,Yunnan,云南,", "kind")]
    [InlineData("53,Yunnan,云南,unspecified", "kind")]
    [InlineData("11,Other,,region", "code")]
    public void Read_BadRow_IsNamedByLineAndColumn(string row, string column)
    {
        var file = AreasFile.Read($"code,name_en,name_zh,kind\n11,Beijing,北京,region\n{row}\n");

        Assert.Equal((3, column), (file.Faults.Single().Line, file.Faults.Single().Column));
    }
}
