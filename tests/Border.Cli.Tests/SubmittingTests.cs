using Border.Cases.V1;
using Border.Cli.Submitting;
using Microsoft.Extensions.Time.Testing;

namespace Border.Cli.Tests;

public sealed class SubmittingTests
{
    [Fact]
    public void Lanes_SecondOfARecord_GoesWhenTheFirstHasLeft()
    {
        var lanes = new Lanes();
        var (first, second, other) = (Make("a", "1"), Make("a", "2"), Make("b", "3"));

        Assert.True(lanes.Enter(first));
        Assert.False(lanes.Enter(second));
        Assert.True(lanes.Enter(other));
        Assert.Empty(lanes.Leave(other));
        Assert.Equal([second], lanes.Leave(first));
        Assert.Empty(lanes.Leave(second));
    }

    [Fact]
    public void Lanes_SameRequestIdOfAnotherRecord_Waits()
    {
        var lanes = new Lanes();
        var (first, second) = (Make("a", "1"), Make("b", "1"));
        lanes.Enter(first);

        Assert.False(lanes.Enter(second));
        Assert.Equal([second], lanes.Leave(first));
    }

    [Fact]
    public void Lanes_WaitingInTwoLanes_GoesWhenBothAreFree()
    {
        var lanes = new Lanes();
        var (sameRecord, sameId, waiting) = (Make("a", "1"), Make("b", "2"), Make("a", "2"));
        lanes.Enter(sameRecord);
        lanes.Enter(sameId);

        Assert.False(lanes.Enter(waiting));
        Assert.Empty(lanes.Leave(sameRecord));
        Assert.Equal([waiting], lanes.Leave(sameId));
    }

    [Fact]
    public void Lanes_ReplyToANotice_WaitsForTheNotice()
    {
        var lanes = new Lanes();
        var asked = new Submission(1, SubmissionKind.Find("recordNotice")!, new RecordNoticeRequest { NoticeId = "asked", RequestId = "1", Notice = new() });
        var reply = new Submission(
            2, SubmissionKind.Find("draftNotice")!, new DraftNoticeRequest { NoticeId = "reply", RequestId = "2", Notice = new() { ReplyTo = "notices/asked" } });
        lanes.Enter(asked);

        Assert.False(lanes.Enter(reply));
        Assert.Equal([reply], lanes.Leave(asked));
    }

    [Fact]
    public async Task AnswerOrder_AnswersOutOfOrder_AreHandedOnInOrder()
    {
        var lines = new List<long>();
        using var order = new AnswerOrder(3, answer => lines.Add(answer.Line));
        for (var place = 0; place < 3; place++)
            await order.EnterAsync(CancellationToken.None);

        order.Complete(2, Answer.NotSent(30, ""));
        order.Complete(0, Answer.NotSent(10, ""));
        Assert.Equal([10], lines);
        order.Complete(1, Answer.NotSent(20, ""));
        await order.DrainAsync(CancellationToken.None);

        Assert.Equal([10, 20, 30], lines);
    }

    [Fact]
    public async Task AnswerOrder_WindowFull_NobodyEntersBeforeAnAnswerIsHandedOn()
    {
        using var order = new AnswerOrder(1, _ => { });
        await order.EnterAsync(CancellationToken.None);

        var next = order.EnterAsync(CancellationToken.None);
        Assert.False(next.IsCompleted);
        order.Complete(0, Answer.NotSent(1, ""));

        Assert.Equal(1, await next);
    }

    [Fact]
    public void Patience_FailuresInARow_WaitLongerThenGiveUp()
    {
        var time = new FakeTimeProvider();
        var patience = new Patience(TimeSpan.FromSeconds(30), time);

        var delays = Enumerable.Range(0, 12).Select(_ => patience.NextDelay()!.Value).ToList();
        Assert.InRange(delays[0], TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
        Assert.InRange(delays[^1], TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Null(patience.NextDelay());
    }

    [Fact]
    public void Patience_AnswerInBetween_StartsAnew()
    {
        var time = new FakeTimeProvider();
        var patience = new Patience(TimeSpan.FromSeconds(30), time);
        patience.NextDelay();
        time.Advance(TimeSpan.FromSeconds(29));

        patience.Reset();
        Assert.False(patience.IsFailing);
        patience.NextDelay();
        time.Advance(TimeSpan.FromSeconds(29));

        Assert.NotNull(patience.NextDelay());
    }

    private static Submission Make(string id, string requestId) =>
        new(1, SubmissionKind.Find("voidCase")!, new VoidCaseRequest { Name = $"cases/{id}", RequestId = requestId });
}
