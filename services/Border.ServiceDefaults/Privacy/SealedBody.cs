using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// A stored record whose whole body is sealed inside of it, in <c>@sealed</c>, beside what it says that is not about persons: that stays
/// readable, to the feed and to an administrator of the database. Reasons are sealed as they are.
/// </summary>
internal static class SealedBody
{
    private const string Field = "@sealed";
    private const string EraseTime = "eraseTime";
    private const string ReasonMark = "@sealed:";

    /// <param name="readable">A JSON object, which is not empty.</param>
    public static string Seal(byte[] key, string record, string body, string readable) =>
        $"{readable.AsSpan(0, readable.LastIndexOf('}'))}, \"{Field}\": \"{SealText(key, record, body)}\" }}";

    public static string SealReason(byte[] key, string record, string reason) => reason.Length == 0 ? "" : ReasonMark + SealText(key, record, reason);

    public static bool IsSealed(string body) => body.Contains($"\"{Field}\"", StringComparison.Ordinal);

    public static bool IsSealedReason(string reason) => reason.StartsWith(ReasonMark, StringComparison.Ordinal);

    /// <summary>The body as it was before it was sealed; without its key, what was not sealed, and when the key was destroyed.</summary>
    public static string Open(RecordKey key, string record, string body)
    {
        if (JsonNode.Parse(body)!.AsObject() is not { } readable || readable[Field] is not { } box)
            return body;
        if (key.Key is { } whole)
            return OpenText(whole, record, box.GetValue<string>());
        readable.Remove(Field);
        readable[EraseTime] = key.DestroyTime.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return readable.ToJsonString();
    }

    /// <returns>Empty without its key.</returns>
    public static string OpenReason(RecordKey key, string record, string reason)
    {
        if (!IsSealedReason(reason))
            return reason;
        return key.Key is { } whole ? OpenText(whole, record, reason[ReasonMark.Length..]) : "";
    }

    private static string SealText(byte[] key, string record, string text) =>
        Convert.ToBase64String(Sealing.Seal(key, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(record)));

    /// <exception cref="CryptographicException">It is of another record, or was changed.</exception>
    private static string OpenText(byte[] key, string record, string box) =>
        Encoding.UTF8.GetString(Sealing.Open(key, Convert.FromBase64String(box), Encoding.UTF8.GetBytes(record)));
}
