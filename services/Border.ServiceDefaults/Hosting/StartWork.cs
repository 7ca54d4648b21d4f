using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Hosting;

/// <summary>Something that is done once at the start of the process, again and again until the databases are there for it.</summary>
/// <param name="what">What could not be done yet, for the log.</param>
internal abstract class StartWork(string what, TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it has been done.</summary>
    public Task Done => _done.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!await BackgroundRound.TryAsync(logger, $"{what} could not be done yet", () => RunAsync(stoppingToken), stoppingToken))
            await Task.Delay(Pause, clock, stoppingToken);
        _done.TrySetResult();
    }

    /// <summary>It asks for services only here: the database may be away when the process starts.</summary>
    protected abstract Task RunAsync(CancellationToken ct);
}
