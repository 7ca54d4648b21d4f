using Border.Persons.Matching;
using Border.Persons.V1;
using Border.Persons.Watching;
using Border.Persons.Zones;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;

namespace Border.Persons.Registry;

/// <summary>The use cases of persons.</summary>
internal sealed class PersonRegister(
    RecordStore<Person> records, [FromKeyedServices(PersonsModule.Service)] RecordWork work, MatchFinder matches,
    WatchBook watch, LateHits late, SearchTokens tokens)
{
    public const string Collection = "persons";

    public static readonly RecordKind<Person> Kind = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record =>
        [
            IndexKey.Time("register_time", record.RegisterTime.ToDateTimeOffset()),
            IndexKey.Text("area", record.Area),
            IndexKey.Text("state", record.State.ToString()),
        ])
    {
        IsSealed = true,
        Place = new(record => record.Area),
        Search = new("register_time", record => record.RegisterTime, record => record.Identity?.Claims.SelectMany(ClaimTerms.Of) ?? [], _ => "")
        {
            Numbers = record => ClaimTerms.NumbersOf(record.Identity),
        },
        HashedKeys = (record, tokens) => record.State is PersonState.Registered or PersonState.Merged
            ? BlockingKeys.Stored(MatchProfile.Of(record.Identity), tokens)
            : [],
    };

    /// <summary>Carries out any of the requests that change a person.</summary>
    public async Task<Written<Person>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        var written = await work.RunAsync(call, Kind, session => CarryOutAsync(request, session, ct), ct);
        // A replay looks again, for the process may have ended between the commit and the looking. It may come late, and only what stands
        // may hit; of what was erased nothing is left to look for.
        if (request is RegisterPersonRequest or AddClaimRequest or AmendPersonRequest
            && (written.Replayed ? await records.FindAnywhereAsync(written.Name, ct) : written.Record) is { State: not PersonState.Void } record)
        {
            var search = MatchSearch.Of(record.Identity, tokens);
            if (record.State == PersonState.Registered)
                await late.OfRecordAsync(record.Name, search, record.RegisterTime, record.WatchHits, actor, ct);
            await matches.ProposeAsync(record, search, actor, ct);
        }

        return written;
    }

    public Task<Person> GetAsync(string name, CancellationToken ct) => records.GetAsync(name, ct);

    public async Task<ListPersonsResponse> ListAsync(ListPersonsRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters().Area("area", request.Area).Choice("state", request.State);
        var (persons, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "register_time"), filters.All, ct);
        return new() { Persons = { persons }, NextPageToken = next };
    }

    private Task<Person> CarryOutAsync(IMessage request, RecordSession session, CancellationToken ct)
    {
        return request switch
        {
            RegisterPersonRequest r => RegisterAsync(session, $"{Collection}/{r.PersonId}", r.Person.Clone(), ct),
            AddClaimRequest r => ChangeAsync(r.Name, r.Etag, "claim added", "", record => record.AddClaim(r.Claim.Clone())),
            AmendPersonRequest r => ChangeAsync(r.Person.Name, r.Person.Etag, "amended", r.Reason, record => record.Amend(r.Clone())),
            VoidPersonRequest r => ChangeAsync(r.Name, r.Etag, "voided", r.Reason, record => record.Void(r.Reason)),
            MergePersonsRequest r => MergeAsync(session, r),
            UnmergePersonRequest r => UnmergeAsync(session, r),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        async Task<Person> ChangeAsync(string name, string etag, string verb, string reason, Action<PersonRecord> act)
        {
            var record = await session.GetAsync(Kind, name, etag);
            act(new PersonRecord(record));
            await CheckAsync(session, record, ct);
            session.Save(Kind, record, verb, reason);
            return record;
        }
    }

    private async Task<Person> RegisterAsync(RecordSession session, string name, Person sent, CancellationToken ct)
    {
        var record = await session.FindAsync(Kind, name);
        if (record is null)
            record = PersonRecord.Register(name, sent);
        else
            new PersonRecord(record).Arrive(sent);
        await CheckAsync(session, record, ct);
        session.Save(Kind, record, "registered");
        return record;
    }

    private async Task CheckAsync(RecordSession session, Person record, CancellationToken ct)
    {
        if (record.State == PersonState.Registered)
            await watch.CheckAsync(session, record.Name, MatchSearch.Of(record.Identity, tokens), record.RegisterTime, record.WatchHits, ct);
    }

    private static async Task<Person> MergeAsync(RecordSession session, MergePersonsRequest request)
    {
        await session.GetAsync(Kind, request.Name, request.Etag);
        await session.GetAsync(Kind, request.Survivor);
        var persons = new PersonSession(session);
        var (duplicate, survivor) = (await persons.GetAsync(request.Name), await persons.GetAsync(request.Survivor));
        PersonMerge.Merge(duplicate, survivor);
        await MatchDecisions.MergedAsync(session, duplicate.Name, survivor.Name, request.Reason);
        persons.Change(duplicate);
        persons.Change(survivor);
        persons.Save("merged", request.Reason, [duplicate.Name, survivor.Name]);
        return survivor;
    }

    private static async Task<Person> UnmergeAsync(RecordSession session, UnmergePersonRequest request)
    {
        await session.GetAsync(Kind, request.Name, request.Etag);
        var persons = new PersonSession(session);
        var duplicate = await persons.GetAsync(request.Name);
        new PersonRecord(duplicate).RequireMerged();
        var parent = await persons.GetAsync(duplicate.MergedInto);
        var root = await persons.RootOfAsync(parent);
        PersonMerge.Unmerge(duplicate, parent, root, await session.TreeAsync(Kind, duplicate.Name, record => record.Merged));
        await MatchDecisions.UnmergedAsync(session, duplicate.Name, parent.Name, request.Reason);
        persons.Change(duplicate);
        persons.Change(parent);
        persons.Change(root);
        persons.Save("unmerged", request.Reason, [duplicate.Name, parent.Name]);
        return duplicate;
    }
}
