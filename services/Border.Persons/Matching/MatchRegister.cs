using Border.Persons.Interceptions;
using Border.Persons.Registry;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Persons.Matching;

/// <summary>The use cases of the review of candidates.</summary>
internal sealed class MatchRegister(RecordStore<MatchCandidate> records, [FromKeyedServices(PersonsModule.Service)] RecordWork work)
{
    public static readonly RecordKind<MatchCandidate> Kind = new(
        MatchRecord.Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record =>
        [
            IndexKey.Time("propose_time", record.ProposeTime.ToDateTimeOffset()),
            IndexKey.Text("state", record.State.ToString()),
            IndexKey.Text("record", record.First),
            IndexKey.Text("record", record.Second),
        ])
    {
        // What is said of the two goes with either.
        IsSealed = true,
        Parts = record => [new(record, MatchRecord.PairOf(record))],
    };

    /// <summary>Carries out any of the decisions.</summary>
    public Task<Written<MatchCandidate>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        return request switch
        {
            ConfirmMatchRequest r => DecideAsync(MatchState.Confirmed, r.Record, r.OtherRecord, r.Etag, r.Reason),
            RejectMatchRequest r => DecideAsync(MatchState.Rejected, r.Record, r.OtherRecord, r.Etag, r.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        Task<Written<MatchCandidate>> DecideAsync(MatchState decision, string record, string other, string etag, string reason) =>
            work.RunAsync(call, Kind, session => CarryOutAsync(session, decision, (record, other), etag, reason), ct);
    }

    public Task<MatchCandidate> GetAsync(string name, CancellationToken ct) => records.GetAsync(name, ct);

    public async Task<ListMatchCandidatesResponse> ListAsync(ListMatchCandidatesRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters().Choice("state", request.State).Lookup("record", request.Record);
        var (candidates, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "propose_time"), filters.All, ct);
        return new() { Candidates = { candidates }, NextPageToken = next };
    }

    // A decision about a pair that was not proposed is one too.
    private static async Task<MatchCandidate> CarryOutAsync(
        RecordSession session, MatchState decision, (string Record, string Other) pair, string etag, string reason)
    {
        var name = MatchRecord.NameOf(pair.Record, pair.Other);
        var candidate = etag.Length > 0 ? await session.GetAsync(Kind, name, etag) : await session.FindAsync(Kind, name);
        if (candidate is null)
        {
            var score = MatchScore.Of(await ProfileAsync(session, pair.Record), await ProfileAsync(session, pair.Other));
            if (pair.Record == pair.Other || !pair.Record.StartsWith("persons/", StringComparison.Ordinal) && !pair.Other.StartsWith("persons/", StringComparison.Ordinal))
                throw Refusals.InvalidField("other_record", "makes no pair of two persons, or of a person and an interception");
            candidate = MatchRecord.New(pair.Record, pair.Other, score, session.Time);
        }

        MatchRecord.Decide(candidate, decision, reason);
        session.Save(Kind, candidate, MatchRecord.StateWord(decision), reason, MatchRecord.PairOf(candidate));
        return candidate;
    }

    private static async Task<MatchProfile> ProfileAsync(RecordSession session, string name) => name.StartsWith("persons/", StringComparison.Ordinal)
        ? MatchProfile.Of((await session.GetAsync(PersonRegister.Kind, name)).Identity)
        : MatchProfile.Of((await session.GetAsync(InterceptionRegister.Kind, name)).Identity);
}
