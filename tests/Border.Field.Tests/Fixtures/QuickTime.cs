namespace Border.Field.Tests.Fixtures;

/// <summary>Time that runs faster than it is, so that minutes can be tried in seconds.</summary>
internal sealed class QuickTime(int factor) : TimeProvider
{
    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => System.GetTimestamp() * factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Quick(dueTime), Quick(period));

    private TimeSpan Quick(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / factor;
}
