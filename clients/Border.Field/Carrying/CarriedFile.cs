using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Border.Field.Devices;
using Border.Field.Sending;
using Google.Protobuf;

namespace Border.Field.Carrying;

/// <summary>A file from a device, whole and unchanged.</summary>
/// <param name="Sha256">Of the whole file, by which it can be admitted.</param>
internal sealed record CarriedFile(
    CarriedHeader Header, IReadOnlyList<CarriedAttachment> Attachments, IReadOnlyList<(CarriedRecord Record, IMessage Request)> Records, string Sha256)
{
    public string Fingerprint => CarriedWriter.FingerprintOf(Header.PublicKey);

    /// <summary>Checks everything before anything is made of it.</summary>
    /// <exception cref="DeviceException">It is cut off, changed, or sealed under another passphrase; nothing of it can be used.</exception>
    public static CarriedFile Read(string path, string passphrase)
    {
        var bytes = File.ReadAllBytes(path);
        var lines = Lines(bytes);
        var header = Parse(bytes, lines[0], CarriedJson.Default.CarriedHeader) is { Format: CarriedWriter.Format or CarriedWriter.FormatBefore, Parts: >= 0 } first && first.Parts <= lines.Count - 2
            ? first
            : throw new DeviceException("This is not a file of a device, or of a newer one.");
        var parts = Sealed(bytes, lines[1..(1 + header.Parts)], 2, CarriedJson.Default.CarriedPart, part => (part.Sealed, part.Sha256));
        var records = Sealed(bytes, lines[(1 + header.Parts)..^1], 2 + header.Parts, CarriedJson.Default.CarriedRecord, record => (record.Sealed, record.Sha256));
        DemandSignature(bytes, lines[^1], header, records.Count);
        using var key = DataKey.Of(passphrase, header.Salt, header.Iterations);
        try
        {
            var requests = records.Select(record => (record, RequestOf(record, key))).ToList();
            return new CarriedFile(header, CarriedAttachment.Open(parts, key), requests, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (CryptographicException)
        {
            throw new DeviceException("The passphrase is not that of the file.");
        }
    }

    private static List<T> Sealed<T>(byte[] bytes, List<Range> lines, int firstNumber, JsonTypeInfo<T> type, Func<T, (byte[] Sealed, byte[] Sha256)> checksum)
        where T : class
    {
        var read = new List<T>();
        foreach (var line in lines)
        {
            if (Parse(bytes, line, type) is not { } one || !SHA256.HashData(checksum(one).Sealed).AsSpan().SequenceEqual(checksum(one).Sha256))
                throw new DeviceException($"Line {firstNumber + read.Count} was damaged or changed. Nothing of the file was used.");
            read.Add(one);
        }

        return read;
    }

    private static void DemandSignature(byte[] bytes, Range last, CarriedHeader header, int records)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(header.PublicKey, out _);
        }
        catch (CryptographicException)
        {
            throw new DeviceException("The file has no key of a device. Nothing of it was used.");
        }

        var signed = bytes.AsSpan(0, last.Start.Value);
        if (Parse(bytes, last, CarriedJson.Default.CarriedEnd) is not { } end || end.Records != records)
            throw new DeviceException("The file was cut off. Nothing of it was used.");
        // Base64 has several texts for some bytes; only the one that was written will do.
        var isAsWritten = JsonSerializer.SerializeToUtf8Bytes(end, CarriedJson.Default.CarriedEnd).AsSpan().SequenceEqual(bytes.AsSpan(last));
        if (!isAsWritten || !key.VerifyHash(SHA256.HashData(signed), end.Signature))
            throw new DeviceException("The file was changed after the device signed it. Nothing of it was used.");
    }

    private static IMessage RequestOf(CarriedRecord record, DataKey key) => SubmissionKind.Find(record.Kind) is { } kind
        ? kind.Request.Parser.ParseFrom(key.Open(record.Sealed, CarriedWriter.PlaceOf(record.RequestId)))
        : throw new DeviceException($"The file has a record of the kind {record.Kind}, which this client does not know. Update the client.");

    // The file ends with the end of a line: one that was cut off in the middle does not.
    private static List<Range> Lines(byte[] bytes)
    {
        var lines = new List<Range>();
        for (var start = 0; Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and var end; start = end + 1)
            lines.Add(start..end);
        return lines.Count >= 2 && bytes[^1] == '\n' ? lines : throw new DeviceException("The file was cut off. Nothing of it was used.");
    }

    private static T? Parse<T>(byte[] bytes, Range line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.AsSpan(line), type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
