using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Notices;

/// <summary>The use cases of notices.</summary>
internal sealed class NoticeRegister(
    [FromKeyedServices(CasesModule.Service)] RecordWork work,
    RecordStore<Notice> notices,
    NoticeReferences references,
    CaseNumbers numbers,
    TimeProvider clock)
{
    private static readonly RecordKind<Notice> Kind = NoticeKind.Records;

    /// <summary>Carries out any of the requests that change a notice.</summary>
    public Task<Written<Notice>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        return work.RunAsync(
            new WriteCall(request, actor),
            Kind,
            session => request switch
            {
                DraftNoticeRequest r => DraftIn(session, r, actor, ct),
                AmendNoticeRequest r => AmendIn(session, r, actor, ct),
                SendNoticeRequest r => SendIn(session, r, actor),
                RecordNoticeRequest r => ReceiveIn(session, r, actor, ct),
                VoidNoticeRequest r => VoidIn(session, r, actor),
                AcknowledgeDeliveryRequest r => ChangeIn(session, r.Name, r.Etag, "delivery_acknowledged", "", file => file.Acknowledge(r.Delivery)),
                CloseNoticeRequest r => ChangeIn(session, r.Name, r.Etag, "closed", r.Reason, file => file.Close(r.CloseTime, r.Reason)),
                ShareNoticeRequest r => ChangeIn(session, r.Name, r.Etag, "shared", r.Reason, file => file.Share(r.NeedToKnow, actor)),
                _ => throw new ArgumentOutOfRangeException(nameof(request)),
            },
            ct);

        async Task<Notice> ChangeIn(RecordSession session, string name, string etag, string verb, string reason, Action<NoticeFile> act)
        {
            var notice = await session.GetNoticeAsync(name, etag, actor);
            act(new NoticeFile(notice));
            session.Save(Kind, notice, verb, reason);
            return notice;
        }
    }

    public async Task<Notice> GetAsync(string name, string actor, CancellationToken ct)
    {
        var notice = await notices.GetAsync(name, ct);
        return NoticeKind.MayKnow(notice, actor) ? notice : throw Refusals.NotFound(name);
    }

    public async Task<ListNoticesResponse> ListAsync(ListNoticesRequest request, string actor, CancellationToken ct)
    {
        var now = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
        var filters = new RecordFilters()
            .Lookup("number", request.Number)
            .Lookup("record", request.Record)
            .Time("reply_by", null, request.ReplyOverdue ? now : null)
            .Time("acknowledge_by", null, request.AcknowledgementOverdue ? now : null)
            .Area("area", request.Area)
            .Text("unit", request.Unit)
            .Choice("state", request.State)
            .Choice("direction", request.Direction)
            .Choice("counterpart_kind", request.CounterpartKind)
            .Text("country", request.Country)
            .Choice("subject", request.Subject)
            .Time("notice_time", request.NoticeTimeFrom, request.NoticeTimeBefore);
        var (found, next) = await notices.ListAsync(
            request,
            request.PageToken,
            request.PageSize,
            ListOrder.Parse(request.OrderBy, "notice_time"),
            filters.All,
            ct,
            _ => Task.FromResult<Func<Notice, bool>>(notice => NoticeKind.MayKnow(notice, actor)));
        return new ListNoticesResponse { Notices = { found }, NextPageToken = next };
    }

    private async Task<Notice> DraftIn(RecordSession session, DraftNoticeRequest request, string actor, CancellationToken ct)
    {
        var notice = NoticeFile.Draft(NameOf(request.NoticeId), request.Notice, actor, session.Time);
        await RequireAsync(session, notice, [], actor, ct);
        session.Save(Kind, notice, "drafted");
        return notice;
    }

    private async Task<Notice> AmendIn(RecordSession session, AmendNoticeRequest request, string actor, CancellationToken ct)
    {
        var notice = await session.GetNoticeAsync(request.Notice.Name, request.Notice.Etag, actor);
        string[] named = [.. notice.Attachments.Select(attachment => attachment.Sha256)];
        new NoticeFile(notice).Amend(request, actor);
        await RequireAsync(session, notice, named, actor, ct);
        session.Save(Kind, notice, "amended", request.Reason);
        return notice;
    }

    private async Task<Notice> SendIn(RecordSession session, SendNoticeRequest request, string actor)
    {
        var notice = await session.GetNoticeAsync(request.Name, request.Etag, actor);
        new NoticeFile(notice).Send(request.SendTime);
        await NoticeReferences.RequireStillAsync(session, notice, actor);
        await IssueAsync(session, notice, await NoticeReplies.OriginalOfAsync(session, notice, actor), "sent");
        return notice;
    }

    private async Task<Notice> ReceiveIn(RecordSession session, RecordNoticeRequest request, string actor, CancellationToken ct)
    {
        var notice = NoticeFile.Receive(NameOf(request.NoticeId), request.Notice, actor);
        await IssueAsync(session, notice, await RequireAsync(session, notice, [], actor, ct), "received");
        return notice;
    }

    private static async Task<Notice> VoidIn(RecordSession session, VoidNoticeRequest request, string actor)
    {
        var notice = await session.GetNoticeAsync(request.Name, request.Etag, actor);
        var wasIssued = notice.State != NoticeState.Draft;
        new NoticeFile(notice).Void(request.Reason);
        if (wasIssued && notice.ReplyTo.Length > 0)
        {
            // Whoever may know of the reply mends the other too, known or not: neither must tell what is not so.
            var original = await session.FindAsync(Kind, notice.ReplyTo);
            if (original is not null && !RecordSession.IsErased(original))
            {
                NoticeReplies.Remove(original, notice.Name);
                session.Save(Kind, original, "reply_withdrawn", request.Reason);
            }
        }

        session.Save(Kind, notice, "voided", request.Reason);
        return notice;
    }

    private async Task<Notice?> RequireAsync(
        RecordSession session, Notice notice, IReadOnlyCollection<string> named, string actor, CancellationToken ct)
    {
        await references.RequireAsync(session, notice, named, actor, ct);
        return await NoticeReplies.OriginalOfAsync(session, notice, actor);
    }

    // The number is taken last: whoever waits for the next one of the series waits for this request.
    private async Task IssueAsync(RecordSession session, Notice notice, Notice? original, string verb)
    {
        // One that was erased stays as it is; its counterpart may answer all the same.
        if (original is not null && !RecordSession.IsErased(original))
        {
            NoticeReplies.Add(original, notice);
            session.Save(Kind, original, "answered");
        }

        notice.Number = await numbers.NextAsync(session, $"{notice.Unit}/N", NoticeKind.TimeOf(notice));
        session.Save(Kind, notice, verb);
    }

    private static string NameOf(string id) => $"{NoticeKind.Collection}/{id}";
}
