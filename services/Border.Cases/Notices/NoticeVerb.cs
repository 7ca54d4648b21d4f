using Border.Cases.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Cases.Notices;

/// <summary>Something that may be done to a notice in certain states.</summary>
/// <param name="Done">What is done, as a participle that follows "cannot be".</param>
/// <param name="From">The states in which it may be done.</param>
internal sealed record NoticeVerb(string Done, NoticeState[] From)
{
    /// <summary>Sent or received, and nothing came of it yet.</summary>
    private static readonly NoticeState[] Awaiting = [NoticeState.Sent, NoticeState.Received, NoticeState.Acknowledged];

    public static readonly NoticeVerb Amend = new("amended", [NoticeState.Draft]);

    public static readonly NoticeVerb Send = new("sent", [NoticeState.Draft]);

    /// <summary>An answer may come before the word that the notice was delivered.</summary>
    public static readonly NoticeVerb Acknowledge = new("acknowledged", [NoticeState.Sent, NoticeState.Received, NoticeState.Answered]);

    /// <summary>Its first reply turns it to answered.</summary>
    public static readonly NoticeVerb Answer = new("answered", Awaiting);

    /// <summary>Some replies come late, and some notices have more than one.</summary>
    public static readonly NoticeVerb TakeReply = new("replied to", [.. Awaiting, NoticeState.Answered, NoticeState.Closed]);

    public static readonly NoticeVerb Close = new("closed", [.. Awaiting, NoticeState.Answered]);

    public static readonly NoticeVerb Share = new("shared", [NoticeState.Draft, .. Awaiting, NoticeState.Answered, NoticeState.Closed]);

    public static readonly NoticeVerb Void = new("voided", [NoticeState.Draft, .. Awaiting, NoticeState.Answered, NoticeState.Closed]);

    public bool IsAllowed(Notice notice) => From.Contains(notice.State);

    public void Require(Notice notice)
    {
        if (!IsAllowed(notice))
            throw Refusals.WrongState(notice.Name, Word(notice.State), Done);
    }

    /// <summary>The state as a message to an officer says it.</summary>
    private static string Word(NoticeState state) => state switch
    {
        NoticeState.Draft => "a draft",
        NoticeState.Sent => "sent",
        NoticeState.Received => "received",
        NoticeState.Acknowledged => "acknowledged",
        NoticeState.Answered => "answered",
        NoticeState.Closed => "closed",
        NoticeState.Void => "void",
        _ => "in no state",
    };
}
