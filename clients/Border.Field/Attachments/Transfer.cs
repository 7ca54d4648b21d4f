using Border.Field.Sending;
using Grpc.Core;

namespace Border.Field.Attachments;

/// <summary>One attachment on its way, with how far it has come. Goes on after the connection broke, for as long as is useful.</summary>
internal sealed class Transfer(TimeSpan giveUpAfter, TimeProvider time)
{
    private readonly Patience _patience = new(giveUpAfter, time);
    private long _safeBytes;

    /// <summary>How many bytes are on their way or there.</summary>
    public long MovedBytes { get; private set; }

    public void Moved(long bytes) => MovedBytes = bytes;

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
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (RpcException broken) when (broken.StatusCode is StatusCode.Unavailable or StatusCode.OutOfRange or StatusCode.ResourceExhausted)
            {
                // OUT_OF_RANGE: another device sends the same bytes, or the server lost some. Where to go on is asked for each time.
                if (_patience.NextDelay(ServerFault.From(broken).RetryDelay) is not { } delay)
                    throw;
                await Task.Delay(delay, time, cancellation);
            }
        }
    }
}
