namespace Border.Cli.Submitting;

/// <summary>Shows on standard error how far long work has come: in place on a terminal, else a line now and then.</summary>
internal sealed class ProgressMeter : IAsyncDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Terminal _terminal;
    private readonly Func<string> _text;
    private readonly Task _loop;
    private int _shown;

    private ProgressMeter(Terminal terminal, TimeProvider time, Func<string> text)
    {
        _terminal = terminal;
        _text = text;
        _loop = ShowAsync(time);
    }

    public static ProgressMeter Start(Terminal terminal, TimeProvider time, Func<string> text) => new(terminal, time, text);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        if (_shown > 0 && _terminal.ErrorIsTerminal)
            await _terminal.Error.WriteAsync($"\r{new string(' ', _shown)}\r");
        _stop.Dispose();
    }

    private async Task ShowAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(_terminal.ErrorIsTerminal ? OnTerminal : InLog, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await ShowOnceAsync();
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private async Task ShowOnceAsync()
    {
        var line = _text();
        if (_terminal.ErrorIsTerminal)
            await _terminal.Error.WriteAsync($"\r{line.PadRight(_shown)}");
        else
            await _terminal.Error.WriteLineAsync(line);
        _shown = line.Length;
    }
}
