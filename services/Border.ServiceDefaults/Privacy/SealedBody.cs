using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// A stored record that is sealed whole inside of its body, in <c>@box</c>, beside what it says that is not about persons: that stays
/// readable, to the feed and to an administrator of the database. What is sealed is its binary form, which is written and read faster than
/// another body would be, behind the name of its key. What it says of persons with keys of their own is left out of it and lies in
/// <c>@parts</c>, under both. Reasons are sealed as they are. Older bodies and reasons are in <c>@sealed</c>, under a key with the name of
/// the record.
/// </summary>
internal static class SealedBody
{
    private const string Box = "@box";
    private const string BoxMark = $"\"{Box}\": \"";
    private const string Parts = "@parts";
    private const string PartsMark = $"\"{Parts}\": \"";
    private const string ReasonMark = $"{Box}:";
    private const string Older = "@sealed";
    private const string OlderReasonMark = $"{Older}:";
    private const string EraseTime = "eraseTime";

    /// <param name="readable">A JSON object, which is not empty.</param>
    public static string Seal(NamedKey key, string record, byte[] whole, IReadOnlyList<SealedPart> parts, string readable)
    {
        var within = parts.Count == 0 ? "" : $", {PartsMark}{Sealed(key, record, SealedPart.Write(parts))}\"";
        return $"{readable.AsSpan(0, readable.LastIndexOf('}'))}, {BoxMark}{Sealed(key, record, whole)}\"{within} }}";
    }

    public static string SealReason(NamedKey key, string record, string reason) =>
        reason.Length == 0 ? "" : ReasonMark + Sealed(key, record, Encoding.UTF8.GetBytes(reason));

    /// <returns>The name of the key under which a body is sealed; null when it is not.</returns>
    public static string? KeyOf(string record, string body) =>
        In(body, BoxMark) is { } box ? KeyIn(box) : body.Contains($"\"{Older}\"", StringComparison.Ordinal) ? record : null;

    /// <inheritdoc cref="KeyOf"/>
    public static string? KeyOfReason(string record, string reason) => reason.StartsWith(ReasonMark, StringComparison.Ordinal)
        ? KeyIn(reason[ReasonMark.Length..])
        : reason.StartsWith(OlderReasonMark, StringComparison.Ordinal) ? record : null;

    /// <summary>The record as it was before it was sealed; without its key, what was not sealed, and when the key was destroyed.</summary>
    public static OpenedBody Open(RecordKey key, string record, string body)
    {
        if (key.Key is { } whole && In(body, BoxMark) is { } box)
            return new(body, Opened(whole, record, box), In(body, PartsMark) is { } parts ? SealedPart.Read(Opened(whole, record, parts)) : []);
        var readable = JsonNode.Parse(body)!.AsObject();
        if (key.Key is { } text)
            return new(readable[Older] is { } older ? Encoding.UTF8.GetString(Opened(text, record, older.GetValue<string>())) : body, null, []);
        readable.Remove(Box);
        readable.Remove(Parts);
        readable.Remove(Older);
        readable[EraseTime] = key.DestroyTime.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return new(readable.ToJsonString(), null, []);
    }

    /// <param name="reason">One that is sealed.</param>
    /// <returns>Empty without its key.</returns>
    public static string OpenReason(RecordKey key, string record, string reason) =>
        key.Key is { } whole ? Encoding.UTF8.GetString(Opened(whole, record, reason)) : "";

    // In a text of the record the quotes of the mark are escaped, and what is sealed has no quote: no need to parse.
    private static string? In(string body, string mark)
    {
        var from = body.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return from < mark.Length ? null : body[from..body.IndexOf('"', from)];
    }

    private static string KeyIn(string box) => box[..box.LastIndexOf(':')];

    private static string Sealed(NamedKey key, string record, byte[] plain) =>
        $"{key.Name}:{Convert.ToBase64String(Sealing.Seal(key.Key, plain, Encoding.UTF8.GetBytes(record)))}";

    /// <exception cref="CryptographicException">It is of another record, or was changed.</exception>
    private static byte[] Opened(byte[] key, string record, string box) =>
        Sealing.Open(key, Convert.FromBase64String(box[(box.LastIndexOf(':') + 1)..]), Encoding.UTF8.GetBytes(record));
}

/// <param name="Whole">The record in its binary form, but for its parts.</param>
internal readonly record struct OpenedBody(string Body, byte[]? Whole, IReadOnlyList<SealedPart> Parts);
