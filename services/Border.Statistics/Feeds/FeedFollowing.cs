using Border.Storage;
using Grpc.Core;

namespace Border.Statistics.Feeds;

/// <summary>Keeps every follower going: a feed that breaks off is taken up again, later each time.</summary>
internal sealed class FeedFollowing(
    IEnumerable<FeedFollower> followers,
    RuleUpdate rules,
    FeedBoard board,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<FeedFollowing> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // In a station the feeds are at this very process's address, which answers only between start and stop.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await StartedAsync(stopping.Token);
            await Task.WhenAll(followers.Select(follower => Task.Run(() => KeepAsync(follower, stopping.Token), stopping.Token)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(ct);
    }

    private async Task KeepAsync(FeedFollower follower, CancellationToken ct)
    {
        var pause = FirstPause;
        var told = "";
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await rules.RunAsync(follower.Feed, ct);
                await follower.FollowAsync(() => (pause, told) = (FirstPause, ""), ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                // However a call that was broken off puts it.
                return;
            }
            catch (Exception error)
            {
                if (error is FeedRolledBackException rolledBack)
                    board.RolledBack(follower.Feed, rolledBack.Cursor);
                // A fault that lasts is told once; each time would fill a disk.
                if (error.Message != told)
                    Tell(follower.Feed, error);
                told = error.Message;
            }

            // Jitter, so that many followers do not come back at the same moment.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), clock, ct)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private void Tell(string feed, Exception error)
    {
        switch (error)
        {
            case FeedRolledBackException:
                logger.LogCritical(
                    "{Reason} Its service was restored from a backup, or is another, and nothing of it is counted. Bring back what is lost,"
                    + " or have the records that there are counted: border recount --rebuild {Feed}.",
                    error.Message,
                    feed);
                break;
            case RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled }:
                logger.LogInformation("The feed {Feed} is away: {Reason}", feed, error.Message);
                break;
            case StorageUnavailableException or StorageBusyException:
                logger.LogWarning("The feed {Feed} cannot be folded now: {Reason}", feed, error.Message);
                break;
            case RpcException or InvalidDataException:
                logger.LogError(error, "The feed {Feed} cannot be followed.", feed);
                break;
            default:
                logger.LogError(error, "The feed {Feed} cannot be folded.", feed);
                break;
        }
    }
}
