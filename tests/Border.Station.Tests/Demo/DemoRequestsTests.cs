using System.Security.Cryptography;
using Border.Persons.V1;
using Border.ServiceDefaults.Validation;
using Border.Station.Demo;
using Border.Type.V1;
using Google.Protobuf;

namespace Border.Station.Tests.Demo;

public sealed class DemoRequestsTests
{
    private static readonly DemoData Demo = new(DemoTargets.Published);

    [Fact]
    public void Requests_MadeTwice_AreTheSame() => Assert.Equal(Digest(Demo), Digest(new DemoData(new DemoTargets())));

    [Fact]
    public void Requests_OfTheDemo_KeepToTheLimitsOfTheContract()
    {
        var rules = new FieldRules(TimeProvider.System);

        var violations = from request in Requests.All(Demo)
                         let inner = Requests.Inner(request)
                         from violation in rules.Check(inner)
                         select $"{Requests.IdOf(inner)}: {violation.Field} {violation.Description}";

        Assert.Empty(violations.Take(10));
    }

    [Fact]
    public void Requests_OfTheDemo_StayInTheirAreas()
    {
        var known = Demo.Areas.Areas.Select(area => area.Code).ToHashSet();

        Assert.Equal(Demo.Areas.Areas.Count, known.Count);
        Assert.All(Demo.Areas.Areas, area => Assert.True(!area.Code.Contains('.') || known.Contains(area.Code[..area.Code.LastIndexOf('.')])));
        Assert.All(Demo.Interceptions.Where(request => request.Register is not null), request => Assert.Contains(request.Register.Interception.Area, known));
        Assert.All(Demo.Cases.Where(request => request.Register is not null), request => Assert.Contains(request.Register.Case.Area, known));
    }

    [Fact]
    public void References_OfTheDemo_AreToItsOwnRecords()
    {
        var cases = Demo.Cases.Select(request => request.Register?.CaseId ?? request.Report?.CaseId).OfType<string>().Select(id => $"cases/{id}").ToHashSet();
        var patrols = Demo.Patrols.Where(request => request.Create is not null).Select(request => $"patrols/{request.Create.PatrolId}").ToHashSet();

        var ofSeizures = Demo.Seizures.Select(request => request.Record?.Seizure.Case ?? "").Where(name => name.Length > 0).ToList();
        var ofPersons = Demo.Interceptions.Select(request => request.Register?.Interception.Patrol ?? "").Where(name => name.Length > 0).ToList();

        Assert.True(ofSeizures.Count > 300 && ofPersons.Count > 2_000, $"{ofSeizures.Count} {ofPersons.Count}");
        Assert.Subset(cases, ofSeizures.ToHashSet());
        Assert.Subset(patrols, ofPersons.ToHashSet());
    }

    [Fact]
    public void Nationalities_OfTheDemo_StandOnlyInClaims()
    {
        var claims = Demo.Interceptions.Where(request => request.Register is not null).SelectMany(request => request.Register.Interception.Identity.Claims).ToList();

        Assert.True(claims.Select(claim => claim.Nationality).Distinct().Count() > 10);
        Assert.All(claims, claim => Assert.True(claim.Document is null || claim.Document.Number.StartsWith("DEMO", StringComparison.Ordinal)));
    }

    [Fact]
    public void Masses_OfTheDemo_AreWrittenInManyUnits()
    {
        var units = from request in Demo.Seizures
                    where request.Record is not null
                    from item in request.Record.Seizure.Items
                    where item.Quantity.Mass is not null
                    select item.Quantity.Mass.Unit;

        // In pounds and ounces no tenth of a gram can be written exactly.
        Assert.Equal(Enum.GetValues<MassUnit>().Except([MassUnit.Unspecified, MassUnit.Pound, MassUnit.Ounce]), units.Distinct().Order());
    }

    [Fact]
    public void Returns_OfTheDemo_AreThoseThatRecordsCannotGive()
    {
        var indicators = Demo.Indicators.Select(request => request.Indicator.Code).ToList();
        var published = DemoTable.Read("seed-figures.csv").Select(row => row["indicator"]).Distinct().ToList();

        Assert.Equal(19, indicators.Distinct().Count());
        Assert.Subset(published.ToHashSet(), indicators.ToHashSet());
        Assert.Equal(22, Demo.Returns.Count);
        Assert.Equal(indicators.Order(), Demo.Returns.Select(request => request.Submit.Return.Indicator).Distinct().Order());
        Assert.Equal(Demo.Returns.Count, Demo.Returns.Select(request => request.Submit.RequestId).Distinct().Count());
    }

    [Fact]
    public void Times_OfTheDemo_AreOnBothSidesOfMidnight()
    {
        var hours = Demo.Interceptions.Select(request => request.Register?.Interception).OfType<Interception>()
            .Select(record => record.InterceptTime.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).Hour).ToList();

        Assert.Equal(24, hours.Distinct().Count());
        Assert.True(hours.Count(hour => hour < 8) > hours.Count / 4);
    }

    private static string Digest(DemoData demo)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var request in Requests.All(demo))
            hash.AppendData(request.ToByteArray());
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
