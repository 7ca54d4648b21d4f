using Border.Cases.Notices;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Cases.Tests.Notices;

public sealed class NoticeRepliesTests
{
    [Theory]
    [InlineData(NoticeState.Sent, NoticeState.Answered)]
    [InlineData(NoticeState.Acknowledged, NoticeState.Answered)]
    [InlineData(NoticeState.Answered, NoticeState.Answered)]
    [InlineData(NoticeState.Closed, NoticeState.Closed)]
    public void Add_Reply_AnswersWhatIsNotClosed(NoticeState before, NoticeState after)
    {
        var original = SampleNotices.In(before);

        NoticeReplies.Add(original, Reply());

        Assert.Equal((after, "notices/reply"), (original.State, Assert.Single(original.Replies)));
    }

    [Fact]
    public void Remove_OneOfTwoReplies_LeavesItAnsweredUntilTheLast()
    {
        var original = SampleNotices.In(NoticeState.Sent);
        var second = Reply();
        second.Name = "notices/second";
        NoticeReplies.Add(original, Reply());
        NoticeReplies.Add(original, second);

        NoticeReplies.Remove(original, "notices/reply");
        Assert.Equal(NoticeState.Answered, original.State);
        NoticeReplies.Remove(original, "notices/second");

        Assert.Equal((NoticeState.Sent, 0), (original.State, original.Replies.Count));
    }

    [Theory]
    [InlineData(NoticeState.Received, false, NoticeState.Received)]
    [InlineData(NoticeState.Sent, true, NoticeState.Acknowledged)]
    public void Remove_LastReply_WaitsAsBefore(NoticeState before, bool wasDelivered, NoticeState after)
    {
        var original = SampleNotices.In(before);
        original.Delivery = wasDelivered ? new() { DeliverTime = SampleNotices.Later } : null;
        (original.State, var reply) = (NoticeState.Answered, Reply());
        original.Replies.Add(reply.Name);

        NoticeReplies.Remove(original, reply.Name);

        Assert.Equal(after, original.State);
    }

    [Fact]
    public void Add_ReplyFromBeforeTheNotice_IsRefused()
    {
        var reply = Reply();
        reply.ReceiveTime = new() { Seconds = SampleNotices.Sent.Seconds - 1 };

        Assert.Throws<RefusalException>(() => NoticeReplies.Add(SampleNotices.In(NoticeState.Sent), reply));
    }

    [Fact]
    public void Add_MoreRepliesThanANoticeHas_IsRefused()
    {
        var original = SampleNotices.In(NoticeState.Sent);
        original.Replies.Add(Enumerable.Range(1, 100).Select(i => $"notices/r{i}"));

        Assert.Throws<RefusalException>(() => NoticeReplies.Add(original, Reply()));
    }

    private static Notice Reply()
    {
        var reply = SampleNotices.In(NoticeState.Received);
        (reply.Name, reply.ReceiveTime) = ("notices/reply", SampleNotices.Later);
        return reply;
    }
}
