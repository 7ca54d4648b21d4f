using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Border.Audit.V1;
using Border.Audits;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Audits;

/// <summary>
/// An audit log as lines of JSON: <c>{"service":…}</c>, then <c>{"checkpoint":…}</c> and <c>{"entry":…}</c> in order, and
/// <c>{"end":…}</c>. Times are microseconds since 1970 UTC, hashes hexadecimal, keys and signatures base64.
/// </summary>
internal static class AuditLines
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string OfService(string service) => Line(new() { ["service"] = service });

    public static string Of(Entry entry) => Line(new()
    {
        ["entry"] = new JsonObject
        {
            ["sequence"] = entry.Sequence,
            ["time"] = MicrosOf(entry.Time),
            ["actor"] = entry.Actor,
            ["roles"] = entry.Roles,
            ["action"] = entry.Action,
            ["method"] = entry.Method,
            ["records"] = new JsonArray([.. entry.Records.Select(record => JsonValue.Create(record))]),
            ["purpose"] = entry.Purpose,
            ["outcome"] = entry.Outcome,
            ["address"] = entry.Address,
            ["request_id"] = entry.RequestId,
            ["hash"] = Convert.ToHexStringLower(entry.Hash.Span),
        },
    });

    public static string Of(Checkpoint checkpoint) => Line(new()
    {
        ["checkpoint"] = new JsonObject
        {
            ["service"] = checkpoint.Service,
            ["sequence"] = checkpoint.Head.Sequence,
            ["hash"] = Convert.ToHexStringLower(checkpoint.Head.Hash.Span),
            ["time"] = MicrosOf(checkpoint.Time),
            ["public_key"] = checkpoint.PublicKey.ToBase64(),
            ["signature"] = checkpoint.Signature.ToBase64(),
        },
    });

    public static string Of(Head end) => Line(new()
    {
        ["end"] = new JsonObject { ["sequence"] = end.Sequence, ["hash"] = Convert.ToHexStringLower(end.Hash.Span) },
    });

    public static AuditEntry ReadEntry(JsonNode line) => new(
        line["sequence"]!.GetValue<long>(),
        TimeOf(line),
        Text(line, "actor"),
        new()
        {
            Roles = Text(line, "roles"),
            Action = Text(line, "action"),
            Method = Text(line, "method"),
            Records = [.. line["records"]!.AsArray().Select(record => record!.GetValue<string>())],
            Purpose = Text(line, "purpose"),
            Outcome = Text(line, "outcome"),
            Address = Text(line, "address"),
        },
        Text(line, "request_id"),
        HashOf(line));

    public static AuditCheckpoint ReadCheckpoint(JsonNode line) => new(
        Text(line, "service"), ReadHead(line), TimeOf(line),
        Convert.FromBase64String(Text(line, "public_key")), Convert.FromBase64String(Text(line, "signature")));

    public static AuditHead ReadHead(JsonNode line) => new(line["sequence"]!.GetValue<long>(), HashOf(line));

    public static Checkpoint ToMessage(AuditCheckpoint checkpoint) => new()
    {
        Service = checkpoint.Service,
        Head = new() { Sequence = checkpoint.Head.Sequence, Hash = Google.Protobuf.ByteString.CopyFrom(checkpoint.Head.Hash) },
        Time = Timestamp.FromDateTimeOffset(checkpoint.Time),
        PublicKey = Google.Protobuf.ByteString.CopyFrom(checkpoint.PublicKey),
        Signature = Google.Protobuf.ByteString.CopyFrom(checkpoint.Signature),
    };

    private static string Line(JsonObject line) => line.ToJsonString(Json);

    private static string Text(JsonNode line, string field) => line[field]!.GetValue<string>();

    private static byte[] HashOf(JsonNode line) => Convert.FromHexString(Text(line, "hash"));

    private static long MicrosOf(Timestamp time) => (time.Seconds * 1_000_000) + (time.Nanos / 1000);

    private static DateTimeOffset TimeOf(JsonNode line) =>
        DateTimeOffset.UnixEpoch.AddTicks(line["time"]!.GetValue<long>() * TimeSpan.TicksPerMicrosecond);
}
