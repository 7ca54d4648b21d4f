using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Custody;

/// <summary>The use cases of custody.</summary>
internal sealed class CustodyRegister(
    RecordStore<Exhibit> records, ChainReader chains, [FromKeyedServices(SeizuresModule.Service)] RecordWork work)
{
    public static readonly RecordKind<Exhibit> Kind = new(
        ExhibitRecord.Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        KeysOf)
    {
        IsSealed = true,
        Place = new(record => record.Area)
        {
            // Who holds an exhibit, or is to take it, is not always of the area that it is from.
            Actors = record => [record.Holder, record.Receiver],
            ActorKeys = ["holder", "receiver"],
        },
        Search = new("open_time", record => record.OpenTime, TermsOf, _ => ""),
    };

    /// <summary>Whether the request is one of custody.</summary>
    public static bool Takes(IMessage request) => request is OpenExhibitRequest || CustodyAct.Of(request) is not null;

    /// <summary>Carries out any of the requests that change an exhibit.</summary>
    public Task<Written<Exhibit>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        if (request is OpenExhibitRequest opening)
            return work.RunAsync(call, Kind, session => OpenAsync(session, opening, actor), ct);
        var act = CustodyAct.Of(request) ?? throw new ArgumentOutOfRangeException(nameof(request));
        return work.RunAsync(call, Kind, session => DoAsync(session, act, actor), ct);
    }

    public async Task<ListExhibitsResponse> ListAsync(ListExhibitsRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters()
            .Lookup("seizure", request.Seizure)
            .Lookup("parent", request.Parent)
            .Lookup("holder", request.Holder)
            .Lookup("receiver", request.Receiver)
            .Choice("state", request.State)
            .Text("flag", request.FlaggedOnly ? "balance" : "")
            .Area("area", request.Area);
        var (exhibits, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "open_time"), filters.All, ct);
        foreach (var exhibit in exhibits)
        {
            CustodyChain.Complete(exhibit);
            exhibit.Entries.Clear();
        }

        return new ListExhibitsResponse { Exhibits = { exhibits }, NextPageToken = next };
    }

    public async Task<ListCustodyEntriesResponse> ListEntriesAsync(ListCustodyEntriesRequest request, CancellationToken ct)
    {
        var exhibit = await records.GetAsync(request.Name, ct);
        CustodyChain.Complete(exhibit);
        var (entries, next) = await chains.PageAsync(request, exhibit, request.PageToken, request.PageSize, ct);
        return new() { Entries = { entries }, NextPageToken = next };
    }

    /// <summary>The name that an item's custody takes, so that there is one only.</summary>
    public static string CustodyOf(string seizure, string itemId) => $"{seizure}/{itemId}";

    private static async Task<Exhibit> OpenAsync(RecordSession session, OpenExhibitRequest request, string actor)
    {
        var seizure = await session.GetAsync(SeizureRegister.Kind, request.Seizure);
        var exhibit = ExhibitRecord.Open(request, seizure, StampOf(session, actor, request.ActTime, request.Note));
        if (!await session.TakeAsync(CustodyOf(request.Seizure, request.ItemId)))
            throw Refusals.RuleBroken("The item is in custody already.");
        session.Save(Kind, exhibit, "opened");
        return exhibit;
    }

    private static async Task<Exhibit> DoAsync(RecordSession session, CustodyAct act, string actor)
    {
        var exhibit = await session.GetAsync(Kind, act.Name, act.Etag);
        IReadOnlyList<CustodyEntry> whole = CustodyChain.IsWhole(exhibit) ? [.. exhibit.Entries] : [];
        CustodyChain.Complete(exhibit);
        var record = new ExhibitRecord(exhibit);
        act.Do(record, StampOf(session, actor, act.ActTime, act.Note));
        await TakeSealsAsync(session, whole, exhibit.Entries[0]);
        session.Save(Kind, exhibit, act.Verb);
        foreach (var taken in record.Taken)
            session.Save(Kind, taken, "opened");
        return exhibit;
    }

    // The entries are no longer at hand when the same number comes again.
    private static async Task TakeSealsAsync(RecordSession session, IReadOnlyList<CustodyEntry> before, CustodyEntry added)
    {
        foreach (var sealing in before.Where(entry => entry.Sealing is not null))
            await session.TakeAsync(SealOf(sealing));
        if (added.Sealing is not null && !await session.TakeAsync(SealOf(added)))
            throw ExhibitRecord.SealedTwice();
    }

    private static string SealOf(CustodyEntry sealing) => $"{sealing.Exhibit}/seals/{sealing.Sealing.SealNumber}";

    private static ActStamp StampOf(RecordSession session, string actor, Timestamp time, string note) =>
        new(actor, time, Timestamp.FromDateTimeOffset(session.Time), note);

    private static List<IndexKey> KeysOf(Exhibit record)
    {
        List<IndexKey> keys =
        [
            IndexKey.Time("open_time", record.OpenTime.ToDateTimeOffset()),
            IndexKey.Text("seizure", record.Seizure),
            IndexKey.Text("state", record.State.ToString()),
            IndexKey.Text("area", record.Area),
        ];
        keys.AddRange(from key in new[] { ("parent", record.Parent), ("holder", record.Holder), ("receiver", record.Receiver) }
                      where key.Item2.Length > 0
                      select IndexKey.Text(key.Item1, key.Item2));
        if (record.Balance.BalanceFlag)
            keys.Add(IndexKey.Text("flag", "balance"));
        return keys;
    }

    // Also the seals that are broken: somebody may find one.
    private static IEnumerable<SearchTerm> TermsOf(Exhibit record) =>
        ((IEnumerable<string>)[record.Name[(ExhibitRecord.Collection.Length + 1)..], .. record.Seals, .. record.BrokenSeals]).Select(SearchTerm.Identifier);
}
