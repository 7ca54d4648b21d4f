using Border.Persons.Matching;
using Border.Persons.Registry;
using Border.Persons.V1;
using Border.Persons.Watching;
using Border.Persons.Zones;
using Border.ServiceDefaults.Forms;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;

namespace Border.Persons.Interceptions;

/// <summary>The use cases of encounters with people.</summary>
internal sealed class InterceptionRegister(
    RecordStore<Interception> records, [FromKeyedServices(PersonsModule.Service)] RecordWork work, MatchFinder matches,
    [FromKeyedServices(PersonsModule.Service)] FormCheck forms, WatchBook watch, LateHits late, SearchTokens tokens)
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
            .. record.Person.Length > 0 ? [IndexKey.Text("person", record.Person)] : Array.Empty<IndexKey>(),
            .. record.Group is { } group ? [IndexKey.Text("group", group.GroupId)] : Array.Empty<IndexKey>(),
            .. record.Conducts.Select(conduct => IndexKey.Text("conduct", conduct.ToString())),
        ])
    {
        IsSealed = true,
        Place = new(record => record.Area),
        Search = new(
            "intercept_time",
            record => record.InterceptTime,
            record => record.Identity?.Claims.SelectMany(ClaimTerms.Of) ?? [],
            _ => "")
        {
            Numbers = record => ClaimTerms.NumbersOf(record.Identity),
        },
        HashedKeys = (record, tokens) => record.State == InterceptionState.Void
            ? []
            : BlockingKeys.StoredFew(
                MatchProfile.Of(record.Identity), tokens, MatchFinder.MayMatch(record) ? BlockingKeys.Field : BlockingKeys.KnownField),
    };

    /// <summary>Carries out any of the requests that change an interception.</summary>
    public async Task<Written<Interception>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        MatchSearch? search = null;
        var written = await work.RunAsync(new WriteCall(request, actor), Kind, SaveAsync, ct);
        // A replay looks again, for the process may have ended between the commit and the looking. It may come late, and only what stands
        // may hit; of what was erased nothing is left to look for.
        if (request is RegisterInterceptionRequest or AmendInterceptionRequest
            && (written.Replayed ? await records.FindAnywhereAsync(written.Name, ct) : written.Record) is { State: not InterceptionState.Void } record)
        {
            search = written.Replayed || search is null ? MatchSearch.Of(record.Identity, tokens) : search;
            await late.OfRecordAsync(record.Name, search, record.InterceptTime, record.WatchHits, actor, ct);
            await matches.ProposeAsync(record, search, actor, ct);
        }

        return written;

        async Task<Interception> SaveAsync(RecordSession session)
        {
            if (request is RegisterInterceptionRequest { Interception: var taken })
                await forms.RequireAsync(request, taken.FormVersion, ct);
            var (record, verb, reason) = await ChangedAsync(request, session);
            search = MatchSearch.Of(record.Identity, tokens);
            if (record.State != InterceptionState.Void)
                await watch.CheckAsync(session, record.Name, search, record.InterceptTime, record.WatchHits, ct);
            session.Save(Kind, record, verb, reason);
            return record;
        }
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
            .Lookup("person", request.Person)
            .Time("intercept_time", request.InterceptTimeFrom, request.InterceptTimeBefore);
        var (interceptions, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "intercept_time"), filters.All, ct);
        return new ListInterceptionsResponse { Interceptions = { interceptions }, NextPageToken = next };
    }

    private static Task<(Interception Record, string Verb, string Reason)> ChangedAsync(IMessage request, RecordSession session)
    {
        return request switch
        {
            RegisterInterceptionRequest r => RegisteredAsync(InterceptionRecord.Register($"{Collection}/{r.InterceptionId}", r.Interception.Clone())),
            AmendInterceptionRequest r => ChangedAsync(
                r.Interception.Name, r.Interception.Etag, "amended", r.Reason, record => record.Amend(r.Clone())),
            RecordReferralRequest r => ChangedAsync(r.Name, r.Etag, "referral recorded", "", record => record.RecordReferral(r.Referral)),
            VoidInterceptionRequest r => ChangedAsync(r.Name, r.Etag, "voided", r.Reason, record => record.Void(r.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        async Task<(Interception, string, string)> RegisteredAsync(Interception record)
        {
            await EncounterBook.EnterAsync(session, "", record);
            return (record, "registered", "");
        }

        async Task<(Interception, string, string)> ChangedAsync(string name, string etag, string verb, string reason, Action<InterceptionRecord> act)
        {
            var record = await session.GetAsync(Kind, name, etag);
            var before = EncounterBook.PersonNamedBy(record);
            act(new InterceptionRecord(record));
            await EncounterBook.EnterAsync(session, before, record);
            return (record, verb, reason);
        }
    }
}
