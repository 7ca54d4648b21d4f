using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Tokens;

/// <summary>
/// Tells the log why tokens are not accepted, of each reason once a minute at most: anybody may send any number of them, and a tablet whose token
/// has ended sends it with every call.
/// </summary>
internal sealed class RefusedTokens(TimeProvider clock, ILogger<RefusedTokens> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Told, int Since)> _reasons = new(StringComparer.Ordinal);

    /// <param name="why">One of a few reasons, with nothing of the token.</param>
    public void Tell(string why)
    {
        int count;
        lock (_gate)
        {
            var (told, since) = _reasons.TryGetValue(why, out var last) ? last : (long.MinValue, 0);
            count = since + 1;
            var isDue = told == long.MinValue || clock.GetElapsedTime(told) >= Pause;
            _reasons[why] = isDue ? (clock.GetTimestamp(), 0) : (told, count);
            if (!isDue)
                return;
        }

        logger.LogInformation("A token is not accepted: {Why}. {Count} since the last such line, with this one.", why, count);
    }
}
