using Border.Cases.V1;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Tests.Fixtures;
using Border.Storage;

namespace Border.Field.Tests.Syncing;

public sealed class SqliteHeldRecordTests : HeldRecordSuite
{
    protected override StorageEngineKind Engine => StorageEngineKind.Sqlite;
}

public sealed class PostgresHeldRecordTests : HeldRecordSuite
{
    protected override StorageEngineKind Engine => StorageEngineKind.Postgres;
}

/// <summary>What stands behind a request that makes a record beside the one that it names.</summary>
public abstract class HeldRecordSuite : SyncHost
{
    private const string CaseName = "cases/invented";

    private CaseService.CaseServiceClient Cases => new(_server.Host.Channel);

    [Fact]
    public async Task Sync_CompletionOfATaskThatWasRefused_IsNotSent()
    {
        using var field = Today();
        var (made, completed) = RecordTask(field);
        var other = field.Record(Samples.Interception(field.Now)).Entry;

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((1, 1), (report.Received, report.Refused));
        Assert.Equal(
            [EntryState.Refused, EntryState.Ready, EntryState.Received], new[] { made, completed, other }.Select(entry => field.Queue.Find(entry.Sequence)!.State));
        Assert.Equal(made.Sequence, Assert.Single(field.Queue.HeldBy(), pair => pair.Key == completed.Sequence).Value);
    }

    [Fact]
    public async Task Sync_TaskThatIsCorrected_GoesWithItsCompletion()
    {
        using var field = Today();
        var (made, completed) = RecordTask(field);
        await field.SyncAsync(_server.Invoker);
        await Cases.RegisterCaseAsync(new() { CaseId = "invented", RequestId = "elsewhere", Case = Case(field) });

        new Recorder(field.Device).Correct(field.Queue.Find(made.Sequence)!, field.Queue.RequestOf(made)!);
        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((2, 0), (report.Received, report.Refused));
        Assert.Equal("tasks/t-1", field.Queue.Find(completed.Sequence)!.Name);
    }

    [Fact]
    public async Task Discard_TaskThatWasRefused_GivesUpItsCompletionAndNothingElse()
    {
        using var field = Today();
        var (made, completed) = RecordTask(field);
        var note = field.Record(new AddNoteRequest { Name = CaseName, NoteId = "n-1", Text = "An invented note." }).Entry;
        await field.SyncAsync(_server.Invoker);

        var lost = field.Queue.Discard(field.Queue.Find(made.Sequence)!);

        Assert.Equal([completed.Sequence], lost.Select(entry => entry.Sequence));
        Assert.Equal(EntryState.Discarded, field.Queue.Find(completed.Sequence)!.State);
        Assert.Equal(EntryState.Ready, field.Queue.Find(note.Sequence)!.State);
        Assert.Empty(field.Queue.Held());
    }

    [Fact]
    public async Task Sync_TaskThatIsADraft_HoldsItsCompletion()
    {
        using var field = Today();
        await Cases.RegisterCaseAsync(new() { CaseId = "invented", RequestId = "elsewhere", Case = Case(field) });
        var made = field.Record(Task(field), asDraft: true).Entry;
        var completed = field.Record(Completion(field)).Entry;

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal(0, report.Settled);
        Assert.Equal(made.Sequence, field.Queue.HeldBy()[completed.Sequence]);
    }

    // The part is of a case that the server has not; the note is about the part only.
    [Fact]
    public async Task Sync_WhatWaitsBehindWhatWaits_IsNotSentEither()
    {
        using var field = Today();
        field.Record(new SplitCaseRequest
        {
            Name = CaseName,
            CaseId = "part",
            PrincipalOffence = "illegal_crossing",
            SplitTime = field.Now,
            Reason = "two groups",
        });
        var task = field.Record(new CreateTaskRequest(Task(field)) { Name = "cases/part" }).Entry;
        var completed = field.Record(Completion(field)).Entry;

        var report = await field.SyncAsync(_server.Invoker);

        Assert.Equal((0, 1), (report.Received, report.Refused));
        Assert.Equal([task.Sequence, completed.Sequence], field.Queue.Held().Select(entry => entry.Sequence));
        Assert.Equal([1, 1], field.Queue.HeldBy().Values);
    }

    private static (Entry Made, Entry Completed) RecordTask(FieldDevice field) => (field.Record(Task(field)).Entry, field.Record(Completion(field)).Entry);

    private static CreateTaskRequest Task(FieldDevice field) => new()
    {
        Name = CaseName,
        TaskId = "t-1",
        Task = new() { Title = "Ask the invented witness", Assignee = FieldDevice.Officer, DueTime = field.Now },
    };

    private static CompleteTaskRequest Completion(FieldDevice field) => new() { Name = "tasks/t-1", CompleteTime = field.Now, Result = "Asked." };

    private static Case Case(FieldDevice field) => new() { Unit = "U-1", Area = "53.01", RegisterTime = field.Now, PrincipalOffence = "illegal_crossing" };
}
