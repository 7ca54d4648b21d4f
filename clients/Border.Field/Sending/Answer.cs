using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Field.Sending;

internal enum AnswerKind
{
    Accepted,
    Repeated,
    Refused,
    // The stream broke for good; whether it was carried out is not known. Sending it again is safe.
    Unanswered,
    // Not sent, because the one before about the same record was refused.
    Held,
}

/// <summary>What became of one line of the input.</summary>
internal sealed record Answer(long Line, AnswerKind Kind, string RequestId)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Feed { get; init; } = "";

    public Accepted? Accepted { get; init; }

    /// <summary>The whole stream was refused, such as to somebody unknown: nothing is said about this request.</summary>
    public bool IsOfStream { get; init; }

    public ServerFault? Fault { get; init; }

    public static Answer From(Submission submission, SubmissionReceipt receipt) =>
        receipt.ResultCase == SubmissionReceipt.ResultOneofCase.Accepted
            ? new(submission.Line, receipt.Accepted.Replayed ? AnswerKind.Repeated : AnswerKind.Accepted, submission.RequestId)
            {
                Feed = submission.Kind.Method.Feed,
                Accepted = receipt.Accepted,
            }
            : new(submission.Line, AnswerKind.Refused, submission.RequestId) { Fault = ServerFault.From(receipt.Error ?? new()) };

    /// <summary>A line that was not sent, because it cannot be.</summary>
    public static Answer NotSent(long line, string message) => new(line, AnswerKind.Refused, "")
    {
        Fault = new ServerFault(StatusCode.InvalidArgument, "", message, []),
    };

    public static Answer Unanswered(Submission submission, ServerFault fault) =>
        new(submission.Line, fault.Kind == FaultKind.Refused ? AnswerKind.Refused : AnswerKind.Unanswered, submission.RequestId)
        {
            Fault = fault,
            IsOfStream = true,
        };

    public static Answer Held(Submission submission) => new(submission.Line, AnswerKind.Held, submission.RequestId);

    /// <summary>One line of JSON, without its end.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json))
            Write(json);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("line", Line);
        json.WriteString("request_id", RequestId);
        if (Accepted is { } accepted)
        {
            json.WriteString("name", accepted.Name);
            json.WriteString("etag", accepted.Etag);
            json.WriteBoolean("replayed", accepted.Replayed);
        }
        if (Fault is { } fault)
        {
            json.WritePropertyName("error");
            Write(json, fault);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ServerFault fault)
    {
        json.WriteStartObject();
        json.WriteString("code", CodeName(fault.Code));
        if (fault.Reason.Length > 0)
            json.WriteString("reason", fault.Reason);
        json.WriteString("message", fault.Message);
        json.WriteStartArray("violations");
        foreach (var violation in fault.Violations)
        {
            json.WriteStartObject();
            json.WriteString("field", violation.Field);
            json.WriteString("description", violation.Description);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // InvalidArgument is INVALID_ARGUMENT, as in the documentation of gRPC for every language.
    private static string CodeName(StatusCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : c.ToString(CultureInfo.InvariantCulture)))
            .ToUpperInvariant();
}
