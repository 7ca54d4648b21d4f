using Border.Persons.V1;
using Border.Persons.Zones;

namespace Border.Persons.Tests.Zones;

public sealed class MachineReadableZoneTests
{
    private static readonly DateOnly Reference = new(2012, 1, 1);

    [Theory]
    [InlineData(Specimens.Passport, ZoneForm.Td3, "P", "L898902C3", "ZE184226B", "UTO")]
    [InlineData(Specimens.Card, ZoneForm.Td1, "I", "D23145890", "", "UTO")]
    [InlineData(Specimens.SmallCard, ZoneForm.Td2, "I", "D23145890", "", "UTO")]
    public void Parse_SpecimenOfEriksson_ShowsWhatItSays(string text, ZoneForm form, string code, string number, string personal, string nationality)
    {
        var zone = MachineReadableZone.Parse(text, Reference)!;

        Assert.Empty(zone.Failed);
        Assert.Equal((form, code, "UTO", nationality), (zone.Form, zone.DocumentCode, zone.Issuer, zone.Nationality));
        Assert.Equal(("ERIKSSON", "ANNA MARIA", Sex.Female), (zone.FamilyName, zone.GivenNames, zone.Sex));
        Assert.Equal((number, personal), (zone.Number, zone.PersonalNumber));
        Assert.Equal(("1974-08-12", "2012-04-15"), (zone.BirthDate, zone.ExpiryDate));
    }

    [Theory]
    [InlineData(Specimens.VisaA, ZoneForm.MrvA, "6ZE184226B")]
    [InlineData(Specimens.VisaB, ZoneForm.MrvB, "")]
    public void Parse_SpecimenOfAVisa_HasNoCompositeDigit(string text, ZoneForm form, string personal)
    {
        var zone = MachineReadableZone.Parse(text, Reference)!;

        Assert.Empty(zone.Failed);
        Assert.Equal((form, "L8988901C", "XXX", personal), (zone.Form, zone.Number, zone.Nationality, zone.PersonalNumber));
        Assert.Equal(("1940-09-07", "1996-12-10"), (zone.BirthDate, zone.ExpiryDate));
    }

    [Fact]
    public void Parse_NumberLongerThanItsField_RunsOnIntoTheOptionalData()
    {
        var zone = MachineReadableZone.Parse(Specimens.LongCard, new(1995, 1, 1))!;

        Assert.Empty(zone.Failed);
        Assert.Equal(("D23145890734", "", "STEVENSON", Sex.Male), (zone.Number, zone.PersonalNumber, zone.FamilyName, zone.Sex));
        Assert.Equal("1934-07-12", zone.BirthDate);
    }

    [Theory]
    [InlineData(Specimens.Passport, 45 + 9, CheckDigit.Number)]
    [InlineData(Specimens.Passport, 45 + 19, CheckDigit.BirthDate)]
    [InlineData(Specimens.Passport, 45 + 27, CheckDigit.ExpiryDate)]
    [InlineData(Specimens.Passport, 45 + 42, CheckDigit.PersonalNumber)]
    [InlineData(Specimens.Card, 14, CheckDigit.Number)]
    [InlineData(Specimens.Card, 31 + 6, CheckDigit.BirthDate)]
    [InlineData(Specimens.Card, 31 + 14, CheckDigit.ExpiryDate)]
    [InlineData(Specimens.LongCard, 18, CheckDigit.Number)]
    [InlineData(Specimens.SmallCard, 37 + 9, CheckDigit.Number)]
    [InlineData(Specimens.SmallCard, 37 + 19, CheckDigit.BirthDate)]
    [InlineData(Specimens.SmallCard, 37 + 27, CheckDigit.ExpiryDate)]
    public void Parse_OneDigitWrong_NamesItAndTheComposite(string text, int at, CheckDigit digit)
    {
        var zone = MachineReadableZone.Parse(WithNextDigit(text, at), Reference)!;

        Assert.Equal([digit, CheckDigit.Composite], zone.Failed);
    }

    [Theory]
    [InlineData(Specimens.Passport, 45 + 43)]
    [InlineData(Specimens.Card, 31 + 29)]
    [InlineData(Specimens.SmallCard, 37 + 35)]
    public void Parse_CompositeWrong_NamesItAlone(string text, int at) =>
        Assert.Equal([CheckDigit.Composite], MachineReadableZone.Parse(WithNextDigit(text, at), Reference)!.Failed);

    [Theory]
    [InlineData(45 + 2, CheckDigit.Number)]
    [InlineData(45 + 13, CheckDigit.BirthDate)]
    [InlineData(45 + 22, CheckDigit.ExpiryDate)]
    public void Parse_OneCharacterOfAFieldMisread_NamesItsDigit(int at, CheckDigit digit) =>
        Assert.Contains(digit, MachineReadableZone.Parse(WithNextDigit(Specimens.Passport, at), Reference)!.Failed);

    [Theory]
    [InlineData("")]
    [InlineData("P<UTO")]
    [InlineData(Specimens.Passport + "<")]
    public void Parse_OfNoForm_IsNone(string text) => Assert.Null(MachineReadableZone.Parse(text, Reference));

    [Fact]
    public void Parse_CharacterOfNoZone_IsNone() =>
        Assert.Null(MachineReadableZone.Parse(Specimens.Passport.Replace("ANNA", "ÄNNA", StringComparison.Ordinal), Reference));

    [Fact]
    public void Parse_SmallLettersInOneLine_IsTheSame()
    {
        var zone = MachineReadableZone.Parse(Specimens.Passport.ToLowerInvariant().Replace("\n", " ", StringComparison.Ordinal), Reference)!;

        Assert.Equal(("L898902C3", 0), (zone.Number, zone.Failed.Count));
    }

    [Theory]
    [InlineData("740812", "1974-08-12")]
    [InlineData("120101", "2012-01-01")]
    [InlineData("120102", "1912-01-02")]
    [InlineData("130101", "1913-01-01")]
    [InlineData("74<<<<", "1974")]
    [InlineData("7408<<", "1974-08")]
    [InlineData("12<<<<", "2012")]
    [InlineData("1202<<", "1912-02")]
    [InlineData("741399", "1974")]
    [InlineData("740231", "1974-02")]
    [InlineData("<<<<<<", "")]
    public void Birth_TwoDigitYear_IsNeverAfterTheReference(string field, string expected) =>
        Assert.Equal(expected, ZoneDates.Birth(field, Reference));

    [Theory]
    [InlineData("120415", "2012-04-15")]
    [InlineData("620101", "2062-01-01")]
    [InlineData("630101", "1963-01-01")]
    [InlineData("990101", "1999-01-01")]
    [InlineData("<<<<<<", "")]
    [InlineData("1204<<", "")]
    public void Expiry_TwoDigitYear_IsWithinFiftyYears(string field, string expected) =>
        Assert.Equal(expected, ZoneDates.Expiry(field, Reference));

    [Fact]
    public void Expiry_NearTheTurnOfACentury_CrossesIt() => Assert.Equal("2105-01-01", ZoneDates.Expiry("050101", new(2098, 1, 1)));

    private static string WithNextDigit(string text, int at) =>
        text[..at] + (char)('0' + ((text[at] - '0' + 1) % 10)) + text[(at + 1)..];
}
