using Border.ServiceDefaults.Errors;
using Border.Storage;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// One round of what a process does by itself. What leaves a background service ends the process: here a fault is told in the log, and the next
/// round comes in its time.
/// </summary>
public static class BackgroundRound
{
    /// <param name="failure">What was not done when it fails, for the log: a sentence without its full stop.</param>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> TryAsync(ILogger logger, string failure, Func<Task> round, CancellationToken ct)
    {
        try
        {
            await round();
            return true;
        }
        catch (Exception away) when (away is StorageUnavailableException or StorageBusyException or RefusalException or RpcException)
        {
            logger.LogWarning("{Failure}: {Reason}", failure, away.Message);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogError(error, "{Failure}.", failure);
        }

        return false;
    }
}
