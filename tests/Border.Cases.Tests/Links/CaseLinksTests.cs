using Border.Cases.Links;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Links;

public sealed class CaseLinksTests
{
    private static readonly DateTimeOffset Now = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_Record_KeepsKindReasonAndTime()
    {
        var record = New();

        new CaseLinks(record).Add("seizures/s", LinkKind.Evidence, "found on the boat", Now);

        var link = Assert.Single(record.Links);
        Assert.Equal(("seizures/s", LinkKind.Evidence, "found on the boat", Now), (link.Record, link.Kind, link.Reason, link.LinkTime.ToDateTimeOffset()));
    }

    [Theory]
    [InlineData("cases/a", LinkKind.Related)]
    [InlineData("persons/p", LinkKind.Related)]
    [InlineData("cases/b", LinkKind.Origin)]
    [InlineData("cases/b", LinkKind.Evidence)]
    [InlineData("patrols/there", LinkKind.Related)]
    public void Add_ItselfAnotherKindOrTwice_IsRefused(string target, LinkKind kind)
    {
        var record = New();
        record.Links.Add(new CaseLink { Record = "patrols/there", Kind = LinkKind.Origin });

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseLinks(record).Add(target, kind, "why", Now)).Reason);
        Assert.Single(record.Links);
    }

    [Fact]
    public void Add_TooMany_IsRefused()
    {
        var record = New();
        for (var i = 0; i < CaseLinks.Max; i++)
            record.Links.Add(new CaseLink { Record = $"patrols/p{i}" });

        Assert.Equal(
            ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new CaseLinks(record).Add("patrols/p", LinkKind.Related, "why", Now)).Reason);
    }

    [Fact]
    public void Remove_LinkThatIsNotThere_IsRefused()
    {
        var record = New();
        new CaseLinks(record).Add("patrols/p", LinkKind.Related, "why", Now);

        Assert.Equal(ErrorReason.RecordNotFound, Assert.Throws<RefusalException>(() => new CaseLinks(record).Remove("patrols/q")).Reason);
        new CaseLinks(record).Remove("patrols/p");
        Assert.Empty(record.Links);
    }
}
