using System.Text;
using Border.ServiceDefaults.Errors;
using Border.Storage;

namespace Border.ServiceDefaults.Privacy;

/// <summary>
/// What a record, or the reason of a version, says of a person whose key is another than the record's. It lies within what the record's own
/// key seals: gone when either is destroyed, and whoever has the database alone does not see whom it is about.
/// </summary>
/// <param name="Index">Which of the parts of the record it is.</param>
/// <param name="Keys">All of them open it.</param>
internal sealed record SealedPart(int Index, IReadOnlyList<string> Keys, byte[] Box)
{
    // No text that anybody sends has it.
    private const char ReasonMark = '\u0001';

    public static SealedPart Seal(string record, DocumentPart part, IEnumerable<NamedKey> keys)
    {
        var context = Encoding.UTF8.GetBytes(record);
        return new(part.Index, part.Keys, keys.Aggregate(part.Bytes, (inner, key) => Sealing.Seal(key.Key, inner, context)));
    }

    public OpenedPart Open(string record, IReadOnlyDictionary<string, RecordKey> keys)
    {
        var context = Encoding.UTF8.GetBytes(record);
        var inner = Box;
        foreach (var name in Keys.Reverse())
        {
            var key = keys.TryGetValue(name, out var found) ? found : throw Refusals.KeyMissing();
            if (key.Key is null)
                return new(Index, null, key.DestroyTime);
            inner = Sealing.Open(key.Key, inner, context);
        }

        return new(Index, inner, default);
    }

    public static byte[] Write(IReadOnlyList<SealedPart> parts)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write7BitEncodedInt(parts.Count);
        foreach (var part in parts)
        {
            writer.Write7BitEncodedInt(part.Index);
            writer.Write7BitEncodedInt(part.Keys.Count);
            foreach (var key in part.Keys)
                writer.Write(key);
            writer.Write7BitEncodedInt(part.Box.Length);
            writer.Write(part.Box);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public static IReadOnlyList<SealedPart> Read(byte[] written)
    {
        using var reader = new BinaryReader(new MemoryStream(written));
        var parts = new SealedPart[reader.Read7BitEncodedInt()];
        for (var i = 0; i < parts.Length; i++)
        {
            var index = reader.Read7BitEncodedInt();
            var keys = new string[reader.Read7BitEncodedInt()];
            for (var k = 0; k < keys.Length; k++)
                keys[k] = reader.ReadString();
            parts[i] = new(index, keys, reader.ReadBytes(reader.Read7BitEncodedInt()));
        }

        return parts;
    }

    /// <summary>As a reason, for the record's own key to seal.</summary>
    public string ToReason() => ReasonMark + Convert.ToBase64String(Write([this]));

    /// <returns>Null for a reason that is about nobody with a key of their own.</returns>
    public static SealedPart? OfReason(string reason) =>
        reason.StartsWith(ReasonMark) ? Read(Convert.FromBase64String(reason[1..]))[0] : null;
}

/// <param name="Bytes">Null once one of its keys is destroyed.</param>
/// <param name="EraseTime">When that was.</param>
internal readonly record struct OpenedPart(int Index, byte[]? Bytes, DateTimeOffset EraseTime);
