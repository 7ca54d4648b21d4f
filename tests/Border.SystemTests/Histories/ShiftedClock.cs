namespace Border.SystemTests.Histories;

/// <summary>The system's clock, some days ahead; only the calendar is ahead, timers run as they do.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private int _days;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(_days);

    public void NextDay() => Interlocked.Increment(ref _days);
}
