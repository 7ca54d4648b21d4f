using Border.Audit.V1;
using Border.Audits;
using Border.Storage;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Audits;

/// <summary>Reads logs through, and verifies them.</summary>
internal static class AuditReader
{
    private const int Page = 500;

    /// <summary>The entries up to one, page by page.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<AuditEntry>> PagesAsync(
        IAuditLog log, long upTo, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var last = 0L;
        while (last < upTo && await log.AuditAsync(new(last, (int)Math.Min(Page, upTo - last)), ct) is { Count: > 0 } entries)
        {
            yield return entries;
            last = entries[^1].Sequence;
        }
    }

    /// <summary>
    /// All checkpoints, and where the log ends. The end is read after them, so that none is beyond it unless the log was cut off before; what is
    /// entered meanwhile goes beyond it.
    /// </summary>
    public static async Task<(List<AuditCheckpoint> Checkpoints, AuditHead Head)> CheckpointsAndHeadAsync(IAuditLog log, CancellationToken ct)
    {
        var all = new List<AuditCheckpoint>();
        while (await log.CheckpointsAsync(all.Count == 0 ? -1 : all[^1].Head.Sequence, Page, ct) is { Count: > 0 } more)
            all.AddRange(more);
        return (all, await log.AuditHeadAsync(ct));
    }

    public static async Task<VerifyChainResponse> VerifyAsync(IAuditLog log, string service, IEnumerable<AuditCheckpoint> witnessed, CancellationToken ct)
    {
        var (stored, head) = await CheckpointsAndHeadAsync(log, ct);
        List<AuditCheckpoint> checkpoints = [.. stored, .. witnessed];
        var known = new WitnessedCheck(service, checkpoints);
        await foreach (var entries in PagesAsync(log, head.Sequence, ct))
        {
            if (!entries.All(known.See))
                break;
        }

        known.EndAt(head);
        return new()
        {
            Verified = ToMessage(known.Check.Head),
            BrokenSequence = known.Check.Fault?.Sequence ?? 0,
            Fault = known.Check.Fault?.What ?? "",
            CheckpointCount = known.Compared,
            KeyIds = { known.KeyIds },
        };
    }

    public static Entry ToMessage(AuditEntry entry) => new()
    {
        Sequence = entry.Sequence,
        Time = Timestamp.FromDateTimeOffset(entry.Time),
        Actor = entry.Actor,
        Roles = entry.Note.Roles,
        Action = entry.Note.Action,
        Method = entry.Note.Method,
        Records = { entry.Note.Records },
        Purpose = entry.Note.Purpose,
        Outcome = entry.Note.Outcome,
        Address = entry.Note.Address,
        RequestId = entry.RequestId,
        Hash = UnsafeByteOperations.UnsafeWrap(entry.Hash),
    };

    public static Head ToMessage(AuditHead head) => new() { Sequence = head.Sequence, Hash = UnsafeByteOperations.UnsafeWrap(head.Hash) };

    public static Checkpoint ToMessage(AuditCheckpoint checkpoint) => new()
    {
        Service = checkpoint.Service,
        Head = ToMessage(checkpoint.Head),
        Time = Timestamp.FromDateTimeOffset(checkpoint.Time),
        PublicKey = UnsafeByteOperations.UnsafeWrap(checkpoint.PublicKey),
        Signature = UnsafeByteOperations.UnsafeWrap(checkpoint.Signature),
    };

    public static AuditCheckpoint FromMessage(Checkpoint checkpoint) => new(
        checkpoint.Service,
        new(checkpoint.Head.Sequence, checkpoint.Head.Hash.ToByteArray()),
        checkpoint.Time.ToDateTimeOffset(),
        checkpoint.PublicKey.ToByteArray(),
        checkpoint.Signature.ToByteArray());
}
