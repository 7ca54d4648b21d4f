namespace Border.Cli.Submitting;

/// <summary>Shows on standard error how far long work has come: in place on a terminal, else a line now and then.</summary>
internal sealed class ProgressMeter : IAsyncDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stop = new();
    private readonly Terminal terminal;
    private readonly Func<string> text;
    private readonly Task loop;
    private int shown;

    private ProgressMeter(Terminal terminal, TimeProvider time, Func<string> text)
    {
        this.terminal = terminal;
        this.text = text;
        loop = ShowAsync(time);
    }

    public static ProgressMeter Start(Terminal terminal, TimeProvider time, Func<string> text) => new(terminal, time, text);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        if (shown > 0 && terminal.ErrorIsTerminal)
            await terminal.Error.WriteAsync($"\r{new string(' ', shown)}\r");
        stop.Dispose();
    }

    private async Task ShowAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(terminal.ErrorIsTerminal ? OnTerminal : InLog, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
                await ShowOnceAsync();
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private async Task ShowOnceAsync()
    {
        var line = text();
        if (terminal.ErrorIsTerminal)
            await terminal.Error.WriteAsync($"\r{line.PadRight(shown)}");
        else
            await terminal.Error.WriteLineAsync(line);
        shown = line.Length;
    }
}
