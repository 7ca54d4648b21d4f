using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Notices;

/// <summary>A notice and what an officer may do with it.</summary>
internal sealed class NoticeFile(Notice notice)
{
    private static readonly string[] Amendable =
    [
        "counterpart", "subject", "content", "areas", "classification", "need_to_know", "unit", "area", "counterpart_number", "records",
        "attachments", "acknowledge_by", "reply_by", "reply_to",
    ];

    /// <summary>A notice that is to be sent, from what the unit wrote; whatever only the server sets is dropped.</summary>
    public static Notice Draft(string name, Notice sent, string actor, DateTimeOffset time)
    {
        var notice = Copy(name, sent, NoticeDirection.Outgoing, NoticeState.Draft);
        notice.DraftTime = Timestamp.FromDateTimeOffset(time);
        NoticeRules.Require(notice, actor);
        return notice;
    }

    /// <summary>A notice that came in.</summary>
    public static Notice Receive(string name, Notice sent, string actor)
    {
        var notice = Copy(name, sent, NoticeDirection.Incoming, NoticeState.Received);
        (notice.IssueTime, notice.ReceiveTime) = (sent.IssueTime, sent.ReceiveTime);
        NoticeRules.Require(notice, actor);
        NoticeRules.RequireDeadlinesAfter(notice, notice.ReceiveTime);
        return notice;
    }

    public void Amend(AmendNoticeRequest request, string actor)
    {
        NoticeVerb.Amend.Require(notice);
        var before = notice.Attachments.ToList();
        Amendment.Apply(request.UpdateMask, Amendable, request.Notice, notice);
        NoticeRules.Require(notice, actor);
        if (before.Any(old => !notice.Attachments.Any(attachment => attachment.Id == old.Id && attachment.Sha256 == old.Sha256)))
            throw Refusals.RuleBroken("An attachment is not dropped by an amendment. Void the draft instead.");
    }

    public void Send(Timestamp time)
    {
        NoticeVerb.Send.Require(notice);
        NoticeRules.RequireDeadlinesAfter(notice, time);
        (notice.State, notice.IssueTime) = (NoticeState.Sent, time);
    }

    public void Acknowledge(NoticeDelivery delivery)
    {
        NoticeVerb.Acknowledge.Require(notice);
        if (notice.Delivery is not null)
            throw Refusals.WrongState(notice.Name, "acknowledged", NoticeVerb.Acknowledge.Done);
        // One that came in was on its way before: from the date that it bears, where it bears one.
        RequireNotBefore(delivery.DeliverTime, notice.IssueTime ?? notice.ReceiveTime, "delivered before it was sent");
        notice.Delivery = delivery;
        if (notice.State != NoticeState.Answered)
            notice.State = NoticeState.Acknowledged;
    }

    public void Close(Timestamp time, string reason)
    {
        NoticeVerb.Close.Require(notice);
        RequireNotBefore(time, NoticeKind.TimeOf(notice), "closed before it was sent or received");
        (notice.State, notice.CloseTime, notice.CloseReason) = (NoticeState.Closed, time, reason);
    }

    public void Share(IReadOnlyCollection<string> actors, string actor)
    {
        NoticeVerb.Share.Require(notice);
        if (notice.Classification == NoticeClassification.Routine)
            throw Refusals.RuleBroken("All may know of a routine notice.");
        notice.NeedToKnow.Clear();
        notice.NeedToKnow.Add(actors.Distinct());
        NoticeRules.Require(notice, actor);
    }

    public void Void(string reason)
    {
        NoticeVerb.Void.Require(notice);
        (notice.State, notice.VoidReason) = (NoticeState.Void, reason);
    }

    private static void RequireNotBefore(Timestamp time, Timestamp earliest, string done)
    {
        if (time < earliest)
            throw Refusals.RuleBroken($"A notice cannot be {done}.");
    }

    private static Notice Copy(string name, Notice sent, NoticeDirection direction, NoticeState state) => new()
    {
        Name = name,
        State = state,
        Direction = direction,
        Counterpart = sent.Counterpart,
        Subject = sent.Subject,
        Content = sent.Content,
        Areas = { sent.Areas },
        Classification = sent.Classification,
        NeedToKnow = { sent.NeedToKnow },
        Unit = sent.Unit,
        Area = sent.Area,
        CounterpartNumber = sent.CounterpartNumber,
        Records = { sent.Records },
        Attachments = { sent.Attachments },
        AcknowledgeBy = sent.AcknowledgeBy,
        ReplyBy = sent.ReplyBy,
        ReplyTo = sent.ReplyTo,
    };
}
