using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Border.Statistics.Tests.Recounts;

/// <summary>Gives what is logged, line by line, to whoever waits for it.</summary>
internal sealed class LogLines
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(LogLevel Level, string Text)> _lines = Channel.CreateUnbounded<(LogLevel, string)>();

    /// <summary>The lines up to and with the next one that begins so.</summary>
    public async Task<IReadOnlyList<(LogLevel Level, string Text)>> UntilAsync(string beginning)
    {
        List<(LogLevel Level, string Text)> lines = [];
        do
            lines.Add(await _lines.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        while (!lines[^1].Text.StartsWith(beginning, StringComparison.Ordinal));
        return lines;
    }

    public ILogger<T> For<T>() => new Writer<T>(_lines.Writer);

    private sealed class Writer<T>(ChannelWriter<(LogLevel Level, string Text)> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.TryWrite((logLevel, formatter(state, exception)));
    }
}
