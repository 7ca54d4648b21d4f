using System.Text.Json;
using System.Text.Json.Nodes;
using Border.Audits;

namespace Border.Cli.Audits;

/// <summary>An exported audit log, verified without a server.</summary>
internal static class AuditFile
{
    /// <param name="path">The file.</param>
    /// <param name="witnessed">Checkpoints that were kept elsewhere; those of other services are left out.</param>
    public static async Task<AuditFinding> VerifyAsync(string path, IReadOnlyList<AuditCheckpoint> witnessed, CancellationToken cancellation)
    {
        var (service, head) = ("", AuditChain.Start);
        List<AuditCheckpoint> checkpoints = [];
        WitnessedCheck? check = null;
        var hasEnd = false;
        await foreach (var line in LinesAsync(path, cancellation))
        {
            if (line["service"] is { } named)
                service = named.GetValue<string>();
            else if (line["checkpoint"] is { } checkpoint)
                checkpoints.Add(AuditLines.ReadCheckpoint(checkpoint));
            else if (line["entry"] is { } entry)
                Check().See(AuditLines.ReadEntry(entry));
            else if (line["end"] is { } end)
                (head, hasEnd) = (AuditLines.ReadHead(end), true);
        }

        Check().EndAt(head);
        var fault = Check().Check.Fault ?? (hasEnd ? null : new AuditFault(Check().Check.Head.Sequence + 1, "may be missing: the file has no end"));
        return new(service, Check().Check.Head.Sequence, fault, Check().Compared, Check().KeyIds);

        // The checkpoints come before the entries.
        WitnessedCheck Check() => check ??= new(service, [.. checkpoints, .. witnessed.Where(checkpoint => checkpoint.Service == service)]);
    }

    /// <summary>The checkpoints of a file of lines such as <c>border audit checkpoint</c> prints.</summary>
    public static async Task<IReadOnlyList<AuditCheckpoint>> CheckpointsAsync(string path, CancellationToken cancellation) =>
        await LinesAsync(path, cancellation).Where(line => line["checkpoint"] is not null).Select(line => AuditLines.ReadCheckpoint(line["checkpoint"]!)).ToListAsync(cancellation);

    private static async IAsyncEnumerable<JsonNode> LinesAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            number++;
            yield return Parse(line) ?? throw CommandException.BadInput($"{path}:{number} is no line of an audit log.");
        }
    }

    private static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Verified">How far the log was found whole.</param>
internal sealed record AuditFinding(string Service, long Verified, AuditFault? Fault, long Checkpoints, IReadOnlyList<string> KeyIds);
