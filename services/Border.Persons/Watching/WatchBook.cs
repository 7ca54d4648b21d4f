using System.Security.Cryptography;
using System.Text;
using Border.Persons.Matching;
using Border.Persons.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Watching;

/// <summary>Looks whether a record hits a notice, and records the hit in the commit that stores the record.</summary>
internal sealed class WatchBook(RecordStore<WatchNotice> notices, RecordStore<WatchHit> recorded)
{
    public const string Collection = "watch-hits";

    private const int PageSize = 200;

    public static readonly RecordKind<WatchHit> Kind = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record =>
        [
            IndexKey.Time("hit_time", record.HitTime.ToDateTimeOffset()),
            IndexKey.Text("notice", record.Notice),
            IndexKey.Text("record", record.Record),
        ])
    {
        ReadBy = ListWatchHitsRequest.Descriptor.FullName,
    };

    /// <param name="record">The name of what is stored.</param>
    /// <param name="time">When the person was met or registered.</param>
    /// <param name="hits">Takes the names of the hits that are new.</param>
    public async Task CheckAsync(
        RecordSession session, string record, MatchSearch search, Timestamp time, ICollection<string> hits, CancellationToken ct)
    {
        foreach (var hit in await FindAsync(record, search, time, ct))
        {
            if (hits.Contains(hit.Name))
                continue;
            hits.Add(hit.Name);
            await SaveNewAsync(session, hit);
        }
    }

    /// <summary>Saves a hit, unless the other of the two, the notice or the record, has found it before.</summary>
    public static async Task SaveNewAsync(RecordSession session, WatchHit hit)
    {
        if (await session.FindAsync(Kind, hit.Name) is null)
            session.Save(Kind, hit, "hit");
    }

    /// <summary>The hits of a record, whether they are recorded or not.</summary>
    public async Task<IReadOnlyList<WatchHit>> FindAsync(string record, MatchSearch search, Timestamp time, CancellationToken ct)
    {
        if (search.Keys.Count == 0)
            return [];
        // All of them, however many: those that expired are found too, and the one that hits may be the oldest.
        List<WatchHit> hits = [];
        KeyFilter[] wanted = [new KeyFilter.AnyLookup(BlockingKeys.Field, search.Keys)];
        await foreach (var notice in notices.EachAsync(wanted, new("valid_from", Descending: true), PageSize, ct))
        {
            if (WatchRecord.Hit(notice, search.Profile, time) is { } score)
                hits.Add(HitOf(notice.Name, record, time, score));
        }

        return hits;
    }

    public async Task<bool> IsRecordedAsync(string hit, CancellationToken ct) => await recorded.FindAnywhereAsync(hit, ct) is not null;

    public static WatchHit HitOf(string notice, string record, Timestamp time, MatchScore score) => new()
    {
        Name = NameOf(notice, record),
        Notice = notice,
        Record = record,
        HitTime = time,
        Score = score.Value,
        Reasons = { score.Reasons },
    };

    private static string NameOf(string notice, string record) =>
        $"{Collection}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{notice} {record}")).AsSpan(0, 16))}";
}
