using Border.Cases.V1;
using Google.Protobuf;

namespace Border.Station.Tests.Demo;

/// <summary>What the verbs do to a notice, and in which states they may.</summary>
internal static class NoticeVerbs
{
    public static Notice Drafted(Notice sent, Func<string, IMessage> find) =>
        Known(sent.Clone(), NoticeState.Draft, NoticeDirection.Outgoing, find);

    public static Notice Received(Notice sent, Func<string, IMessage> find)
    {
        var notice = Known(sent.Clone(), NoticeState.Received, NoticeDirection.Incoming, find);
        Answer(notice, name => (Notice)find(name));
        return notice;
    }

    /// <returns>False when the request is not about a notice.</returns>
    public static bool Apply(SubmitCasesRequest request, Func<string, Notice> find)
    {
        if (request.SendNotice is { } send)
        {
            var notice = Turn(find(send.Name), NoticeState.Sent, NoticeState.Draft);
            notice.IssueTime = send.SendTime;
            Answer(notice, find);
        }
        else if (request.AcknowledgeDelivery is { } delivered)
        {
            Assert.True(Turn(find(delivered.Name), NoticeState.Acknowledged, NoticeState.Sent).IssueTime < delivered.Delivery.DeliverTime);
        }
        else if (request.CloseNotice is { } close)
        {
            Turn(find(close.Name), NoticeState.Closed, NoticeState.Sent, NoticeState.Acknowledged);
        }
        else if (request.VoidNotice is { } mistake)
        {
            Turn(find(mistake.Name), NoticeState.Void, NoticeState.Sent);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static Notice Known(Notice notice, NoticeState state, NoticeDirection direction, Func<string, IMessage> find)
    {
        Assert.All(notice.Records, record => Assert.NotNull(find(record)));
        Assert.Equal(notice.Counterpart.Kind == CounterpartKind.NeighbouringState, notice.Counterpart.Country.Length > 0);
        Assert.Equal(direction == NoticeDirection.Incoming, notice.ReceiveTime is not null);
        (notice.State, notice.Direction) = (state, direction);
        return notice;
    }

    private static void Answer(Notice reply, Func<string, Notice> find)
    {
        if (reply.ReplyTo.Length == 0)
            return;
        var original = Turn(find(reply.ReplyTo), NoticeState.Answered, NoticeState.Sent, NoticeState.Received, NoticeState.Acknowledged);
        Assert.NotEqual(original.Direction, reply.Direction);
        Assert.True((original.IssueTime ?? original.ReceiveTime) < (reply.IssueTime ?? reply.ReceiveTime));
    }

    private static Notice Turn(Notice notice, NoticeState to, params NoticeState[] from)
    {
        Assert.Contains(notice.State, from);
        notice.State = to;
        return notice;
    }
}
