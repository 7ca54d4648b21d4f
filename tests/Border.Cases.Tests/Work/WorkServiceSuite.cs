using Border.Cases.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Cases.Tests.Work;

public sealed class SqliteWorkServiceTests() : WorkServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresWorkServiceTests() : WorkServiceSuite(StorageEngineKind.Postgres);

/// <summary>Worklists, tasks, notes, corrections and the timeline as a client sees them, on each engine.</summary>
public abstract class WorkServiceSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private static readonly Timestamp Later = SampleCases.Later;

    private CaseTaskService.CaseTaskServiceClient Tasks => new(Host.Channel);

    private CaseNoteService.CaseNoteServiceClient Notes => new(Host.Channel);

    private CaseCorrectionService.CaseCorrectionServiceClient Corrections => new(Host.Channel);

    [Fact]
    public async Task AssignCase_Investigator_HasItOnTheWorklist()
    {
        await RegisterAsync("a");
        await RegisterAsync("b");
        await Client.AssignCaseAsync(new() { Name = "cases/a", Assignee = "wang", RequestId = "1" });

        Assert.Equal("cases/a", Assert.Single((await Client.ListCasesAsync(new() { Assignee = "wang", State = CaseState.Registered })).Cases).Name);
        Assert.Empty((await Client.ListCasesAsync(new() { Assignee = "wang", State = CaseState.Closed })).Cases);
        await Client.AssignCaseAsync(new() { Name = "cases/a", Assignee = "", Reason = "on leave", RequestId = "2" });
        Assert.Empty((await Client.ListCasesAsync(new() { Assignee = "wang" })).Cases);
    }

    [Fact]
    public async Task ListTasks_OpenOnesOfAnActor_NextDueFirst()
    {
        await RegisterAsync("a");
        await CreateTaskAsync("t1", "wang", Later.Seconds + 20);
        await CreateTaskAsync("t2", "wang", Later.Seconds + 10);
        await CreateTaskAsync("t3", "wang", Later.Seconds + 30);
        await CreateTaskAsync("t4", "li", Later.Seconds);
        CompleteTaskRequest done = new() { Name = "tasks/t3", CompleteTime = Later, Result = "he knows nothing", Etag = "1", RequestId = "d" };
        Assert.Equal(await Tasks.CompleteTaskAsync(done), await Tasks.CompleteTaskAsync(done));
        await Tasks.AmendTaskAsync(new()
        {
            Task = new() { Name = "tasks/t4", Etag = "1", Assignee = "wang" },
            UpdateMask = new() { Paths = { "assignee" } },
            Reason = "li is ill",
            RequestId = "m",
        });

        var open = await Tasks.ListTasksAsync(new() { Assignee = "wang", State = TaskState.Open });

        Assert.Equal(["tasks/t4", "tasks/t2", "tasks/t1"], open.Tasks.Select(task => task.Name));
        Assert.Equal(("Ask the ferryman", ""), (open.Tasks[0].Title, open.Tasks[0].Details));
        Assert.Equal("tasks/t4", Assert.Single((await Tasks.ListTasksAsync(new() { DueBefore = new() { Seconds = Later.Seconds + 5 } })).Tasks).Name);
        Assert.Equal("he knows nothing", (await Tasks.GetTaskAsync(new() { Name = "tasks/t3" })).Result);
        (done.Name, done.RequestId) = ("tasks/t1", "d2");
        done.Etag = "7";
        Assert.Equal(StatusCode.Aborted, await RefusalOf(Tasks.CompleteTaskAsync(done)));
    }

    [Fact]
    public async Task SubmitCases_TaskMadeAndDone_IsTakenInThatOrder()
    {
        await RegisterAsync("a");
        using var call = Client.SubmitCases();
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new() { CreateTask = TaskOf($"t{i}", "wang", Later.Seconds) });
            await call.RequestStream.WriteAsync(new() { CompleteTask = new() { Name = $"tasks/t{i}", CompleteTime = Later, RequestId = $"done-{i}" } });
        }

        await call.RequestStream.CompleteAsync();

        Assert.All(await call.ResponseStream.ReadAllAsync().ToListAsync(), receipt => Assert.NotNull(receipt.Accepted));
    }

    [Fact]
    public async Task AddNote_SentAgain_IsThereOnceAndByItsAuthor()
    {
        await RegisterAsync("a");
        AddNoteRequest request = new() { Name = "cases/a", NoteId = "n", Text = "The boat is green.", RequestId = "1" };
        var note = await Notes.AddNoteAsync(request, As("wang"));

        Assert.Equal(note, await Notes.AddNoteAsync(request, As("wang")));
        Assert.Equal(("notes/n", "cases/a", "wang", "1"), (note.Name, note.Case, note.Author, note.Etag));
        Assert.Equal(note, await Notes.GetNoteAsync(new() { Name = "notes/n" }));
        (request.RequestId, request.Text) = ("2", "The boat is blue.");
        Assert.Equal(StatusCode.AlreadyExists, await RefusalOf(Notes.AddNoteAsync(request)));
        (request.NoteId, request.Name) = ("m", "cases/none");
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notes.AddNoteAsync(request)));
    }

    [Fact]
    public async Task ApproveCorrection_ByAnother_ChangesTheCaseInOneCommit()
    {
        await RegisterAsync("a");
        await Client.CloseCaseAsync(new() { Name = "cases/a", CloseTime = Later, Reason = "nothing in it", RequestId = "1" });
        await RequestCorrectionAsync("c");
        Assert.Equal("53.01", (await Client.GetCaseAsync(new() { Name = "cases/a" })).Area);
        Assert.Equal("corrections/c", Assert.Single((await Corrections.ListCorrectionsAsync(new() { State = CorrectionState.Pending })).Corrections).Name);
        ApproveCorrectionRequest approval = new() { Name = "corrections/c", Etag = "1", RequestId = "3" };
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Corrections.ApproveCorrectionAsync(approval, As("wang"))));

        var approved = await Corrections.ApproveCorrectionAsync(approval, As("chief"));

        Assert.Equal(approved, await Corrections.ApproveCorrectionAsync(approval, As("chief")));
        Assert.Equal((CorrectionState.Approved, "wang", "chief"), (approved.State, approved.Requester, approved.Decider));
        var record = await Client.GetCaseAsync(new() { Name = "cases/a" });
        Assert.Equal(("54", CaseState.Closed, "3"), (record.Area, record.State, record.Etag));
        Assert.Empty((await Corrections.ListCorrectionsAsync(new() { Case = "cases/a", State = CorrectionState.Pending })).Corrections);
    }

    [Fact]
    public async Task RejectCorrection_ByAnother_LeavesTheCase()
    {
        await RegisterAsync("a");
        await RequestCorrectionAsync("c");

        await Corrections.RejectCorrectionAsync(new() { Name = "corrections/c", Reason = "it is right", RequestId = "1" }, As("chief"));

        Assert.Equal("1", (await Client.GetCaseAsync(new() { Name = "cases/a" })).Etag);
        Assert.Equal("it is right", (await Corrections.GetCorrectionAsync(new() { Name = "corrections/c" })).DecideReason);
    }

    [Fact]
    public async Task GetTimeline_OfAFullCase_TellsEverythingInOrder()
    {
        await RegisterAsync("a");
        await Client.RecordArrestAsync(new() { Name = "cases/a", Arrest = new() { Id = "x", ArrestTime = Later }, RequestId = "1" }, As("wang"));
        await Client.ReleaseSuspectAsync(new() { Name = "cases/a", ArrestId = "x", ReleaseTime = Later, Reason = "bail", RequestId = "2" });
        await Client.CloseCaseAsync(new() { Name = "cases/a", CloseTime = Later, Reason = "nothing in it", RequestId = "3" });
        await Client.LinkRecordAsync(new() { Name = "cases/a", Record = "patrols/p", Kind = LinkKind.SameEvent, Reason = "seen", RequestId = "4" });
        await Notes.AddNoteAsync(new() { Name = "cases/a", NoteId = "n", Text = "The boat is green.", RequestId = "5" }, As("li"));
        await CreateTaskAsync("t", "li", Later.Seconds);
        await RequestCorrectionAsync("c");

        var timeline = await Client.GetTimelineAsync(new() { Name = "cases/a" });

        Assert.False(timeline.IsCut);
        Assert.Equal(timeline.Entries.OrderBy(entry => entry.Time), timeline.Entries);
        Assert.Equal(
            [
                "Arrest x", "CorrectionRequested area", "Linked same_event", "Note ", "Release x", "TaskSet ", "Turn closed", "Turn registered",
                "Version arrest_recorded", "Version closed", "Version linked", "Version registered", "Version suspect_released",
            ],
            timeline.Entries.Select(entry => $"{entry.Kind} {entry.What}").Order(StringComparer.Ordinal));
        var note = timeline.Entries.Single(entry => entry.Kind == TimelineKind.Note);
        Assert.Equal(("li", "The boat is green.", "notes/n"), (note.Actor, note.Text, note.Record));
        Assert.Equal("wang", timeline.Entries.Single(entry => entry.What == "arrest_recorded").Actor);
        Assert.Equal("nothing in it", timeline.Entries.Single(entry => entry is { Kind: TimelineKind.Version, What: "closed" }).Text);
    }

    [Fact]
    public async Task GetTimeline_OfVeryLongNotes_LeavesOutTheEarliest()
    {
        await RegisterAsync("a");
        using var call = Client.SubmitCases(As("wang"));
        for (var i = 0; i < 150; i++)
            await call.RequestStream.WriteAsync(new() { AddNote = new() { Name = "cases/a", NoteId = $"n{i}", Text = new string('船', 10_000), RequestId = $"n{i}" } });
        await call.RequestStream.CompleteAsync();
        Assert.All(await call.ResponseStream.ReadAllAsync().ToListAsync(), receipt => Assert.Null(receipt.Error));

        var timeline = await Client.GetTimelineAsync(new() { Name = "cases/a" });

        Assert.True(timeline.IsCut);
        Assert.InRange(timeline.CalculateSize(), 2_900_000, (3 * 1024 * 1024) + 1000);
        Assert.Equal(timeline.Entries.OrderBy(entry => entry.Time), timeline.Entries);
        Assert.All(timeline.Entries, entry => Assert.Equal(TimelineKind.Note, entry.Kind));
    }

    [Fact]
    public async Task SubmitCases_NotesTasksAndCorrections_FollowTheirCase()
    {
        using var call = Client.SubmitCases(As("wang"));
        await call.RequestStream.WriteAsync(new() { Register = Registration("a") });
        await call.RequestStream.WriteAsync(new() { AddNote = new() { Name = "cases/a", NoteId = "n", Text = "x", RequestId = "1" } });
        await call.RequestStream.WriteAsync(new() { CreateTask = TaskOf("t", "wang", Later.Seconds) });
        await call.RequestStream.WriteAsync(new() { RequestCorrection = CorrectionOf("c") });
        await call.RequestStream.WriteAsync(new() { Assign = new() { Name = "cases/a", Assignee = "wang", RequestId = "2" } });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(
            ["cases/a", "notes/n", "tasks/t", "corrections/c", "cases/a"],
            (await call.ResponseStream.ReadAllAsync().ToListAsync()).Select(receipt => receipt.Accepted.Name));
    }

    private static CreateTaskRequest TaskOf(string id, string assignee, long due) => new()
    {
        Name = "cases/a",
        TaskId = id,
        Task = new() { Title = "Ask the ferryman", Details = "He was there.", Assignee = assignee, DueTime = new() { Seconds = due } },
        RequestId = $"create-{id}",
    };

    private static RequestCorrectionRequest CorrectionOf(string id) => new()
    {
        Name = "cases/a",
        CorrectionId = id,
        Facts = new() { Area = "54" },
        UpdateMask = new() { Paths = { "area" } },
        Reason = "mistyped",
        RequestId = $"request-{id}",
    };

    private async Task CreateTaskAsync(string id, string assignee, long due) => await Tasks.CreateTaskAsync(TaskOf(id, assignee, due));

    private async Task RequestCorrectionAsync(string id) => await Corrections.RequestCorrectionAsync(CorrectionOf(id), As("wang"));
}
