using System.Text;

namespace Border.Cli.Files;

/// <summary>Opens an input as UTF-8 without a byte-order mark, whatever Unicode encoding its mark tells.</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<Stream> OpenAsync(string path, Terminal terminal, CancellationToken cancellation) =>
        await ToUtf8Async(path == StandardInput ? terminal.OpenInput() : File.OpenRead(path), cancellation);

    public static async Task<Stream> ToUtf8Async(Stream stream, CancellationToken cancellation)
    {
        var mark = new byte[3];
        // Reading from a keyboard cannot be called off; not waiting for it any longer can.
        var length = await stream.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, cancellation)
            .AsTask().WaitAsync(cancellation);
        var (encoding, markLength) = mark.AsSpan(0, length) switch
        {
            [0xEF, 0xBB, 0xBF] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (Encoding.UTF8, 0),
        };
        var content = new PrefixedStream(mark.AsMemory(markLength, length - markLength), stream);
        return encoding is UTF8Encoding ? content : Encoding.CreateTranscodingStream(content, encoding, Encoding.UTF8);
    }

    /// <summary>The whole text. Fails on bytes that are not UTF-8 rather than guess at them.</summary>
    public static async Task<string> ReadTextAsync(string path, Terminal terminal, CancellationToken cancellation)
    {
        await using var stream = await OpenAsync(path, terminal, cancellation);
        using var reader = new StreamReader(stream, Strict, detectEncodingFromByteOrderMarks: false);
        try
        {
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (DecoderFallbackException)
        {
            throw CommandException.BadInput($"{path} is not UTF-8 text. Save it as UTF-8, or as Unicode (UTF-16) with a byte-order mark.");
        }
    }
}
