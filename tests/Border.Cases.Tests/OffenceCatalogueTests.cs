namespace Border.Cases.Tests;

public sealed class OffenceCatalogueTests
{
    [Fact]
    public void All_EveryGroupOfTheDesign_IsThere()
    {
        var all = SampleCases.Catalogue.All;

        Assert.Equal(
            ["border_management", "drugs", "firearms", "fraud", "gambling", "gang_crime", "smuggling"],
            all.Select(offence => offence.Group).Distinct().Order());
        Assert.All(all, offence => Assert.False(offence.DisplayName.En.Length == 0 || offence.DisplayName.Zh.Length == 0 || offence.IccsCode.Length == 0));
    }
}
