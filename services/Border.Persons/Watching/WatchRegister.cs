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
        HashedKeys = (record, tokens) => record.State == WatchState.Active
            ? BlockingKeys.Stored(MatchProfile.Of(record.Identity), BlockingKeys.All, tokens)
            : [],
    };

    /// <summary>Carries out any of the requests that change a notice.</summary>
    public async Task<Written<WatchNotice>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        switch (request)
        {
            case RegisterWatchNoticeRequest r:
                var written = await work.RunAsync(call, Kind, session => RegisterAsync(session, r, ct), ct);
                await late.OfNoticeAsync(written.Record, r.LookBackDays, actor, ct);
                return written;
            case WithdrawWatchNoticeRequest r:
                return await notices.ChangeAsync(call, r.Name, r.Etag, "withdrawn", r.Reason, record => WatchRecord.Withdraw(record, r.Reason), ct);
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
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
