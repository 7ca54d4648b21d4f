using Border.Cases.Suspects;
using Border.Cases.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Suspects;

public sealed class CasePartsTests
{
    [Theory]
    [InlineData("persons/q")]
    [InlineData("cases/b")]
    public void OtherKeysOf_AnArrestOfBeforeThatNamesAnotherRecord_AreOfThePersonAlone(string other)
    {
        var record = New();
        record.Suspects.Add(new CaseSuspect { Id = "s", Person = "persons/p" });
        record.Arrests.Add([new Arrest { SuspectId = "s", Suspect = new() { Person = other } }, new Arrest { SuspectId = "s", Suspect = new() { Person = "interceptions/i" } }]);

        Assert.Equal(["cases/a/suspects/s", "interceptions/i"], CaseParts.OtherKeysOf(record, new HashSet<string> { "persons/p" }).Order());
    }

    [Fact]
    public void KeysOf_AnArrestOfBeforeThatNamesACase_AreTheSuspects()
    {
        var record = New();
        record.Suspects.Add(new CaseSuspect { Id = "s", Person = "persons/p" });
        record.Arrests.Add(new Arrest { SuspectId = "s", Suspect = new() { Person = "cases/b" } });

        Assert.Equal(["persons/p"], CaseParts.KeysOf(record, record.Arrests[0]));
        Assert.Equal(["persons/p"], CaseParts.SubjectsOf(record));
    }
}
