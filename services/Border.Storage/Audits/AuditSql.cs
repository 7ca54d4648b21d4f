using System.Text;
using Border.Audits;

namespace Border.Storage.Audits;

/// <summary>The reading of entries, which is the same on every engine but for how values are named.</summary>
internal static class AuditSql
{
    public const string Checkpoints =
        "select sequence, hash, service, at, public_key, signature from audit_checkpoint where sequence > $1 order by sequence limit $2";

    /// <summary>Two processes may take one at once: one is enough.</summary>
    public const string AddCheckpoint = "insert into audit_checkpoint values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

    public static object[] ValuesOf(AuditCheckpoint checkpoint) =>
        [checkpoint.Head.Sequence, checkpoint.Head.Hash, checkpoint.Service, Micros.From(checkpoint.Time), checkpoint.PublicKey, checkpoint.Signature];

    public static (string Sql, IReadOnlyList<object> Values) Build(AuditQuery query, Func<int, string> placeOf)
    {
        var values = new List<object>();
        var sql = new StringBuilder(
            "select a.sequence, a.at, a.actor, a.roles, a.action, a.method, a.records, a.purpose, a.outcome, a.address, a.request_id, a.hash from audit a");
        if (query.Record is { } record)
            sql.Append(" join audit_record r on r.sequence = a.sequence and r.record = ").Append(Add(record));
        sql.Append(" where a.sequence > ").Append(Add(query.After));
        if (query.Actor is { } actor)
            sql.Append(" and a.actor = ").Append(Add(actor));
        if (query.From is { } from)
            sql.Append(" and a.at >= ").Append(Add(Micros.From(from)));
        if (query.Before is { } before)
            sql.Append(" and a.at < ").Append(Add(Micros.From(before)));
        sql.Append(" order by a.sequence limit ").Append(Add(query.Max));
        return (sql.ToString(), values);

        string Add(object value)
        {
            values.Add(value);
            return placeOf(values.Count);
        }
    }

    /// <param name="texts">The columns from the actor to the request id.</param>
    public static AuditEntry Entry(long sequence, long at, IReadOnlyList<string> texts, byte[] hash) => new(
        sequence,
        Micros.ToTime(at),
        texts[0],
        new()
        {
            Roles = texts[1],
            Action = texts[2],
            Method = texts[3],
            Records = AuditChain.RecordsOf(texts[4]),
            Purpose = texts[5],
            Outcome = texts[6],
            Address = texts[7],
        },
        texts[8],
        hash);
}
