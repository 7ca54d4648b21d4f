using Border.Persons.Matching;
using Border.Persons.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Persons.Watching;

/// <summary>The use cases of watch notices.</summary>
internal sealed class WatchRegister(
    RecordStore<WatchNotice> notices, RecordStore<WatchHit> hits, LookBack lookBack, LateHits late, [FromKeyedServices(PersonsModule.Service)] RecordWork work)
{
    public const string Collection = "watch-notices";

    public static readonly RecordKind<WatchNotice> Kind = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record =>
        [
            IndexKey.Time("valid_from", record.ValidFrom.ToDateTimeOffset()),
            IndexKey.Text("state", record.State.ToString()),
            IndexKey.Text("ground", record.Ground.ToString()),
        ])
    {
        IsSealed = true,
        HashedKeys = (record, tokens) => record.State == WatchState.Active
            ? BlockingKeys.Stored(MatchProfile.Of(record.Identity), tokens)
            : [],
    };

    /// <summary>Carries out any of the requests that change a notice.</summary>
    public async Task<Written<WatchNotice>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        switch (request)
        {
            case RegisterWatchNoticeRequest r:
                return await LookingAsync(session => RegisterAsync(session, r, ct), r.LookBackDays);
            case AmendWatchNoticeRequest r:
                return await LookingAsync(session => AmendAsync(session, r, ct), r.LookBackDays);
            case WithdrawWatchNoticeRequest r:
                return await notices.ChangeAsync(call, r.Name, r.Etag, "withdrawn", r.Reason, record => WatchRecord.Withdraw(record, r.Reason), ct);
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }

        async Task<Written<WatchNotice>> LookingAsync(Func<RecordSession, Task<WatchNotice>> change, int lookBackDays)
        {
            var written = await work.RunAsync(call, Kind, change, ct);
            await late.OfNoticeAsync(written.Name, lookBackDays, actor, ct);
            return written;
        }
    }

    private async Task<WatchNotice> RegisterAsync(RecordSession session, RegisterWatchNoticeRequest request, CancellationToken ct)
    {
        var notice = WatchRecord.Register($"{Collection}/{request.NoticeId}", request.Notice.Clone());
        var found = await lookBack.FindAsync(notice, request.LookBackDays, isLimited: true, ct);
        session.Save(Kind, notice, "registered");
        foreach (var hit in found)
            session.Save(WatchBook.Kind, hit, "hit");
        return notice;
    }

    private async Task<WatchNotice> AmendAsync(RecordSession session, AmendWatchNoticeRequest request, CancellationToken ct)
    {
        var sent = request.Notice.Clone();
        var notice = await session.GetAsync(Kind, sent.Name, sent.Etag);
        WatchRecord.Amend(notice, sent, request.UpdateMask);
        var found = await lookBack.FindAsync(notice, request.LookBackDays, isLimited: true, ct);
        session.Save(Kind, notice, "amended", request.Reason);
        foreach (var hit in found)
            await WatchBook.SaveNewAsync(session, hit);
        return notice;
    }

    public Task<WatchNotice> GetAsync(string name, CancellationToken ct) => notices.GetAsync(name, ct);

    public async Task<ListWatchNoticesResponse> ListAsync(ListWatchNoticesRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters().Choice("state", request.State).Choice("ground", request.Ground);
        var (found, next) = await notices.ListAsync(
            request, request.PageToken, request.PageSize, new("valid_from", Descending: true), filters.All, ct);
        return new() { Notices = { found }, NextPageToken = next };
    }

    public async Task<ListWatchHitsResponse> ListHitsAsync(ListWatchHitsRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters().Lookup("notice", request.Notice).Lookup("record", request.Record);
        var (found, next) = await hits.ListAsync(
            request, request.PageToken, request.PageSize, new("hit_time", Descending: true), filters.All, ct);
        return new() { Hits = { found }, NextPageToken = next };
    }
}
