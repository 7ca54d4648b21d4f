using Border.Cases.Links;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Links;

public sealed class CaseSplitTests
{
    private readonly Case _source = New();

    public CaseSplitTests()
    {
        _source.OtherOffences.Add(["fraud", "drug_trafficking"]);
        _source.Suspects.Add([new CaseSuspect { Id = "s1" }, new CaseSuspect { Id = "s2" }]);
        _source.Warrants.Add([new Warrant { Id = "w1", SuspectId = "s1" }, new Warrant { Id = "w2", SuspectId = "s2" }, new Warrant { Id = "w3" }]);
        _source.Arrests.Add(
        [
            new Arrest { Id = "a1", SuspectId = "s1" },
            new Arrest { Id = "a2", SuspectId = "s2" },
            new Arrest { Id = "a3" },
            new Arrest { Id = "a4", Withdrawn = true },
        ]);
    }

    [Fact]
    public void Split_OffenceAndSuspect_GoOverWithArrestsAndWarrants()
    {
        var part = new CaseSplit(_source).Split(Request("fraud"), "cases/b");

        Assert.Equal(("cases/b", "fraud", "U1", "53.01", Later), (part.Name, part.PrincipalOffence, part.Unit, part.Area, part.RegisterTime));
        Assert.Equal((CaseState.Registered, "cases/a", "A part"), (part.State, part.SplitFrom, part.Particulars.Title));
        Assert.Equal(["drug_trafficking"], _source.OtherOffences);
        Assert.Equal(("s1", "w1", "a1 a3"), (part.Suspects.Single().Id, part.Warrants.Single().Id, string.Join(' ', part.Arrests.Select(arrest => arrest.Id))));
        Assert.Equal("cases/a/arrests/a1", part.Arrests[0].Origin);
        Assert.Equal(["a2", "a4"], _source.Arrests.Select(arrest => arrest.Id));
        Assert.Equal(["w2", "w3"], _source.Warrants.Select(warrant => warrant.Id));
        Assert.Equal("s2", Assert.Single(_source.Suspects).Id);
        Assert.Equal("cases/b", Assert.Single(_source.SplitCases));
    }

    [Fact]
    public void Split_IntoItself_IsRefusedAsAnyIdThatIsTaken()
    {
        var before = _source.Clone();

        Assert.Equal(ErrorReason.RecordExists, Assert.Throws<RefusalException>(() => new CaseSplit(_source).Split(Request("fraud"), "cases/a")).Reason);
        Assert.Equal(before, _source);
    }

    [Fact]
    public void Split_SameConduct_StaysWithTheSourceToo()
    {
        var part = new CaseSplit(_source).Split(Request("illegal_crossing", "fraud"), "cases/b");

        Assert.Equal(("illegal_crossing", "illegal_crossing"), (part.PrincipalOffence, _source.PrincipalOffence));
        Assert.Equal(["fraud"], part.OtherOffences);
        Assert.Equal(["drug_trafficking"], _source.OtherOffences);
    }

    [Theory]
    [InlineData("opening_casino")]
    [InlineData("fraud", "fraud")]
    [InlineData("illegal_crossing", "illegal_crossing")]
    [InlineData("fraud", "illegal_crossing", "illegal_crossing")]
    public void Split_OffenceThatIsNotInTheCase_IsRefused(string principal, params string[] others) => Assert.Equal(
        ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseSplit(_source).Split(Request(principal, others), "cases/b")).Reason);

    [Theory]
    [InlineData("a2", ErrorReason.RuleBroken)]
    [InlineData("a4", ErrorReason.RecordNotFound)]
    [InlineData("none", ErrorReason.RecordNotFound)]
    public void Split_ArrestThatCannotGo_IsRefused(string arrest, ErrorReason reason)
    {
        var request = Request("fraud");
        request.ArrestIds.Add(arrest);

        Assert.Equal(reason, Assert.Throws<RefusalException>(() => new CaseSplit(_source).Split(request, "cases/b")).Reason);
    }

    [Fact]
    public void Split_BeforeTheRegistration_IsRefused()
    {
        var request = Request("fraud");
        request.SplitTime = new() { Seconds = 1 };

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseSplit(_source).Split(request, "cases/b")).Reason);
    }

    private static SplitCaseRequest Request(string principal, params string[] others) => new()
    {
        PrincipalOffence = principal,
        OtherOffences = { others },
        SuspectIds = { "s1" },
        ArrestIds = { "a1", "a3" },
        Particulars = new CaseParticulars { Title = "A part" },
        SplitTime = Later,
        Reason = "why",
    };
}
