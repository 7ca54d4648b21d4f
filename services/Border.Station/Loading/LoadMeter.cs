using System.Globalization;

namespace Border.Station.Loading;

/// <summary>Tells how a load goes on, every second, until it is disposed of.</summary>
internal sealed class LoadMeter : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private readonly LoadCounter _counter;
    private readonly TextWriter _notes;
    private readonly TimeProvider _clock;
    private readonly long _total;
    private readonly Task _telling;

    /// <param name="total">How many submissions there are to come.</param>
    public LoadMeter(LoadCounter counter, long total, TextWriter notes, TimeProvider clock)
    {
        (_counter, _total, _notes, _clock) = (counter, total, notes, clock);
        _telling = TellAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _telling;
        _ended.Dispose();
    }

    private async Task TellAsync()
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        try
        {
            for (var before = 0L; await timer.WaitForNextTickAsync(_ended.Token);)
            {
                var answered = _counter.Answered;
                await _notes.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Loading the demo: {answered:#,0} of {_total:#,0} ({100 * answered / _total}%), {(answered - before) / Interval.TotalSeconds:#,0} a second"));
                before = answered;
            }
        }
        catch (OperationCanceledException)
        {
            // The load has ended, and whoever disposes of this says how.
        }
    }
}
