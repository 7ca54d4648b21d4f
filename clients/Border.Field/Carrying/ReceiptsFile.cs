using System.Security.Cryptography;
using System.Text.Json;
using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Sending;
using Border.Field.Syncing;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Field.Carrying;

/// <summary>
/// What a station answered, carried back to the device, so that it knows without ever having had a network. It is believed
/// because only who has the passphrase of the carried file can have made it.
/// </summary>
internal static class ReceiptsFile
{
    public const string Format = "border-receipts-1";

    private const int SaltBytes = 16;

    /// <summary>Writes the file under another name first, as the carried one.</summary>
    public static void Write(
        string path, CarriedFile carried, string passphrase, IEnumerable<Answer> answers, IEnumerable<CarriedAttachment> stored, int iterations = DeviceUsers.Iterations)
    {
        var content = new ReceiptsContent(
            [.. answers.Where(IsForTheDevice).Select(answer => ReceiptOf(answer).ToByteArray())],
            [.. stored.Select(attachment => new StoredAttachment(attachment.Sha256, attachment.Service))]);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        using var key = DataKey.Of(passphrase, salt, iterations);
        var box = key.Seal(JsonSerializer.SerializeToUtf8Bytes(content, CarriedJson.Default.ReceiptsContent), PlaceOf(carried.Header.Device, carried.Sha256));
        var line = new ReceiptsLine(Format, carried.Header.Device, carried.Sha256, salt, iterations, box);
        File.WriteAllBytes($"{path}.part", JsonSerializer.SerializeToUtf8Bytes(line, CarriedJson.Default.ReceiptsLine));
        File.Move($"{path}.part", path, overwrite: true);
    }

    /// <summary>Takes the answers in. What the device knows already stays as it is.</summary>
    /// <exception cref="DeviceException">It is not for this device, was changed, or is sealed under another passphrase.</exception>
    public static SyncReport TakeIn(Device device, string path, string passphrase)
    {
        var content = Read(device, path, passphrase);
        var report = new SyncReport();
        device.InOne(() =>
        {
            foreach (var receipt in content.Receipts.Select(SubmissionReceipt.Parser.ParseFrom))
                TakeIn(device.Queue, receipt, report);
            var kept = device.Attachments.All().Where(kept => kept.State == EntryState.Ready).ToList();
            foreach (var stored in kept.Where(kept => content.Attachments.Contains(new StoredAttachment(kept.Sha256, kept.Service))))
            {
                device.Attachments.NoteReceived(stored);
                report.Attachments++;
            }

            return true;
        });
        return report;
    }

    // A right that the importer lacks, the officer may have; and a photo, the device.
    private static bool IsForTheDevice(Answer answer) =>
        answer.Accepted is not null
        || (answer is { Kind: AnswerKind.Refused, IsOfStream: false, Fault: { } fault }
            && BatchAnswers.IsFinal(fault) && fault.Code != StatusCode.PermissionDenied && !BatchAnswers.IsForAttachment(fault));

    private static SubmissionReceipt ReceiptOf(Answer answer) => answer.Accepted is { } accepted
        ? new SubmissionReceipt { RequestId = answer.RequestId, Accepted = accepted }
        : new SubmissionReceipt { RequestId = answer.RequestId, Error = Refusal.ErrorOf(answer.Fault!) };

    private static void TakeIn(EntryQueue queue, SubmissionReceipt receipt, SyncReport report)
    {
        if (queue.Find(receipt.RequestId) is not { State: EntryState.Ready or EntryState.Sending } entry)
            return;
        if (receipt.Accepted is { } accepted)
        {
            queue.NoteReceived(entry.RequestId, accepted);
            report.Received++;
            return;
        }

        var isProposal = receipt.Error.Code == (int)StatusCode.Aborted && queue.RequestOf(entry) is { } request && EtagChain.IsAmendment(request);
        queue.NoteRefused(entry.RequestId, ServerFault.From(receipt.Error), isProposal ? EntryState.Proposal : EntryState.Refused);
        (report.Refused, report.Proposals) = isProposal ? (report.Refused, report.Proposals + 1) : (report.Refused + 1, report.Proposals);
    }

    private static ReceiptsContent Read(Device device, string path, string passphrase)
    {
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllBytes(path), CarriedJson.Default.ReceiptsLine) is not { Format: Format } line)
                throw new DeviceException("This is not a file of receipts, or of a newer client.");
            if (line.Device != device.Id)
                throw new DeviceException($"The receipts are for {line.Device}; this device is {device.Id}.");
            using var key = DataKey.Of(passphrase, line.Salt, line.Iterations);
            return JsonSerializer.Deserialize(key.Open(line.Sealed, PlaceOf(line.Device, line.File)), CarriedJson.Default.ReceiptsContent)!;
        }
        catch (Exception wrong) when (wrong is JsonException or CryptographicException)
        {
            throw new DeviceException("The receipts were damaged or changed, or the passphrase is not that of the file that was carried.");
        }
    }

    private static string PlaceOf(string device, string file) => $"receipts/{device}/{file}";
}
