using Border.Cases.Access;
using Border.Cases.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Cases.Work;

/// <summary>The use cases of tasks.</summary>
internal sealed class TaskRegister(
    [FromKeyedServices(CasesModule.Service)] RecordWork work, RecordStore<CaseTask> tasks, RecordStore<Case> cases, CaseRegister register)
{
    /// <inheritdoc cref="NoteRegister.Kind"/>
    public static readonly RecordKind<CaseTask> Kind = new(
        "tasks",
        task => task.Name,
        (task, server) => (task.Etag, task.CreateTime, task.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        task =>
        [
            IndexKey.Time("due_time", task.DueTime.ToDateTimeOffset()),
            IndexKey.Text("case", task.Case),
            IndexKey.Text("assignee", task.Assignee),
            IndexKey.Text("state", task.State.ToString()),
        ])
    {
        ReadBy = GetTaskRequest.Descriptor.FullName,
        IsSealed = true,
        SealedWith = task => task.Case,
        Readers = (_, _) => false,
    };

    private static readonly ListOrder NextDueFirst = new("due_time", Descending: false);

    /// <summary>Carries out any of the requests that change a task.</summary>
    public Task<Written<CaseTask>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        return request switch
        {
            CreateTaskRequest r => CreateAsync(call, r, ct),
            AmendTaskRequest r => ChangeAsync(r.Task.Name, r.Task.Etag, "amended", r.Reason, file => file.Amend(r)),
            CompleteTaskRequest r => ChangeAsync(r.Name, r.Etag, "completed", "", file => file.Complete(r.CompleteTime, r.Result)),
            CancelTaskRequest r => ChangeAsync(r.Name, r.Etag, "cancelled", r.Reason, file => file.Cancel(r.CancelTime, r.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        Task<Written<CaseTask>> ChangeAsync(string name, string etag, string verb, string reason, Action<TaskFile> act) =>
            work.RunAsync(call, Kind, session => ChangeIn(session, name, etag, actor, verb, reason, act), ct);
    }

    public async Task<CaseTask> GetAsync(string name, string actor, CancellationToken ct)
    {
        var task = await tasks.GetAsync(name, ct);
        await register.RequireReadableAsync(task.Case, name, actor, ct);
        return task;
    }

    public async Task<ListTasksResponse> ListAsync(ListTasksRequest request, string actor, CancellationToken ct)
    {
        var filters = new RecordFilters()
            .Lookup("case", request.Case)
            .Text("assignee", request.Assignee)
            .Choice("state", request.State)
            .Time("due_time", null, request.DueBefore);
        var (found, next) = await cases.ListOfCasesAsync<CaseTask>(
            request.Case,
            actor,
            task => task.Case,
            shown => tasks.ListAsync(request, request.PageToken, request.PageSize, NextDueFirst, filters.All, ct, shown),
            ct);
        return new ListTasksResponse { Tasks = { found }, NextPageToken = next };
    }

    private Task<Written<CaseTask>> CreateAsync(WriteCall call, CreateTaskRequest request, CancellationToken ct) => work.RunAsync(
        call,
        Kind,
        async session =>
        {
            var record = await session.GetCaseAsync(request.Name, "", call.Actor);
            var task = TaskFile.Create($"{Kind.Collection}/{request.TaskId}", request.Task, record);
            session.Save(Kind, task, "created");
            return task;
        },
        ct);

    private static async Task<CaseTask> ChangeIn(
        RecordSession session, string name, string etag, string actor, string verb, string reason, Action<TaskFile> act)
    {
        var task = await session.GetAsync(Kind, name);
        var record = await session.GetCaseOfAsync(task.Case, name, actor);
        task = await session.GetAsync(Kind, name, etag);
        act(new TaskFile(task, record));
        session.Save(Kind, task, verb, reason);
        return task;
    }
}
