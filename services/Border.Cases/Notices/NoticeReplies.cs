using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Cases.Notices;

/// <summary>What a notice and those sent or received in reply to it say of each other.</summary>
internal static class NoticeReplies
{
    private const int Max = 100;

    /// <summary>Whether a notice may reply to the one that it names, if it names one.</summary>
    /// <returns>The one that it replies to; null when it is no reply.</returns>
    public static async Task<Notice?> OriginalOfAsync(RecordSession session, Notice reply, string actor)
    {
        if (reply.ReplyTo.Length == 0)
            return null;
        var original = await session.GetNoticeAsync(reply.ReplyTo, "", actor);
        NoticeVerb.TakeReply.Require(original);
        if (original.Direction == reply.Direction)
            throw Refusals.RuleBroken("A reply goes the other way than the notice that it replies to.");
        if (original.Classification > reply.Classification)
            throw Refusals.RuleBroken("A reply is classified no lower than the notice that it replies to.");
        return original;
    }

    /// <summary>The reply was sent or received.</summary>
    public static void Add(Notice original, Notice reply)
    {
        if (NoticeKind.TimeOf(reply) < (original.IssueTime ?? original.ReceiveTime))
            throw Refusals.RuleBroken("A reply is not older than the notice that it replies to.");
        if (original.Replies.Count == Max)
            throw Refusals.RuleBroken($"A notice has at most {Max} replies.");
        original.Replies.Add(reply.Name);
        if (NoticeVerb.Answer.IsAllowed(original))
            original.State = NoticeState.Answered;
    }

    /// <summary>The reply is void. Without another one the notice waits for a reply again.</summary>
    public static void Remove(Notice original, string reply)
    {
        original.Replies.Remove(reply);
        if (original.State == NoticeState.Answered && original.Replies.Count == 0)
            original.State = Unanswered(original);
    }

    private static NoticeState Unanswered(Notice notice)
    {
        if (notice.Delivery is not null)
            return NoticeState.Acknowledged;
        return notice.Direction == NoticeDirection.Incoming ? NoticeState.Received : NoticeState.Sent;
    }
}
