using Border.Seizures.Substances;
using Border.Seizures.V1;

namespace Border.Seizures.Tests.Substances;

public sealed class SubstanceCatalogueTests
{
    private static readonly Dictionary<Convention, string[]> Schedules = new()
    {
        [Convention.NarcoticDrugs1961] = ["I", "I, IV", "II"],
        [Convention.PsychotropicSubstances1971] = ["I", "II", "III", "IV"],
        [Convention.IllicitTraffic1988] = ["I", "II"],
        [Convention.None] = [""],
    };

    [Fact]
    public void All_Substances_HaveNamesAndAScheduleOfTheirConvention() => Assert.All(SubstanceCatalogue.All, substance =>
    {
        Assert.Matches("^[a-z][a-z0-9_]*$", substance.Code);
        Assert.NotEqual("", substance.DisplayName.En);
        Assert.NotEqual("", substance.DisplayName.Zh);
        Assert.Contains(substance.Schedule, Schedules[substance.Convention]);
    });

    [Fact]
    public void All_Conventions_AreThereWithEachOfTheirSchedules() => Assert.Equal(
        Schedules.SelectMany(pair => pair.Value.Select(schedule => (pair.Key, schedule))).Order(),
        SubstanceCatalogue.All.Select(substance => (substance.Convention, substance.Schedule)).Distinct().Order());

    [Theory]
    [InlineData("heroin", Convention.NarcoticDrugs1961, "I, IV")]
    [InlineData("methamphetamine", Convention.PsychotropicSubstances1971, "II")]
    [InlineData("ketamine", Convention.None, "")]
    [InlineData("ephedrine", Convention.IllicitTraffic1988, "I")]
    [InlineData("sulphuric_acid", Convention.IllicitTraffic1988, "II")]
    public void Find_KnownSubstance_HasItsPlace(string code, Convention convention, string schedule)
    {
        var substance = SubstanceCatalogue.Find(code);

        Assert.Equal((convention, schedule), (substance!.Convention, substance.Schedule));
    }

    [Fact]
    public void Find_UnknownCode_IsNothing() => Assert.Null(SubstanceCatalogue.Find("Heroin"));
}
