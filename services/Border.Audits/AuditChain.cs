using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Border.Audits;

/// <summary>
/// The canonical form of an entry and its hash. The fields in their order, each as its length in bytes of UTF-8, a colon, the bytes
/// and a comma: sequence, time in microseconds since 1970 UTC, actor, roles, action, method, the records joined by line feeds,
/// purpose, outcome, address, request id. The hash is the SHA-256 of the hash before, 32 bytes, followed by that; before the first is zero.
/// </summary>
public static class AuditChain
{
    private const int UsualLength = 512;

    public static AuditHead Start { get; } = new(0, new byte[SHA256.HashSizeInBytes]);

    /// <summary>The head after an entry.</summary>
    public static AuditHead Next(AuditHead before, ReadOnlySpan<byte> content)
    {
        var sequence = before.Sequence + 1;
        return new(sequence, SHA256.HashData([.. before.Hash, .. Canonical([sequence.ToString(CultureInfo.InvariantCulture)]), .. content]));
    }

    /// <summary>The head after an entry, as its fields say.</summary>
    public static AuditHead Next(AuditHead before, AuditEntry entry) =>
        Next(before, Content(entry.Time, entry.Actor, entry.Note, entry.RequestId));

    /// <summary>The canonical form but for the sequence, which is known only when the entry is chained.</summary>
    public static byte[] Content(DateTimeOffset time, string actor, AuditNote note, string requestId) => Canonical(
    [
        MicrosOf(time).ToString(CultureInfo.InvariantCulture), actor, note.Roles, note.Action, note.Method,
        RecordsText(note.Records), note.Purpose, note.Outcome, note.Address, requestId,
    ]);

    public static string RecordsText(IReadOnlyList<string> records) => string.Join('\n', records);

    public static string[] RecordsOf(string text) => text.Length == 0 ? [] : text.Split('\n');

    internal static long MicrosOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static byte[] Canonical(ReadOnlySpan<string> fields)
    {
        var text = new ArrayBufferWriter<byte>(UsualLength);
        foreach (var field in fields)
        {
            var length = Encoding.UTF8.GetByteCount(field);
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length}:"), text);
            Encoding.UTF8.GetBytes(field, text);
            text.Write(","u8);
        }

        return text.WrittenSpan.ToArray();
    }
}
