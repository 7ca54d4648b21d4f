using Border.Cases.V1;
using Border.Cases.Work;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;
using static Border.Cases.Tests.SampleCases;

namespace Border.Cases.Tests.Work;

public sealed class TaskFileTests
{
    private readonly Case _record = SampleCases.New();

    [Fact]
    public void Create_WhatOnlyTheServerSets_IsDropped()
    {
        var sent = New("a");
        (sent.State, sent.EndTime, sent.Result, sent.Case) = (TaskState.Done, Later, "x", "cases/z");

        var expected = New("a");
        (expected.Name, expected.Case, expected.State) = ("tasks/t", "cases/a", TaskState.Open);
        Assert.Equal(expected, TaskFile.Create("tasks/t", sent, _record));
    }

    [Theory]
    [InlineData(CaseState.Void)]
    [InlineData(CaseState.Merged)]
    public void Create_CaseIsGone_IsRefused(CaseState state) => Assert.Equal(
        ErrorReason.WrongState, Assert.Throws<RefusalException>(() => TaskFile.Create("tasks/t", New("a"), SampleCases.New(state))).Reason);

    [Fact]
    public void CreateOrAmend_ForOneWhoMayNotKnowOfTheCase_IsRefused()
    {
        var task = TaskFile.Create("tasks/t", New("a"), _record);
        _record.NeedToKnow.Add("a");
        AmendTaskRequest other = new() { Task = New("b"), UpdateMask = new() { Paths = { "assignee" } } };

        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => TaskFile.Create("tasks/u", New("b"), _record)).Reason);
        Assert.Equal(ErrorReason.RuleBroken, Assert.Throws<RefusalException>(() => new TaskFile(task, _record).Amend(other)).Reason);
    }

    [Theory]
    [InlineData(TaskState.Done)]
    [InlineData(TaskState.Cancelled)]
    public void Verb_OfATaskThatIsOver_IsRefused(TaskState state)
    {
        var file = new TaskFile(new CaseTask { Name = "tasks/t", State = state }, _record);
        AmendTaskRequest amendment = new() { Task = New("b"), UpdateMask = new() { Paths = { "title" } } };

        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => file.Complete(Later, "")).Reason);
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => file.Cancel(Later, "why")).Reason);
        Assert.Equal(ErrorReason.WrongState, Assert.Throws<RefusalException>(() => file.Amend(amendment)).Reason);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("case")]
    public void Amend_FieldThatIsNotItsToChange_IsRefused(string path)
    {
        var file = new TaskFile(TaskFile.Create("tasks/t", New("a"), _record), _record);

        Assert.Equal(
            ErrorReason.InvalidFields,
            Assert.Throws<RefusalException>(() => file.Amend(new() { Task = New("b"), UpdateMask = new() { Paths = { path } } })).Reason);
    }

    private static CaseTask New(string assignee) => new() { Title = "Ask the ferryman", Assignee = assignee, DueTime = Later };
}
