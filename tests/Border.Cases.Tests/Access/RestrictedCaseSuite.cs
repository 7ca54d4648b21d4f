using Border.Cases.V1;
using Border.Lookup.V1;
using Border.Storage;
using Grpc.Core;

namespace Border.Cases.Tests.Access;

public sealed class SqliteRestrictedCaseTests() : RestrictedCaseSuite(StorageEngineKind.Sqlite);

public sealed class PostgresRestrictedCaseTests() : RestrictedCaseSuite(StorageEngineKind.Postgres);

/// <summary>Cases that only some may know of, as a client sees them, on each engine.</summary>
public abstract class RestrictedCaseSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private static readonly Metadata Chief = As("chief");
    private static readonly Metadata Other = As("other");

    private CaseTaskService.CaseTaskServiceClient Tasks => new(Host.Channel);

    private CaseNoteService.CaseNoteServiceClient Notes => new(Host.Channel);

    private CaseCorrectionService.CaseCorrectionServiceClient Corrections => new(Host.Channel);

    [Fact]
    public async Task RestrictedCase_ForOthers_IsAsIfItWereNotThere()
    {
        await RestrictAsync("a");
        await RegisterAsync("b");
        await Tasks.CreateTaskAsync(Task(), Chief);
        await Notes.AddNoteAsync(new() { Name = "cases/a", NoteId = "n", Text = "invented", RequestId = "n" }, Chief);
        await Corrections.RequestCorrectionAsync(Correction(), Chief);

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetCaseAsync(new() { Name = "cases/a" }, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.GetTimelineAsync(new() { Name = "cases/a" }, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Tasks.GetTaskAsync(new() { Name = "tasks/t" }, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notes.GetNoteAsync(new() { Name = "notes/n" }, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Corrections.GetCorrectionAsync(new() { Name = "corrections/c" }, Other)));
        Assert.Equal("cases/b", Assert.Single((await Client.ListCasesAsync(new(), Other)).Cases).Name);
        Assert.Empty((await Tasks.ListTasksAsync(new(), Other)).Tasks);
        Assert.Empty((await Corrections.ListCorrectionsAsync(new(), Other)).Corrections);
    }

    [Fact]
    public async Task RestrictedCase_ChangedByOthers_IsNotThereWhateverTheEtag()
    {
        await RestrictAsync("a");
        await RegisterAsync("b");
        await Tasks.CreateTaskAsync(Task(), Chief);
        await Corrections.RequestCorrectionAsync(Correction(), Chief);
        LinkRecordRequest link = new() { Name = "cases/b", Record = "cases/a", Kind = LinkKind.Related, Reason = "why", RequestId = "1" };
        CompleteTaskRequest done = new() { Name = "tasks/t", CompleteTime = SampleCases.Later, Etag = "9", RequestId = "3" };

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.LinkRecordAsync(link, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.VoidCaseAsync(new() { Name = "cases/a", Reason = "why", Etag = "9", RequestId = "2" }, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Tasks.CompleteTaskAsync(done, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Corrections.ApproveCorrectionAsync(new() { Name = "corrections/c", RequestId = "4" }, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notes.AddNoteAsync(new() { Name = "cases/a", NoteId = "n", Text = "x", RequestId = "5" }, Other)));
        Assert.Equal(StatusCode.Aborted, await RefusalOf(Client.VoidCaseAsync(new() { Name = "cases/a", Reason = "why", Etag = "9", RequestId = "6" }, Chief)));
    }

    [Fact]
    public async Task Lookup_OfARestrictedCase_AnswersOnlyThoseWhoMayKnow()
    {
        await RestrictAsync("a");
        await Tasks.CreateTaskAsync(Task(), Chief);
        var lookup = new LookupService.LookupServiceClient(Host.Channel);

        Assert.Empty((await lookup.SearchRecordsAsync(new() { Query = "U1-2021-0001" }, Other)).Records);
        Assert.Single((await lookup.SearchRecordsAsync(new() { Query = "U1-2021-0001" }, Chief)).Records);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(lookup.ListVersionsAsync(new() { Name = "cases/a" }, Other)));
        Assert.Equal(2, (await lookup.ListVersionsAsync(new() { Name = "cases/a" }, Chief)).Versions.Count);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(lookup.ListVersionsAsync(new() { Name = "tasks/t" }, Other)));
    }

    [Fact]
    public async Task LiftRestriction_ByOneWhoKnows_OpensTheCaseToAll()
    {
        await RestrictAsync("a");
        LiftRestrictionRequest lift = new() { Name = "cases/a", Reason = "over", RequestId = "l" };
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Client.LiftRestrictionAsync(lift, Other)));

        await Client.LiftRestrictionAsync(lift, Chief);

        Assert.Empty((await Client.GetCaseAsync(new() { Name = "cases/a" }, Other)).NeedToKnow);
    }

    [Fact]
    public async Task MergeCases_KnownToDifferentPeople_IsRefused()
    {
        await RestrictAsync("a");
        await RegisterAsync("b");
        MergeCasesRequest request = new() { Name = "cases/b", Duplicate = "cases/a", MergeTime = SampleCases.Later, Reason = "why", RequestId = "1" };

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Client.MergeCasesAsync(request, Chief)));
    }

    [Fact]
    public async Task SplitCase_OfARestrictedCase_IsRestrictedToo()
    {
        await RestrictAsync("a");
        SplitCaseRequest request = new()
        {
            Name = "cases/a",
            CaseId = "part",
            PrincipalOffence = "illegal_crossing",
            SplitTime = SampleCases.Later,
            Reason = "why",
            RequestId = "1",
        };

        Assert.Equal(["chief", "deputy"], (await Client.SplitCaseAsync(request, Chief)).NeedToKnow);
    }

    private static CreateTaskRequest Task() => new()
    {
        Name = "cases/a",
        TaskId = "t",
        Task = new() { Title = "Ask the ferryman", Assignee = "deputy", DueTime = SampleCases.Later },
        RequestId = "t",
    };

    private static RequestCorrectionRequest Correction() => new()
    {
        Name = "cases/a",
        CorrectionId = "c",
        Facts = new() { Area = "54" },
        UpdateMask = new() { Paths = { "area" } },
        Reason = "why",
        RequestId = "c",
    };

    private async Task RestrictAsync(string id)
    {
        var name = await RegisterAsync(id);
        await Client.RestrictCaseAsync(new() { Name = name, NeedToKnow = { "chief", "deputy" }, Reason = "need to know", RequestId = $"restrict-{id}" }, Chief);
    }
}
