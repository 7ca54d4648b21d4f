using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class RecordKeysTests
{
    public static TheoryData<IMessage, string[]> Requests => new()
    {
        { new RegisterCaseRequest { CaseId = "a", Case = new() { Area = "53" }, RequestId = "r" }, ["a"] },
        { new AmendCaseRequest { Case = new() { Name = "cases/a" } }, ["a"] },
        { new RecordArrestRequest { Name = "cases/a", Arrest = new() { Id = "x" } }, ["a"] },
        { new WithdrawArrestRequest { Name = "cases/a", ArrestId = "x" }, ["a"] },
        { new CreateTaskRequest { Name = "cases/a", TaskId = "t" }, ["a", "t"] },
        { new CompleteTaskRequest { Name = "tasks/t" }, ["t"] },
        { new AddNoteRequest { Name = "cases/a", NoteId = "n" }, ["a", "n"] },
        { new AddEvidenceRequest { Name = "cases/a", EvidenceId = "e" }, ["a", "e"] },
        { new RequestCorrectionRequest { Name = "cases/a", CorrectionId = "c" }, ["a", "c"] },
        { new SplitCaseRequest { Name = "cases/a", CaseId = "b" }, ["a", "b"] },
        { new MergeCasesRequest { Name = "cases/a", Duplicate = "cases/b" }, ["a", "b"] },
        { new DraftNoticeRequest { NoticeId = "n", Notice = new() { ReplyTo = "notices/m", Records = { "cases/a" } } }, ["n", "m"] },
        { new ConfirmMatchRequest { Record = "interceptions/i", OtherRecord = "persons/p" }, ["i", "p"] },
        { new MergePersonsRequest { Name = "persons/p", Survivor = "persons/p" }, ["p"] },
        { new RegisterInterceptionRequest { InterceptionId = "i", Interception = new() { Patrol = "patrols/p", Person = "persons/p" } }, ["i"] },
        { new AmendObservationRequest { Name = "patrols/p", ObservationId = "o" }, ["p"] },
        { new OpenExhibitRequest { ExhibitId = "e", Seizure = "seizures/s", ItemId = "i" }, ["e", "s"] },
        { new SplitExhibitRequest { Name = "exhibits/e", Splitting = new() { Parts = { new Portion { ExhibitId = "f" }, new Portion { ExhibitId = "g" } } } }, ["e", "f", "g"] },
        { new TakeSampleRequest { Name = "exhibits/e", Sampling = new() { Sample = new() { ExhibitId = "f" } } }, ["e", "f"] },
        { new AmendSeizureRequest(), [] },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Of_ARequest_IsWhatItNamesAndWhatItMakes(IMessage request, string[] keys) => Assert.Equal(keys, RecordKeys.Of(request));

    public static TheoryData<IMessage, string[]> Making => new()
    {
        { new RegisterCaseRequest { CaseId = "a" }, ["a"] },
        { new AmendCaseRequest { Case = new() { Name = "cases/a" } }, [] },
        { new WithdrawArrestRequest { Name = "cases/a", ArrestId = "x" }, [] },
        { new CreateTaskRequest { Name = "cases/a", TaskId = "t" }, ["t"] },
        { new SplitCaseRequest { Name = "cases/a", CaseId = "b" }, ["b"] },
        { new MergeCasesRequest { Name = "cases/a", Duplicate = "cases/b" }, [] },
        { new DraftNoticeRequest { NoticeId = "n", Notice = new() { ReplyTo = "notices/m" } }, ["n"] },
        { new OpenExhibitRequest { ExhibitId = "e", Seizure = "seizures/s", ItemId = "i" }, ["e"] },
        { new SplitExhibitRequest { Name = "exhibits/e", Splitting = new() { Parts = { new Portion { ExhibitId = "f" } } } }, ["f"] },
    };

    [Theory]
    [MemberData(nameof(Making))]
    public void MadeBy_ARequest_IsWhatWasNotThereBefore(IMessage request, string[] keys) => Assert.Equal(keys, RecordKeys.MadeBy(request));

    [Fact]
    public void Of_MoreThanAnyRequestMayName_EndsThere()
    {
        var request = new SplitExhibitRequest { Name = "exhibits/e", Splitting = new() };
        request.Splitting.Parts.AddRange(Enumerable.Range(0, 200_000).Select(i => new Portion { ExhibitId = $"p{i}" }));

        Assert.Equal(64, RecordKeys.Of(request).Count);
    }

    // Statistics tells its figures apart by what they are about: they have no ids.
    [Fact]
    public void Of_EveryRequestOfABulkStreamOfRecords_HasARecord() => Assert.All(
        Contract.Services.SelectMany(service => service.Methods).Where(method => method.OutputType == SubmissionReceipt.Descriptor && method.InputType.Oneofs.Count > 0)
            .SelectMany(method => method.InputType.Oneofs[0].Fields).Select(field => field.MessageType).Where(type => !type.FullName.StartsWith("border.statistics.", StringComparison.Ordinal)),
        type => Assert.NotEmpty(RecordKeys.Of(Filled(type, 2))));

    private static IMessage Filled(MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(field => !field.IsRepeated))
        {
            if (field.FieldType == FieldType.String)
                field.Accessor.SetValue(message, "x/y");
            else if (field.FieldType == FieldType.Message && depth > 1)
                field.Accessor.SetValue(message, Filled(field.MessageType, depth - 1));
        }

        return message;
    }
}
