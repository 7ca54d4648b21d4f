using Border.Cases.V1;
using Border.Cases.Work;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;

namespace Border.Cases.Tests.Work;

public sealed class EvidenceFileTests
{
    private static readonly CaseState[] Open =
    [
        CaseState.Registered, CaseState.UnderInvestigation, CaseState.Suspended, CaseState.Transferred, CaseState.Solved, CaseState.Referred,
        CaseState.Concluded, CaseState.Reported,
    ];

    public static TheoryData<CaseState> States => new(Enum.GetValues<CaseState>().Skip(1));

    [Theory]
    [MemberData(nameof(States))]
    public void Add_InEachState_IsTakenOrRefused(CaseState state)
    {
        var error = Record.Exception(() => EvidenceFile.Add("evidence/e", Sent(), SampleCases.New(state), "wang"));

        Assert.Equal(Open.Contains(state), error is null);
        Assert.True(error is null or RefusalException { Reason: ErrorReason.WrongState });
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Withdraw_InEachState_IsTakenOrRefused(CaseState state)
    {
        var item = EvidenceFile.Add("evidence/e", Sent(), SampleCases.New(), "wang");

        var error = Record.Exception(() => new EvidenceFile(item, SampleCases.New(state)).Withdraw("why", "li", SampleCases.Later.ToDateTimeOffset()));

        Assert.Equal(Open.Append(CaseState.Closed).Contains(state), error is null);
        Assert.Equal(error is null, item.Withdrawn);
    }

    [Fact]
    public void Withdraw_Twice_IsRefusedAndKeepsTheFirstReason()
    {
        var item = EvidenceFile.Add("evidence/e", Sent(), SampleCases.New(), "wang");
        var file = new EvidenceFile(item, SampleCases.New());
        file.Withdraw("of another case", "li", SampleCases.Later.ToDateTimeOffset());

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => file.Withdraw("x", "chief", default)).Reason);
        Assert.Equal(("of another case", "li", SampleCases.Later), (item.WithdrawReason, item.Withdrawer, item.WithdrawTime));
    }

    [Fact]
    public void Add_EverythingWrong_NamesEachField()
    {
        var sent = Sent();
        (sent.Description, sent.Exhibit) = (null, "seizures/a");
        sent.Attachments.Add([new Attachment { Id = "a" }, new Attachment { Id = "a" }]);

        Assert.Equal(["evidence.attachments", "evidence.description", "evidence.exhibit"], Faults(sent));
        sent.Attachments.Clear();
        (sent.Exhibit, sent.Description) = ("", Sent().Description);
        Assert.Equal(["evidence.attachments"], Faults(sent));
    }

    private static IEnumerable<string> Faults(CaseEvidence sent) =>
        Assert.Throws<RefusalException>(() => EvidenceFile.Add("evidence/e", sent, SampleCases.New(), "wang")).Violations.Select(fault => fault.Field).Order(StringComparer.Ordinal);

    private static CaseEvidence Sent() => new()
    {
        Kind = EvidenceKind.Object,
        ObtainTime = SampleCases.Registered,
        Description = new() { Text = "A rubber boat" },
        Exhibit = "exhibits/boat",
    };
}
