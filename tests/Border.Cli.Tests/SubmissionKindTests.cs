using Border.Cases.V1;
using Border.Cli.Submitting;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Statistics.V1;
using Border.Testing;
using Google.Protobuf;

namespace Border.Cli.Tests;

public sealed class SubmissionKindTests
{
    [Fact]
    public void All_OfTheContract_IsEveryRequestOfTheBulkStreams()
    {
        var requests = ContractFiles.All.SelectMany(file => file.MessageTypes)
            .Where(message => message.Name.StartsWith("Submit", StringComparison.Ordinal) && message.Oneofs.Count > 0)
            .SelectMany(message => message.Oneofs[0].Fields)
            .Select(field => field.MessageType.Name[..^"Request".Length]);

        Assert.Equal(
            requests.Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal),
            SubmissionKind.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("registerCase")]
    [InlineData("register_case")]
    [InlineData("RegisterCase")]
    public void Find_AnySpelling_GivesTheKind(string name) => Assert.Equal("registerCase", SubmissionKind.Find(name)?.Name);

    [Theory]
    [InlineData("voidSeizure", "seizures")]
    [InlineData("voidInterception", "persons")]
    [InlineData("submitReturn", "statistics")]
    public void Feed_OfAKind_IsThatOfItsService(string kind, string feed) => Assert.Equal(feed, SubmissionKind.Find(kind)?.Method.Feed);

    [Fact]
    public void Wrap_Request_SetsItsChoice()
    {
        var request = new VoidCaseRequest { Name = "cases/a" };

        var envelope = Assert.IsType<SubmitCasesRequest>(SubmissionKind.Find("voidCase")!.Wrap(request));

        Assert.Equal(request, envelope.Void);
    }

    public static TheoryData<IMessage, string> Keys => new()
    {
        { new RegisterCaseRequest { CaseId = "a", Case = new Case() }, "a" },
        { new AmendCaseRequest { Case = new Case { Name = "cases/a" } }, "a" },
        { new RecordArrestRequest { Name = "cases/a", Arrest = new Arrest { Id = "x" } }, "a" },
        { new WithdrawArrestRequest { Name = "cases/a", ArrestId = "x" }, "a" },
        { new CreatePatrolRequest { PatrolId = "a" }, "a" },
        { new AddObservationRequest { Name = "patrols/a" }, "a" },
        { new RegisterInterceptionRequest { InterceptionId = "a" }, "a" },
        { new AmendSeizureRequest { Seizure = new Seizure { Name = "seizures/a" } }, "a" },
        { new AmendSeizureRequest(), "" },
        { new SubmitReturnRequest { Return = new Return { Indicator = "i", PeriodStart = "s", PeriodEnd = "e", Area = "53", Value = "7" } }, "i|s|e|53|" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void RecordKey_OfARequest_IsItsRecord(IMessage request, string key) => Assert.Equal(key, RecordKey.Of(request));

    [Fact]
    public void RequestId_SameContent_IsTheSameAndFits()
    {
        var id = RequestId.Of("voidCase", new VoidCaseRequest { Name = "cases/a" });

        Assert.Equal(id, RequestId.Of("voidCase", new VoidCaseRequest { Name = "cases/a" }));
        Assert.Matches("^[!-~]{1,64}$", id);
    }

    [Fact]
    public void RequestId_OtherContentOrKind_IsAnother()
    {
        var ids = new[]
        {
            RequestId.Of("voidCase", new VoidCaseRequest { Name = "cases/a" }),
            RequestId.Of("voidCase", new VoidCaseRequest { Name = "cases/b" }),
            RequestId.Of("voidPatrol", new VoidCaseRequest { Name = "cases/a" }),
        };

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
