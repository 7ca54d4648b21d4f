using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.Field.Attachments;
using Border.Field.Devices;
using Border.Field.Sending;

namespace Border.Field.Queue;

/// <summary>An attachment on the device.</summary>
internal sealed record KeptAttachment(string Sha256, string Service, string Author, EntryState State, long SizeBytes, ContentType Type, DateTimeOffset MadeAt);

/// <summary>Photos and documents until each officer who attached them has sent them, in sealed parts that are kept once.</summary>
internal sealed class AttachmentStore(DeviceFile file, DataKey key, DeviceClock clock)
{
    public const int PartBytes = 256 * 1024;

    private const long MostBytes = 50 * 1024 * 1024;

    /// <summary>Keeps all bytes, or nothing.</summary>
    public KeptAttachment Add(string author, string service, ContentType type, byte[] bytes)
    {
        if (bytes.Length is 0 or > (int)MostBytes)
            throw new DeviceException("An attachment has 1 byte to 50 MiB.");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        file.InOne(() =>
        {
            // What was settled before is sent again: a server that has it from somebody else lets this officer name it only then.
            var isNew = file.Run(
                """
                insert into attachment (sha256, service, author, state, size, type, made_at) values (?1, ?2, ?3, 'ready', ?4, ?5, ?6)
                on conflict do update set state = 'ready', type = excluded.type, made_at = excluded.made_at, settled_at = null, answer = null where state <> 'ready'
                """,
                sha256, service, author, bytes.Length, (int)type, Micros.Of(clock.Shown)) == 1;
            for (var part = 0; isNew && part * PartBytes < bytes.Length; part++)
            {
                var plain = bytes.AsSpan(part * PartBytes, Math.Min(PartBytes, bytes.Length - part * PartBytes));
                file.Run("insert into attachment_part values (?1, ?2, ?3, ?4) on conflict do nothing", sha256, service, part, key.Seal(plain, PlaceOf(sha256, part)));
            }
        });
        return All().Single(kept => kept.Sha256 == sha256 && kept.Service == service && kept.Author == author);
    }

    public IReadOnlyList<KeptAttachment> All() => file.Read(
        "select sha256, service, author, state, size, type, made_at from attachment order by made_at",
        row => new KeptAttachment(
            row.GetString(0), row.GetString(1), row.GetString(2), Enum.Parse<EntryState>(row.GetString(3), ignoreCase: true), row.GetInt64(4),
            (ContentType)row.GetInt32(5), Micros.Time(row.GetInt64(6))));

    public IAttachmentContent ContentOf(KeptAttachment kept) => new Content(this, kept);

    public void NoteReceived(KeptAttachment kept) => Settle(kept, "received", null);

    public void NoteRefused(KeptAttachment kept, ServerFault fault) => Settle(kept, "refused", key.Seal(Refusal.ToBytes(fault), $"answer/{kept.Sha256}"));

    public ServerFault? RefusalOf(KeptAttachment kept) =>
        file.Read(
            "select answer from attachment where sha256 = ?1 and service = ?2 and author = ?3",
            row => row.IsDBNull(0) ? null : (byte[])row[0], kept.Sha256, kept.Service, kept.Author)
            is [{ } box] ? Refusal.From(key.Open(box, $"answer/{kept.Sha256}")) : null;

    /// <summary>Whether its bytes are here.</summary>
    public bool IsKept(KeptAttachment kept) =>
        file.Read("select 1 from attachment_part where sha256 = ?1 and service = ?2 limit 1", row => row.GetInt64(0), kept.Sha256, kept.Service).Count > 0;

    /// <summary>How many parts of attachments lie on the device.</summary>
    public long KeptParts() => file.Read("select count(*) from attachment_part", row => row.GetInt64(0))[0];

    /// <summary>Has an officer send again what the server has not, or no longer, from them.</summary>
    /// <returns>Whether anything of it is still here.</returns>
    public bool SendAgain(string author, string service, IEnumerable<string> digests) => file.InOne(() => digests.Distinct().Sum(sha256 => file.Run(
        """
        update attachment set state = 'ready', settled_at = null where sha256 = ?1 and service = ?2 and author = ?3 and state = 'received'
          and exists (select 1 from attachment_part part where part.sha256 = ?1 and part.service = ?2)
        """,
        sha256, service, author)) > 0);

    /// <param name="settledBefore">When the last of its officers had sent it.</param>
    /// <param name="named">What a record names that no server has yet: without it, nobody would ever have the one or the other.</param>
    public int RemoveParts(DateTimeOffset settledBefore, Func<IReadOnlySet<string>> named)
    {
        var settled = file.Read(
            """
            select distinct sha256, service from attachment_part
            where (sha256, service) not in (select sha256, service from attachment where state <> 'received' or settled_at >= ?1)
            """,
            row => (Sha256: row.GetString(0), Service: row.GetString(1)), Micros.Of(settledBefore));
        if (settled.Count == 0)
            return 0;
        var kept = named();
        return settled.Where(one => !kept.Contains(one.Sha256))
            .Sum(one => file.Run("delete from attachment_part where sha256 = ?1 and service = ?2", one.Sha256, one.Service));
    }

    private void Settle(KeptAttachment kept, string state, byte[]? answer) => file.Run(
        "update attachment set state = ?4, answer = ?5, settled_at = ?6 where sha256 = ?1 and service = ?2 and author = ?3",
        kept.Sha256, kept.Service, kept.Author, state, answer, Micros.Of(clock.GetUtcNow()));

    public static int PartsOf(KeptAttachment kept) => (int)((kept.SizeBytes + PartBytes - 1) / PartBytes);

    public byte[] Part(KeptAttachment kept, int part) => key.Open(
        file.Read("select data from attachment_part where sha256 = ?1 and service = ?2 and part = ?3", row => (byte[])row[0], kept.Sha256, kept.Service, part)[0],
        PlaceOf(kept.Sha256, part));

    private static string PlaceOf(string sha256, int part) => $"part/{sha256}/{part}";

    private sealed class Content(AttachmentStore store, KeptAttachment kept) : IAttachmentContent
    {
        public string Sha256 => kept.Sha256;

        public long SizeBytes => kept.SizeBytes;

        public ContentType Type => kept.Type;

        public Stream OpenAt(long offset) => new PartStream(part => store.Part(kept, part), kept.SizeBytes) { Position = offset };
    }
}
