using System.Globalization;
using Border.Cli.Submitting;
using Grpc.Core;

namespace Border.Cli.Attachments;

/// <summary>One attachment on its way, with how far it has come. Goes on after the connection broke, for as long as is useful.</summary>
internal sealed class Transfer(Session session, long sizeBytes, TimeSpan giveUpAfter)
{
    private readonly Patience _patience = new(giveUpAfter, session.Time);
    private long _safeBytes;
    private long _movedBytes;

    private string Text => sizeBytes > 0 ? $"{MiB(_movedBytes)} of {MiB(sizeBytes)} MiB" : $"{MiB(_movedBytes)} MiB";

    /// <summary>So much is on its way or there.</summary>
    public void Moved(long bytes) => _movedBytes = bytes;

    /// <summary>So much is there and need not come again.</summary>
    public void Arrived(long bytes)
    {
        Moved(bytes);
        if (bytes <= _safeBytes)
            return;
        _safeBytes = bytes;
        _patience.Reset();
    }

    /// <summary>Tries until it is through; each try goes on where the one before ended.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        await using var meter = ProgressMeter.Start(session.Terminal, session.Time, () => Text);
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (RpcException broken) when (broken.StatusCode is StatusCode.Unavailable or StatusCode.OutOfRange)
            {
                // OUT_OF_RANGE: another device sends the same bytes, or the server lost some. Where to go on is asked for each time.
                if (_patience.NextDelay() is not { } delay)
                    throw;
                await Task.Delay(delay, session.Time, cancellation);
            }
        }
    }

    private static string MiB(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);
}
