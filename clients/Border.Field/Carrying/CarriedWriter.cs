using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Google.Protobuf;

namespace Border.Field.Carrying;

/// <summary>Writes what waits on a device into a file, for a station that the device has no network to.</summary>
internal static class CarriedWriter
{
    public const string Format = "border-field-2";

    /// <summary>The same without attachments.</summary>
    public const string FormatBefore = "border-field-1";

    private const int SaltBytes = 16;

    /// <summary>Writes the file under another name first: a full or pulled-out disk leaves none that looks whole.</summary>
    /// <returns>How many records it holds, beside the photos and documents that they name.</returns>
    public static int Write(Device device, string path, string passphrase, int iterations = DeviceUsers.Iterations)
    {
        // Nobody mends anything on a revoked device any more: all that it alone has is handed over.
        var held = device.IsRevoked ? [] : device.Queue.Held().Select(entry => entry.Sequence).ToHashSet();
        var records = (device.IsRevoked ? device.Queue.Unsent() : device.Queue.Waiting())
            .Where(entry => !held.Contains(entry.Sequence)).Select(entry => (Entry: entry, Request: EtagChain.Prepared(device.Queue, entry, device.Queue.RequestOf(entry)!, isFixed: true))).ToList();
        var attachments = AttachmentsFor(device, records.SelectMany(pair => AttachmentNames.In(pair.Request)).ToHashSet());
        var part = $"{path}.part";
        using (var file = new FileStream(part, FileMode.Create, FileAccess.ReadWrite))
        {
            Fill(file, device, attachments, records, passphrase, iterations);
            file.Flush(flushToDisk: true);
        }

        // Before anybody can have it: what was carried is not changed any more.
        device.Queue.NoteExported(records);
        File.Move(part, path, overwrite: true);
        return records.Count;
    }

    /// <summary>The name of a key, for people to compare.</summary>
    public static string FingerprintOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey))[..16];

    // Those that the records name, which the station may not have from whoever brings them, and those that no record names. What only a draft
    // names goes when that does, from its officer.
    private static List<KeptAttachment> AttachmentsFor(Device device, HashSet<string> named)
    {
        var others = device.Queue.AttachmentsOfUnsent();
        return
        [
            .. device.Attachments.All()
                .Where(kept => named.Contains(kept.Sha256) ? device.Attachments.IsKept(kept) : kept.State == EntryState.Ready && !others.Contains(kept.Sha256))
                .DistinctBy(kept => (kept.Sha256, kept.Service)),
        ];
    }

    private static void Fill(
        FileStream file, Device device, List<KeptAttachment> attachments, List<(Entry Entry, IMessage Request)> records, string passphrase, int iterations)
    {
        using var signing = device.SigningKey();
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        using var key = DataKey.Of(passphrase, salt, iterations);
        var publicKey = signing.ExportSubjectPublicKeyInfo();
        var parts = attachments.Sum(AttachmentStore.PartsOf);
        Line(file, new CarriedHeader(Format, device.Id, publicKey, device.Clock.Shown, salt, iterations, parts), CarriedJson.Default.CarriedHeader);
        foreach (var kept in attachments)
            AddParts(file, device, kept, key);
        foreach (var (entry, request) in records)
        {
            var box = key.Seal(request.ToByteArray(), PlaceOf(entry.RequestId));
            Line(file, new CarriedRecord(entry.Place, entry.Author, entry.Kind, entry.RequestId, box, SHA256.HashData(box)), CarriedJson.Default.CarriedRecord);
        }

        file.Position = 0;
        var signature = signing.SignHash(SHA256.HashData(file));
        Line(file, new CarriedEnd(records.Count, signature), CarriedJson.Default.CarriedEnd);
    }

    private static void AddParts(FileStream file, Device device, KeptAttachment kept, DataKey key)
    {
        for (var part = 0; part < AttachmentStore.PartsOf(kept); part++)
        {
            var box = key.Seal(device.Attachments.Part(kept, part), CarriedAttachment.PlaceOf(kept.Sha256, part));
            Line(file, new CarriedPart(kept.Sha256, kept.Service, kept.Author, (int)kept.Type, box, SHA256.HashData(box)), CarriedJson.Default.CarriedPart);
        }
    }

    internal static string PlaceOf(string requestId) => $"carried/{requestId}";

    private static void Line<T>(Stream file, T line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        file.Write(Encoding.UTF8.GetBytes($"{JsonSerializer.Serialize(line, type)}\n"));
}
