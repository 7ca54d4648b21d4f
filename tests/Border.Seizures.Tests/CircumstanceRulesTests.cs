using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Seizures.Tests;

public sealed class CircumstanceRulesTests
{
    [Fact]
    public void Check_TransitThroughTheSameCountryTwiceInARow_IsRefused()
    {
        var sent = new Circumstances { TransitCountries = { "MMR", "CHN", "CHN", "MMR" } };

        Assert.Equal(["c.transit_countries[2]"], FaultsOf(sent));
    }

    [Theory]
    [InlineData(Concealment.None, "in a spare tyre", false)]
    [InlineData(Concealment.None, "", true)]
    [InlineData(Concealment.Vehicle, "in a spare tyre", true)]
    [InlineData(Concealment.Unspecified, "in a spare tyre", true)]
    public void Check_NoteOfAHidingPlace_NeedsOne(Concealment concealment, string note, bool isAllowed) => Assert.Equal(
        isAllowed ? [] : ["c.concealment_note"], FaultsOf(new() { Concealment = concealment, ConcealmentNote = note }));

    [Fact]
    public void Check_None_IsAllowed() => Assert.Empty(FaultsOf(null));

    private static IEnumerable<string> FaultsOf(Circumstances? sent)
    {
        var faults = new FieldFaults();
        CircumstanceRules.Check("c", sent, faults);
        return Record.Exception(faults.ThrowIfAny) is RefusalException refusal
            ? refusal.Violations.Select(violation => violation.Field)
            : [];
    }
}
