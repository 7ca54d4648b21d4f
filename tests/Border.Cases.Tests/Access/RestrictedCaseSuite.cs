using Border.Cases.Tests.Notices;
using Border.Cases.V1;
using Border.Lookup.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;
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

    private CaseEvidenceService.CaseEvidenceServiceClient Evidence => new(Host.Channel);

    private NoticeService.NoticeServiceClient Notices => new(Host.Channel);

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
    public async Task Lists_WithARestrictedCaseBetweenOthers_AreAsIfItWereNotThere()
    {
        await FillAsync();

        Assert.Equal(["cases/d", "cases/b"], await PagesAsync(async (size, token) =>
        {
            var page = await Client.ListCasesAsync(new() { PageSize = size, PageToken = token }, Other);
            return (page.Cases.Select(record => record.Name), page.NextPageToken);
        }));
        Assert.Equal(["tasks/b", "tasks/d"], await PagesAsync(async (size, token) =>
        {
            var page = await Tasks.ListTasksAsync(new() { PageSize = size, PageToken = token }, Other);
            return (page.Tasks.Select(task => task.Name), page.NextPageToken);
        }));
        Assert.Equal(["corrections/d", "corrections/b"], await PagesAsync(async (size, token) =>
        {
            var page = await Corrections.ListCorrectionsAsync(new() { PageSize = size, PageToken = token }, Other);
            return (page.Corrections.Select(correction => correction.Name), page.NextPageToken);
        }));
        Assert.Equal(["evidence/d", "evidence/b"], await PagesAsync(async (size, token) =>
        {
            var page = await Evidence.ListEvidenceAsync(new() { PageSize = size, PageToken = token }, Other);
            return (page.Evidence.Select(item => item.Name), page.NextPageToken);
        }));
        Assert.Equal(["notices/d", "notices/b"], await PagesAsync(async (size, token) =>
        {
            var page = await Notices.ListNoticesAsync(new() { PageSize = size, PageToken = token }, Other);
            return (page.Notices.Select(notice => notice.Name), page.NextPageToken);
        }));
    }

    [Fact]
    public async Task Lists_OfARestrictedCase_AreThoseOfNone()
    {
        await FillAsync();
        const string Hidden = "cases/a";

        Assert.Equal(new ListTasksResponse(), await Tasks.ListTasksAsync(new() { Case = Hidden, PageSize = 1 }, Other));
        Assert.Equal(new ListCorrectionsResponse(), await Corrections.ListCorrectionsAsync(new() { Case = Hidden, PageSize = 1 }, Other));
        Assert.Equal(new ListEvidenceResponse(), await Evidence.ListEvidenceAsync(new() { Case = Hidden, PageSize = 1 }, Other));
        Assert.Equal(new ListCasesResponse(), await Client.ListCasesAsync(new() { Person = "persons/a", PageSize = 1 }, Other));
        Assert.Equal("tasks/a", Assert.Single((await Tasks.ListTasksAsync(new() { Case = Hidden, PageSize = 1 }, Chief)).Tasks).Name);
        Assert.Equal(Hidden, Assert.Single((await Client.ListCasesAsync(new() { Person = "persons/a", PageSize = 1 }, Chief)).Cases).Name);
    }

    [Fact]
    public async Task SearchRecords_WithARestrictedCaseBetweenOthers_IsAsIfItWereNotThere()
    {
        await FillAsync();
        var lookup = new LookupService.LookupServiceClient(Host.Channel);

        var last = await lookup.SearchRecordsAsync(new() { Query = "Invented", Collections = { "cases" }, PageSize = 2 }, Other);
        var first = await lookup.SearchRecordsAsync(new() { Query = "Invented", Collections = { "cases" }, PageSize = 1 }, Other);

        Assert.Equal(["cases/d", "cases/b"], last.Records.Select(record => record.Name));
        Assert.False(last.HasMore);
        Assert.Equal(("cases/d", true), (Assert.Single(first.Records).Name, first.HasMore));
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

    // Restricted are a, c and e, the last of which is first in most lists; each has one of all.
    private async Task FillAsync()
    {
        foreach (var (id, day) in new[] { "a", "b", "c", "d", "e" }.Select((id, day) => (id, day)))
        {
            var isRestricted = id is "a" or "c" or "e";
            var time = new Timestamp { Seconds = SampleCases.Registered.Seconds + (86_400 * day) };
            var registration = Registration(id);
            registration.Case.RegisterTime = time;
            var name = (await Client.RegisterCaseAsync(registration)).Name;
            await Client.AddSuspectAsync(new() { Name = name, Suspect = new() { Id = "s", Person = $"persons/{id}" }, RequestId = $"s-{id}" });
            await Tasks.CreateTaskAsync(new() { Name = name, TaskId = id, Task = new() { Title = "x", Assignee = "deputy", DueTime = time }, RequestId = $"t-{id}" });
            var correction = Correction();
            (correction.Name, correction.CorrectionId, correction.RequestId) = (name, id, $"c-{id}");
            await Corrections.RequestCorrectionAsync(correction);
            CaseEvidence item = new() { Kind = EvidenceKind.Object, ObtainTime = time, Description = new() { Text = "x" }, Exhibit = "exhibits/x" };
            await Evidence.AddEvidenceAsync(new() { Name = name, EvidenceId = id, Evidence = item, RequestId = $"e-{id}" });
            var notice = SampleNotices.Incoming();
            notice.ReceiveTime = time;
            if (isRestricted)
            {
                notice.Classification = NoticeClassification.Restricted;
                notice.NeedToKnow.Add("chief");
            }

            await Notices.RecordNoticeAsync(new() { NoticeId = id, Notice = notice, RequestId = $"n-{id}" }, Chief);
            if (isRestricted)
                await Client.RestrictCaseAsync(new() { Name = name, NeedToKnow = { "chief", "deputy" }, Reason = "need to know", RequestId = $"restrict-{id}" }, Chief);
        }
    }

    // Page by page, each of one: none is empty, and none but the last is without a next one.
    private static async Task<List<string>> PagesAsync(Func<int, string, Task<(IEnumerable<string> Names, string Next)>> list)
    {
        var names = new List<string>();
        var token = "";
        do
        {
            (var page, token) = await list(1, token);
            names.Add(Assert.Single(page));
        }
        while (token.Length > 0);
        return names;
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
