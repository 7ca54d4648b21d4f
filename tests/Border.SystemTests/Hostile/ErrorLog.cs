using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Border.SystemTests.Hostile;

/// <summary>Keeps what a host logs as an error: each is a fault of ours.</summary>
internal sealed class ErrorLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyCollection<string> Entries => _entries;

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _entries);

    public void Dispose()
    {
    }

    private sealed class Category(string name, ConcurrentQueue<string> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                entries.Enqueue($"{name}: {formatter(state, exception)} {exception}");
        }
    }
}
