using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Custody;

/// <summary>The use cases of custody.</summary>
internal sealed class CustodyRegister(RecordStore<Exhibit> records, [FromKeyedServices(SeizuresModule.Service)] RecordWork work)
{
    public static readonly RecordKind<Exhibit> Kind = new(
        ExhibitRecord.Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        KeysOf)
    {
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

    public Task<Exhibit> GetAsync(string name, CancellationToken ct) => records.GetAsync(name, ct);

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
            exhibit.Entries.Clear();
        return new ListExhibitsResponse { Exhibits = { exhibits }, NextPageToken = next };
    }

    public async Task<VerifyCustodyResponse> VerifyAsync(string name, CancellationToken ct) =>
        await VerifyAsync(await records.GetAsync(name, ct), ct);

    public async Task<VerifyCustodyResponse> VerifyAsync(Exhibit exhibit, CancellationToken ct)
    {
        var parent = exhibit.Parent.Length == 0 ? null : await records.FindAsync(exhibit.Parent, ct);
        var (fault, entry) = CustodyChain.Verify(exhibit, parent);
        return new()
        {
            Intact = fault == CustodyFault.Unspecified,
            Fault = fault,
            Entry = entry,
            EntryCount = exhibit.Entries.Count,
            HeadHash = exhibit.HeadHash,
        };
    }

    private static async Task<Exhibit> OpenAsync(RecordSession session, OpenExhibitRequest request, string actor)
    {
        var seizure = await session.GetAsync(SeizureRegister.Kind, request.Seizure);
        var exhibit = ExhibitRecord.Open(request, seizure, StampOf(session, actor, request.ActTime, request.Note));
        if (!await session.TakeAsync($"{request.Seizure}/{request.ItemId}"))
            throw Refusals.RuleBroken("The item is in custody already.");
        session.Save(Kind, exhibit, "opened");
        return exhibit;
    }

    private static async Task<Exhibit> DoAsync(RecordSession session, CustodyAct act, string actor)
    {
        var exhibit = await session.GetAsync(Kind, act.Name, act.Etag);
        var record = new ExhibitRecord(exhibit);
        act.Do(record, StampOf(session, actor, act.ActTime, act.Note));
        session.Save(Kind, exhibit, act.Verb);
        foreach (var taken in record.Taken)
            session.Save(Kind, taken, "opened");
        return exhibit;
    }

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
    private static IEnumerable<SearchTerm> TermsOf(Exhibit record) => record.Entries
        .Where(entry => entry.ActCase == CustodyEntry.ActOneofCase.Sealing)
        .Select(entry => SearchTerm.Identifier(entry.Sealing.SealNumber))
        .Prepend(SearchTerm.Identifier(record.Name[(ExhibitRecord.Collection.Length + 1)..]));
}
