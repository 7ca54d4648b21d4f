using Border.Cases.Access;
using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Work;

/// <summary>A task in a case and what may be done with it.</summary>
internal sealed class TaskFile(CaseTask task, Case record)
{
    private static readonly string[] Amendable = ["title", "details", "assignee", "due_time"];

    public static CaseTask Create(string name, CaseTask sent, Case record)
    {
        CaseVerb.SetTask.Require(record);
        new CaseHolders(record).RequireEntitled(sent.Assignee, "task.assignee");
        return new CaseTask
        {
            Name = name,
            Case = record.Name,
            State = TaskState.Open,
            Title = sent.Title,
            Details = sent.Details,
            Assignee = sent.Assignee,
            DueTime = sent.DueTime,
        };
    }

    public void Amend(AmendTaskRequest request)
    {
        RequireOpen("amended");
        Amendment.Apply(request.UpdateMask, Amendable, request.Task, task);
        new CaseHolders(record).RequireEntitled(task.Assignee, "task.assignee");
    }

    public void Complete(Timestamp time, string result) => End(TaskState.Done, "done", time, result);

    public void Cancel(Timestamp time, string reason) => End(TaskState.Cancelled, "cancelled", time, reason);

    private void End(TaskState state, string verb, Timestamp time, string result)
    {
        RequireOpen(verb);
        (task.State, task.EndTime, task.Result) = (state, time, result);
    }

    private void RequireOpen(string verb)
    {
        if (task.State != TaskState.Open)
            throw Refusals.WrongState(task.Name, task.State == TaskState.Done ? "done" : "cancelled", verb);
    }
}
