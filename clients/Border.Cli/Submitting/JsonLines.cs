using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf;

namespace Border.Cli.Submitting;

/// <summary>Reads a file of requests, one JSON object a line: `{"registerCase": {…}}`.</summary>
internal static class JsonLines
{
    private const int MaxLineBytes = 16 * 1024 * 1024;

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default);

    /// <summary>Gives each line that is not blank. The stream is UTF-8 without a byte-order mark.</summary>
    /// <param name="makesIds">Whether a request without an id gets one from its content.</param>
    public static async IAsyncEnumerable<InputLine> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellation, bool makesIds = true)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var number = 0L;
        while (true)
        {
            // As with the first bytes: a keyboard is not waited for any longer when the user breaks off.
            var read = await reader.ReadAsync(cancellation).AsTask().WaitAsync(cancellation);
            var rest = read.Buffer;
            while (TakeLine(ref rest, read.IsCompleted) is { } line)
            {
                number++;
                if (!IsBlank(line))
                    yield return Parse(number, line, makesIds);
            }
            if (read.IsCompleted)
                break;
            if (rest.Length > MaxLineBytes)
                throw CommandException.BadInput($"Line {number + 1} is longer than {MaxLineBytes} bytes. Is this one JSON request a line?");
            reader.AdvanceTo(rest.Start, rest.End);
        }
        await reader.CompleteAsync();
    }

    public static InputLine Parse(long number, ReadOnlyMemory<byte> json, bool makesIds = true)
    {
        if (!Utf8.IsValid(json.Span))
            return InputLine.Unusable(number, "Not UTF-8 text.");
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || document.RootElement.EnumerateObject().Count() != 1)
                return InputLine.Unusable(number, "A line is an object with one property, such as {\"registerCase\": {…}}.");
            var property = document.RootElement.EnumerateObject().Single();
            if (SubmissionKind.Find(property.Name) is not { } kind)
                return InputLine.Unusable(number, $"There is no request of the kind '{property.Name}'. `border submit --help` lists them.");
            if (property.Value.ValueKind != JsonValueKind.Object)
                return InputLine.Unusable(number, $"The value of '{property.Name}' must be an object.");
            return Submit(number, kind, Parser.Parse(property.Value.GetRawText(), kind.Request), makesIds);
        }
        catch (Exception exception) when (exception is JsonException or InvalidJsonException or InvalidProtocolBufferException)
        {
            return InputLine.Unusable(number, $"Not a request: {exception.Message}");
        }
    }

    private static InputLine Submit(long number, SubmissionKind kind, IMessage request, bool makesIds)
    {
        if (makesIds && kind.RequestIdOf(request).Length == 0)
            kind.SetRequestId(request, RequestId.Of(kind.Name, request));
        return request.CalculateSize() > Submission.MaxBytes
            ? InputLine.Unusable(number, $"The request is larger than {Submission.MaxBytes} bytes.")
            : InputLine.Of(new Submission(number, kind, request));
    }

    private static byte[]? TakeLine(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var line = rest.Slice(0, end).ToArray();
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }
        if (!isLast || rest.IsEmpty)
            return null;
        var last = rest.ToArray();
        rest = rest.Slice(rest.End);
        return last;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;
}
