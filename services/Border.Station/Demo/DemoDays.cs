namespace Border.Station.Demo;

/// <summary>A half-year over whose days events are laid out, more on some and fewer on others.</summary>
internal sealed class DemoDays
{
    private const int Months = 6;

    // As shares of the half-year by month. The early months of 2020 were those of closed borders.
    private static readonly int[] Rising = [13, 11, 17, 18, 20, 21];
    private static readonly int[] Interrupted = [24, 7, 9, 15, 20, 25];

    /// <summary>From Sunday. Offices register less at weekends; people cross when they can.</summary>
    private static readonly int[] OfficeWeek = [5, 10, 11, 10, 10, 9, 6];
    private static readonly int[] FieldWeek = [10, 9, 9, 9, 10, 11, 11];

    private static readonly DateOnly SpringFestival2020 = new(2020, 1, 25);
    private static readonly DateOnly SpringFestival2021 = new(2021, 2, 12);

    private readonly Shares _shares;

    private DemoDays(int year, int[] months, int[] week)
    {
        First = new(year, 1, 1);
        Last = First.AddMonths(Months).AddDays(-1);
        Count = Last.DayNumber - First.DayNumber + 1;
        _shares = new(Enumerable.Range(0, Count).Select(index => Weight(First.AddDays(index), months, week)));
    }

    public static DemoDays Office2020 { get; } = new(2020, Interrupted, OfficeWeek);

    public static DemoDays Office2021 { get; } = new(2021, Rising, OfficeWeek);

    public static DemoDays Field2021 { get; } = new(2021, Rising, FieldWeek);

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public int Count { get; }

    public DateOnly Day(int index) => First.AddDays(index);

    /// <summary>How many of a half-year's events lie before a day.</summary>
    public int Before(int total, int index) => (int)_shares.Before(total, index);

    /// <inheritdoc cref="Before(int, int)"/>
    public int Before(int total, DateOnly day) => Before(total, day.DayNumber - First.DayNumber);

    public int On(int total, int index) => (int)_shares.Part(total, index);

    public int On(int total, DateOnly day) => On(total, day.DayNumber - First.DayNumber);

    private static int Weight(DateOnly day, int[] months, int[] week)
    {
        var weight = months[day.Month - 1] * week[(int)day.DayOfWeek];
        return IsFestival(day, SpringFestival2020) || IsFestival(day, SpringFestival2021) ? (weight + 2) / 3 : weight;
    }

    private static bool IsFestival(DateOnly day, DateOnly newYear) => day >= newYear.AddDays(-1) && day <= newYear.AddDays(5);
}
