using System.Text;

namespace Border.Cli;

/// <summary>Where a command reads and writes: the process's own streams, or a test's.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required Func<Stream> OpenInput { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public static Terminal OfProcess() => new()
    {
        Out = new StreamWriter(Console.OpenStandardOutput(), Utf8, bufferSize: 32 * 1024) { NewLine = "\n" },
        Error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError(), Utf8) { NewLine = "\n", AutoFlush = true }),
        OpenInput = Console.OpenStandardInput,
        Environment = System.Environment.GetEnvironmentVariable,
        ErrorIsTerminal = !Console.IsErrorRedirected,
    };

    public async ValueTask DisposeAsync()
    {
        await Out.FlushAsync();
        await Error.FlushAsync();
    }
}
