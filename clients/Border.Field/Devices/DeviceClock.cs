namespace Border.Field.Devices;

/// <summary>
/// The device's clock, which may be wrong, and how far the server's was ahead of it at the last contact. Recorded times are
/// never changed by it; both are kept.
/// </summary>
internal sealed class DeviceClock(DeviceFile file, TimeProvider time) : TimeProvider
{
    public static readonly TimeSpan SkewLimit = TimeSpan.FromMinutes(5);

    // As far as the services let a clock be wrong.
    private static readonly TimeSpan SetBackLimit = TimeSpan.FromHours(24);

    private const string Offset = "server_offset";
    private const string Latest = "latest_time";
    private const string LatestShown = "latest_shown";

    /// <summary>What the device shows.</summary>
    public DateTimeOffset Shown => time.GetUtcNow();

    /// <summary>How far the server is ahead; null before the first contact.</summary>
    public TimeSpan? ServerOffset => Read(Offset) is { } micros ? Micros.Span(micros) : null;

    public bool IsSkewed => ServerOffset is { } offset && offset.Duration() > SkewLimit;

    /// <summary>
    /// The time that it, or the server's clock, has shown before, when it shows an earlier one by more than a day, as after its battery was empty;
    /// else null. Records carry what it shows.
    /// </summary>
    public DateTimeOffset? SetBackFrom => Read(LatestShown) is { } latest && Micros.Time(latest) - Shown > SetBackLimit ? Micros.Time(latest) : null;

    /// <summary>The time as far as it is known: the device's, put right by what the server said last.</summary>
    public override DateTimeOffset GetUtcNow() => Shown + (ServerOffset ?? TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    /// <summary>What the server's clock showed when the device's showed something. From here on the time is known again.</summary>
    public void NoteServerTime(DateTimeOffset server, DateTimeOffset shown) => file.InOne(() =>
    {
        Write(Offset, Micros.Of(server - shown));
        Write(Latest, Micros.Of(server));
        Write(LatestShown, Micros.Of(server));
    });

    /// <summary>The latest time that was ever seen: setting the clock back gives nobody more time.</summary>
    public DateTimeOffset NoteLatest()
    {
        var (shown, known) = (Micros.Of(Shown), Micros.Of(GetUtcNow()));
        // Ahead of the server's clock it is wrong: put right, it is not set back.
        Write(LatestShown, Math.Max(Math.Min(shown, known), Read(LatestShown) ?? long.MinValue));
        var latest = Math.Max(known, Read(Latest) ?? long.MinValue);
        Write(Latest, latest);
        return Micros.Time(latest);
    }

    private long? Read(string name) => file.Read("select value from setting where name = ?1", row => row.GetInt64(0), name) is [var value] ? value : null;

    private void Write(string name, long value) =>
        file.Run("insert into setting values (?1, ?2) on conflict (name) do update set value = ?2 where value <> ?2", name, value);
}
