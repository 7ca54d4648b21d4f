using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Time.Testing;

namespace Border.ServiceDefaults.Tests.Validation;

public sealed class FieldRulesTests
{
    private readonly FieldRules _rules = new(new FakeTimeProvider(Samples.Now));

    [Fact]
    public void Check_ValidRequest_FindsNothing() => Assert.Empty(_rules.Check(Requests.Register()));

    [Fact]
    public void Check_FaultsAtSeveralDepths_GathersAllWithTheirPaths()
    {
        var request = Requests.Register();
        request.RequestId = "";
        request.Case.Area = "53..1";
        request.Case.Arrests.Add(new Arrest { Id = "a-1", ArrestTime = Samples.Now.ToTimestamp() });
        request.Case.Arrests.Add(new Arrest { Id = "a-2", ArrestTime = Samples.Now.AddDays(2).ToTimestamp() });

        var paths = _rules.Check(request).Select(violation => violation.Field);

        Assert.Equal(["case.area", "case.arrests[1].arrest_time", "request_id"], paths);
    }

    [Fact]
    public void Check_MoreThanAHundredFaults_StopsAtAHundred()
    {
        var request = Requests.Register();
        request.Case.Arrests.AddRange(Enumerable.Range(0, 90).Select(_ => new Arrest()));

        Assert.Equal(100, _rules.Check(request).Count);
    }

    [Fact]
    public void Check_AmendNamingOneField_DoesNotAskForTheOthers()
    {
        var request = Requests.Amend("area");
        request.Case = new Case { Name = "cases/a", Area = "53" };

        Assert.Empty(_rules.Check(request));
    }

    [Theory]
    [InlineData("unit")]
    [InlineData("*")]
    public void Check_AmendNamingARequiredFieldThatIsNotSet_AsksForIt(string path)
    {
        var request = Requests.Amend(path);
        request.Case = new Case { Name = "cases/a" };

        Assert.Contains(_rules.Check(request), violation => violation is { Field: "case.unit", Description: "is required" });
    }

    [Fact]
    public void Check_OneofMemberNotSet_IsNotHeldToItsRange() =>
        Assert.Empty(_rules.Check(new Quantity { Mass = new Mass { Amount = "5.63", Unit = MassUnit.Tonne } }));

    [Fact]
    public void Check_OneofMemberSetToZero_IsHeldToItsRange() =>
        Assert.Equal("count", Assert.Single(_rules.Check(new Quantity { Count = 0 })).Field);

    [Fact]
    public void Check_UnspecifiedItemInAList_IsAFault()
    {
        var request = new Border.Persons.V1.Interception { Conducts = { Border.Persons.V1.Conduct.Unspecified } };

        Assert.Contains(_rules.Check(request), violation => violation.Field == "conducts[0]");
    }

    [Fact]
    public void Check_EmptyMask_IsRequired()
    {
        var request = Requests.Amend("area");
        request.UpdateMask = new FieldMask();

        Assert.Contains(_rules.Check(request), violation => violation.Field == "update_mask");
    }

    [Fact]
    public void Check_AnyFault_NeverRepeatsTheValue()
    {
        var request = Requests.Register();
        request.Case.Area = "zhang san";
        request.Case.Particulars = new CaseParticulars { Title = "zhang san\0" };

        Assert.All(_rules.Check(request), violation => Assert.DoesNotContain("zhang", violation.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void Demand_FaultyRequest_RefusesWithEveryViolation()
    {
        var refusal = Assert.Throws<RefusalException>(() => _rules.Demand(new GetCaseRequest()));

        Assert.Equal(ErrorReason.InvalidFields, refusal.Reason);
        Assert.Equal("name", Assert.Single(refusal.Violations).Field);
    }

    [Fact]
    public void Countries_OfTheStandard_AreAllThereWithTheStatelessCode() => Assert.Equal(250, Countries.Count);
}
