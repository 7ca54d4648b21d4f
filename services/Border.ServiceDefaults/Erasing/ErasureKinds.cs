using System.Security.Cryptography;
using System.Text;
using Border.Erasures.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.ServiceDefaults.Erasing;

/// <summary>How erasures, and what forbids them, are kept in each service. They are not fed.</summary>
public static class ErasureKinds
{
    /// <summary>How the ids begin of erasures that a service takes over from another.</summary>
    public const string Followed = "followed-";

    /// <summary>How the ids begin of those of attachments that no record names.</summary>
    public const string Unnamed = "unnamed-";

    /// <summary>The series of their numbers.</summary>
    internal const string Series = "erasures";

    public static readonly ListOrder ByNumber = new("order", Descending: false);

    public static readonly RecordKind<Erasure> Erasures = new(
        "erasures",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        Keys)
    {
        IsFed = false,
    };

    public static readonly RecordKind<LegalHold> Holds = new(
        "legal-holds",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Text("record", record.Record)])
    {
        IsFed = false,
    };

    /// <summary>The name of the legal hold of a record, whether there is one or not.</summary>
    public static string HoldOf(string record) => $"{Holds.Collection}/{Digest(record)}";

    /// <summary>The name under which a service takes over an erasure of another.</summary>
    public static string FollowerOf(string erasure) => $"{Erasures.Collection}/{Followed}{Digest(erasure)}";

    private static string Digest(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    private static List<IndexKey> Keys(Erasure record)
    {
        List<IndexKey> keys = [IndexKey.Number("order", record.Number), IndexKey.Text("state", record.State.ToString())];
        if (record.Follows.Length > 0)
            keys.Add(IndexKey.Number("followed", record.FollowedNumber));
        return keys;
    }
}
