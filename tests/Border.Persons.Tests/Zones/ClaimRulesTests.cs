using Border.Persons.V1;
using Border.Persons.Zones;
using Border.ServiceDefaults.Errors;

namespace Border.Persons.Tests.Zones;

public sealed class ClaimRulesTests
{
    private static readonly DateOnly Reference = new(2021, 3, 1);

    [Fact]
    public void Check_ClaimWithNothingButAZone_TakesAllFromIt()
    {
        var claim = NewClaim(Specimens.Invented);

        Assert.Empty(Faults(claim));

        var expected = new IdentityClaim
        {
            Source = ClaimSource.Document,
            FamilyName = "INVENTED",
            GivenNames = "ANNA LI",
            LatinName = "INVENTED ANNA LI",
            BirthDate = "1990-02-14",
            Sex = Sex.Female,
            Nationality = "VNM",
            Document = new() { Type = DocumentType.Passport, Number = "X1234567", IssuingCountry = "VNM", ExpiryDate = "2030-01-31" },
            MachineReadableZone = Specimens.Invented,
        };
        Assert.Equal(expected, claim);
    }

    [Fact]
    public void Check_ClaimThatStatesMore_KeepsIt()
    {
        var claim = NewClaim(Specimens.Invented);
        (claim.FamilyName, claim.BirthDate, claim.Nationality) = ("李", "1990-02-15", "CHN");
        claim.Document = new() { Type = DocumentType.Other, Number = "x 123 4567" };

        Assert.Empty(Faults(claim));

        Assert.Equal(("李", "", "1990-02-15", "CHN"), (claim.FamilyName, claim.GivenNames, claim.BirthDate, claim.Nationality));
        Assert.Equal((DocumentType.Other, "x 123 4567", "VNM"), (claim.Document.Type, claim.Document.Number, claim.Document.IssuingCountry));
        Assert.Equal("INVENTED ANNA LI", claim.LatinName);
    }

    [Fact]
    public void Check_ZoneWithWrongDigits_IsKeptAndNotBelieved()
    {
        var claim = NewClaim(Specimens.Invented.Replace("X1234567<7VNM9002144", "X1234567<6VNM9002145", StringComparison.Ordinal));
        claim.FailedCheckDigits.Add(CheckDigit.ExpiryDate);

        Assert.Empty(Faults(claim));

        Assert.Equal([CheckDigit.Number, CheckDigit.BirthDate, CheckDigit.Composite], claim.FailedCheckDigits);
        Assert.Equal((null, ""), (claim.Document, claim.BirthDate));
    }

    [Fact]
    public void Check_FailedDigitsThatTheClientSent_AreDropped()
    {
        var claim = new IdentityClaim { Source = ClaimSource.Stated, FailedCheckDigits = { CheckDigit.Number } };

        Assert.Empty(Faults(claim));

        Assert.Empty(claim.FailedCheckDigits);
    }

    [Fact]
    public void Check_ZoneOfUtopia_GivesNoCountry()
    {
        var claim = NewClaim(Specimens.Passport);

        Assert.Empty(Faults(claim));

        Assert.Equal(("", "", "L898902C3"), (claim.Nationality, claim.Document.IssuingCountry, claim.Document.Number));
    }

    [Theory]
    [InlineData("D<<", "DEU")]
    [InlineData("GBN", "GBR")]
    [InlineData("XXA", "XXA")]
    [InlineData("XXX", "")]
    public void Of_CodeOfIcao_IsTheCountry(string code, string country)
    {
        var zone = MachineReadableZone.Parse(Specimens.Passport.Replace("UTO", code, StringComparison.Ordinal), Reference)!;

        var claim = ZoneClaims.Of(zone, "");

        Assert.Equal((country, country), (claim.Nationality, claim.Document.IssuingCountry));
    }

    [Theory]
    [InlineData("PM", DocumentType.Passport)]
    [InlineData("ID", DocumentType.IdentityCard)]
    [InlineData("IR", DocumentType.ResidencePermit)]
    [InlineData("AC", DocumentType.Other)]
    public void Of_CodeOfADocument_IsItsType(string code, DocumentType type)
    {
        var zone = MachineReadableZone.Parse(code + Specimens.Card[2..], Reference)!;

        Assert.Equal(type, ZoneClaims.Of(zone, "").Document.Type);
    }

    [Fact]
    public void Check_ZoneOfAnotherDocument_NamesTheNumber()
    {
        var claim = NewClaim(Specimens.Invented);
        claim.Document = new() { Type = DocumentType.Passport, Number = "X7654321" };

        Assert.Equal(["claims[0].document.number"], Faults(claim));
    }

    [Theory]
    [InlineData(ClaimSource.Stated, Specimens.Passport, "claims[0].source")]
    [InlineData(ClaimSource.Document, "P<UTO", "claims[0].machine_readable_zone")]
    [InlineData(ClaimSource.Document, "", "claims[0].document")]
    public void Check_ClaimAtFault_IsNamed(ClaimSource source, string zone, string field) =>
        Assert.Equal([field], Faults(new() { Source = source, MachineReadableZone = zone }));

    private static IdentityClaim NewClaim(string zone) => new() { Source = ClaimSource.Document, MachineReadableZone = zone };

    private static IEnumerable<string> Faults(IdentityClaim claim)
    {
        var faults = new FieldFaults();
        ClaimRules.Check([claim], "claims", Reference, faults);
        return Record.Exception(faults.ThrowIfAny) is RefusalException refusal ? refusal.Violations.Select(violation => violation.Field) : [];
    }
}
