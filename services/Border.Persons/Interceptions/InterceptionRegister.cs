using Border.Persons.V1;
using Border.Persons.Zones;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Persons.Interceptions;

/// <summary>The use cases of encounters with people.</summary>
internal sealed class InterceptionRegister(RecordStore<Interception> records)
{
    public const string Collection = "interceptions";

    public static readonly RecordKind<Interception> Kind = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record =>
        [
            IndexKey.Time("intercept_time", record.InterceptTime.ToDateTimeOffset()),
            IndexKey.Text("area", record.Area),
            IndexKey.Text("state", record.State.ToString()),
            IndexKey.Text("disposition", record.Disposition.ToString()),
            .. record.Group is { } group ? [IndexKey.Text("group", group.GroupId)] : Array.Empty<IndexKey>(),
            .. record.Conducts.Select(conduct => IndexKey.Text("conduct", conduct.ToString())),
        ])
    {
        Search = new(
            "intercept_time",
            record => record.InterceptTime,
            record => record.Identity?.Claims.SelectMany(ClaimTerms.Of) ?? [],
            _ => ""),
    };

    /// <summary>Carries out any of the requests that change an interception.</summary>
    public Task<Written<Interception>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        return request switch
        {
            RegisterInterceptionRequest r => records.CreateAsync(
                call, InterceptionRecord.Register($"{Collection}/{r.InterceptionId}", r.Interception), "registered", ct),
            AmendInterceptionRequest r => ChangeAsync(
                r.Interception.Name, r.Interception.Etag, "amended", r.Reason, record => record.Amend(r)),
            RecordReferralRequest r => ChangeAsync(r.Name, r.Etag, "referral recorded", "", record => record.RecordReferral(r.Referral)),
            VoidInterceptionRequest r => ChangeAsync(r.Name, r.Etag, "voided", r.Reason, record => record.Void(r.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        Task<Written<Interception>> ChangeAsync(string name, string etag, string verb, string reason, Action<InterceptionRecord> act) =>
            records.ChangeAsync(call, name, etag, verb, reason, record => act(new InterceptionRecord(record)), ct);
    }

    public Task<Interception> GetAsync(string name, CancellationToken ct) => records.GetAsync(name, ct);

    public async Task<ListInterceptionsResponse> ListAsync(ListInterceptionsRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters()
            .Area("area", request.Area)
            .Choice("state", request.State)
            .Choice("conduct", request.Conduct)
            .Choice("disposition", request.Disposition)
            .Lookup("group", request.GroupId)
            .Time("intercept_time", request.InterceptTimeFrom, request.InterceptTimeBefore);
        var (interceptions, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "intercept_time"), filters.All, ct);
        return new ListInterceptionsResponse { Interceptions = { interceptions }, NextPageToken = next };
    }
}
