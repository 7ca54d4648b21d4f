using Border.Persons.Interceptions;
using Border.Persons.Matching;
using Border.Persons.Registry;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Watching;

/// <summary>
/// Finds the records that were there before a notice and hit it. They are hits in the commit of the notice or not at all: what
/// would be too much for one commit is refused, so that none of them is ever missing. Interceptions are found by the few keys that they have, see
/// <see cref="BlockingKeys.StoredFew"/>.
/// </summary>
internal sealed class LookBack(RecordStore<Interception> interceptions, RecordStore<Person> persons, SearchTokens tokens)
{
    public const int MaxHits = 500;
    private const int MaxCompared = 5000;
    private const int PageSize = 200;

    /// <param name="isLimited">There must not be more than one commit holds.</param>
    /// <exception cref="RefusalException">INVALID_FIELDS: there are too many.</exception>
    public async Task<IReadOnlyList<WatchHit>> FindAsync(WatchNotice notice, int days, bool isLimited, CancellationToken ct)
    {
        var wanted = MatchSearch.Of(notice.Identity, tokens).Keys;
        if (days == 0 || wanted.Count == 0)
            return [];
        var from = notice.ValidFrom.ToDateTime() is var valid && valid > DateTime.MinValue.AddDays(days) ? valid.AddDays(-days) : DateTime.MinValue;
        var search = new Search(notice, wanted, isLimited, Timestamp.FromDateTime(DateTime.SpecifyKind(from, DateTimeKind.Utc)));
        foreach (var field in (string[])[BlockingKeys.Field, BlockingKeys.KnownField])
            await search.AddAsync(interceptions, field, "intercept_time", met => (met.Name, met.Identity, met.InterceptTime), ct);
        await search.AddAsync(persons, BlockingKeys.Field, "register_time", person => (person.Name, person.Identity, person.RegisterTime), ct);
        return search.Hits;
    }

    private sealed class Search(WatchNotice notice, IReadOnlyList<string> wanted, bool isLimited, Timestamp from)
    {
        private int _compared;

        public List<WatchHit> Hits { get; } = [];

        public async Task AddAsync<T>(
            RecordStore<T> records, string field, string time, Func<T, (string Name, Identity? Identity, Timestamp Time)> look, CancellationToken ct)
            where T : class, IMessage<T>, new()
        {
            var filters = new RecordFilters().Time(time, from, notice.ValidUntil).All.Append(new KeyFilter.AnyLookup(field, wanted)).ToList();
            await foreach (var record in records.EachAsync(filters, new(time, Descending: true), PageSize, ct))
            {
                var (name, identity, met) = look(record);
                if (WatchRecord.Likeness(notice, MatchProfile.Of(identity)) is { } score)
                    Hits.Add(HitOf(name, met, score));
                if (isLimited && (++_compared > MaxCompared || Hits.Count > MaxHits))
                    throw Refusals.InvalidField("look_back_days", $"finds more than {MaxHits} records, or too many to compare; look back less far, or say more of whom it is for");
            }
        }

        private WatchHit HitOf(string record, Timestamp time, MatchScore score)
        {
            var hit = WatchBook.HitOf(notice.Name, record, time, score);
            hit.InRetrospect = true;
            return hit;
        }
    }
}
