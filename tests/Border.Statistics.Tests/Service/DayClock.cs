using System.Globalization;

namespace Border.Statistics.Tests.Service;

/// <summary>A clock that shows the noon of a day that a test sets, in Shanghai, and runs on from there. Its timers are real.</summary>
internal sealed class DayClock(string day) : TimeProvider
{
    private TimeSpan _ahead = AheadOf(day);

    /// <summary>The day that it shows.</summary>
    public string Day
    {
        set => _ahead = AheadOf(value);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    private static TimeSpan AheadOf(string day) =>
        DateTimeOffset.Parse($"{day}T12:00:00+08:00", CultureInfo.InvariantCulture) - System.GetUtcNow();
}
