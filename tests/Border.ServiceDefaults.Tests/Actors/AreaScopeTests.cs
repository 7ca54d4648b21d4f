using Border.ServiceDefaults.Actors;
using Border.Type.V1;

namespace Border.ServiceDefaults.Tests.Actors;

public sealed class AreaScopeTests
{
    [Theory]
    [InlineData("53.01", true)]
    [InlineData("53.01.02", true)]
    [InlineData("53.011", false)]
    [InlineData("53", false)]
    [InlineData("54", false)]
    [InlineData("", false)]
    public void Covers_OfASector_IsItAndAllBelow(string area, bool isCovered) => Assert.Equal(isCovered, Scope("53.01").Covers(area));

    [Theory]
    [InlineData("53.01")]
    [InlineData("")]
    public void Covers_OfTheNation_IsEverything(string area) => Assert.True(Scope("54", "*").Covers(area));

    [Fact]
    public void Covers_OfNothing_IsNothing() => Assert.False(Scope().Covers(""));

    [Theory]
    [InlineData("")]
    [InlineData("53.*")]
    [InlineData("53 ")]
    [InlineData("1.2.3.4.5.6.7")]
    public void TryParse_WhatIsNoArea_GivesNull(string text) => Assert.Null(AreaScope.TryParse([text]));

    [Fact]
    public void Words_OfRoles_AreThoseOfTheContract() => Assert.Equal(
        ["patrol_officer", "investigator", "supervisor", "headquarters_analyst", "auditor", "administrator", "service"], EnumWords.All<Role>());

    [Fact]
    public void TryDescribe_RoleThatIsNotKnown_GivesNoRights() =>
        Assert.True(Actor.TryDescribe("a", ["emperor", "Supervisor"], [], "")!.Roles.IsEmpty);

    private static AreaScope Scope(params string[] codes) => AreaScope.TryParse(codes)!;
}
