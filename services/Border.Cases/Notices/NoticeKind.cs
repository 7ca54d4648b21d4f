using Border.Cases.V1;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Notices;

/// <summary>How notices are kept, listed and found, and who may know of them.</summary>
internal static class NoticeKind
{
    public const string Collection = "notices";

    public static readonly RecordKind<Notice> Records = new(
        Collection,
        notice => notice.Name,
        (notice, server) => (notice.Etag, notice.CreateTime, notice.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        Keys)
    {
        IsSealed = true,
        Readers = MayKnow,
        Place = new(notice => notice.Area) { Concerned = notice => notice.Areas },
        Search = new("notice_time", TimeOf, Terms, notice => notice.Number),
    };

    /// <summary>When it was sent or received; of a draft, when it was drafted.</summary>
    public static Timestamp TimeOf(Notice notice) =>
        notice.Direction == NoticeDirection.Incoming ? notice.ReceiveTime : notice.IssueTime ?? notice.DraftTime;

    public static bool MayKnow(Notice notice, string actor) => notice.NeedToKnow.Count == 0 || notice.NeedToKnow.Contains(actor);

    /// <summary>Looks at the etag last: a stale one would tell that the notice is there.</summary>
    public static async Task<Notice> GetNoticeAsync(this RecordSession session, string name, string etag, string actor)
    {
        if (!MayKnow(await session.GetAsync(Records, name), actor))
            throw Refusals.NotFound(name);
        return await session.GetAsync(Records, name, etag);
    }

    private static List<IndexKey> Keys(Notice notice)
    {
        List<IndexKey> keys =
        [
            IndexKey.Time("notice_time", TimeOf(notice).ToDateTimeOffset()),
            IndexKey.Text("unit", notice.Unit),
            IndexKey.Text("state", notice.State.ToString()),
            IndexKey.Text("direction", notice.Direction.ToString()),
            IndexKey.Text("counterpart_kind", notice.Counterpart.Kind.ToString()),
            IndexKey.Text("subject", notice.Subject.ToString()),
            .. notice.Areas.Prepend(notice.Area).Distinct().Select(area => IndexKey.Text("area", area)),
            .. AttachmentFiles.KeysOf(notice.Attachments),
            .. notice.Records.Select(record => IndexKey.Text("record", record)),
        ];
        if (notice.Counterpart.Country.Length > 0)
            keys.Add(IndexKey.Text("country", notice.Counterpart.Country));
        if (notice.Number.Length > 0)
            keys.Add(IndexKey.Text("number", notice.Number));
        if (notice.AcknowledgeBy is not null && notice.Delivery is null && NoticeVerb.Acknowledge.IsAllowed(notice))
            keys.Add(IndexKey.Time("acknowledge_by", notice.AcknowledgeBy.ToDateTimeOffset()));
        if (notice.ReplyBy is not null && NoticeVerb.Answer.IsAllowed(notice))
            keys.Add(IndexKey.Time("reply_by", notice.ReplyBy.ToDateTimeOffset()));
        return keys;
    }

    private static IEnumerable<SearchTerm> Terms(Notice notice) =>
    [
        SearchTerm.Identifier(notice.Number),
        SearchTerm.Identifier(notice.CounterpartNumber),
        SearchTerm.Words(notice.Content?.Title ?? ""),
    ];
}
