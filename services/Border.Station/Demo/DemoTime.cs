using Google.Protobuf.WellKnownTypes;

namespace Border.Station.Demo;

/// <summary>Moments of the demo, by the clocks of the border that it tells of.</summary>
internal static class DemoTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>Hour by hour from midnight: crossings shun the light, offices do not.</summary>
    private static readonly int[] Night = [9, 9, 9, 9, 8, 6, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9];
    private static readonly int[] Office = [1, 1, 1, 1, 1, 1, 1, 2, 8, 12, 12, 11, 6, 8, 11, 12, 12, 10, 5, 3, 2, 2, 1, 1];

    private static readonly Weighted<int> NightHours = Hours(Night);
    private static readonly Weighted<int> OfficeHours = Hours(Office);

    public static DateTimeOffset AtNight(DateOnly day, Dice dice) => At(day, NightHours.Roll(dice), dice);

    public static DateTimeOffset AtWork(DateOnly day, Dice dice) => At(day, OfficeHours.Roll(dice), dice);

    public static DateTimeOffset At(DateOnly day, int hour, Dice dice) =>
        new(day.Year, day.Month, day.Day, hour, dice.Below(60), dice.Below(60), Offset);

    /// <summary>The last second of a day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.Year, day.Month, day.Day, 23, 59, 59, Offset);

    public static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    public static Timestamp Stamp(DateTimeOffset time) => time.ToTimestamp();

    private static Weighted<int> Hours(int[] weights) => new([.. weights.Select((weight, hour) => (hour, weight))]);
}
