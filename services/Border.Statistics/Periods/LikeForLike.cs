namespace Border.Statistics.Periods;

/// <summary>
/// Which days of a period are counted, and which days of a base stand beside them. A period that is not over, or a year to
/// date, is only ever compared with the same days of its base, however the base was named.
/// </summary>
internal sealed class LikeForLike
{
    private readonly Period _period;
    private readonly DateOnly _today;

    /// <param name="today">The last day that can be counted: today, or the day as known on which.</param>
    /// <param name="asIfOver">All days of the period are told of, also those to come.</param>
    public LikeForLike(Period period, DateOnly today, bool asIfOver = false)
    {
        (_period, _today) = (period, today);
        IsPartial = !asIfOver && period.End > today;
        // A period that has not begun keeps its first day, so that there is always a day to name.
        var end = !IsPartial ? period.End : today < period.Start ? period.Start : today;
        Counted = new(period.Start, end);
    }

    /// <summary>The period is not over.</summary>
    public bool IsPartial { get; }

    /// <summary>The days that are counted.</summary>
    public DayRange Counted { get; }

    private bool ComparesByDays => IsPartial || _period.Kind == PeriodKind.YearToDate;

    public SameDays SameDays(Period basis)
    {
        var same = Counterpart(basis.Range);
        var cuts = ComparesByDays || IsPartOf(basis);
        var days = cuts && basis.Range.Contains(same) ? same : basis.Range;
        var alike = days.End <= _today && (!ComparesByDays || days == same);
        return new(days == basis.Range ? basis : Period.Naming(days), alike);
    }

    /// <summary>
    /// The part of the base's days that stands beside a part of the counted days, such as one of its months; null when
    /// there is none.
    /// </summary>
    public DayRange? SamePart(DayRange part, DayRange basis)
    {
        var same = Shifted(part, basis.Start, part.IsWholeMonths);
        var cut = new DayRange(same.Start, same.End < basis.End ? same.End : basis.End);
        return cut.Start < basis.Start || cut.End < cut.Start ? null : cut;
    }

    /// <summary>A named base of another length: a half year is compared with the half of a year, not with all of it.</summary>
    private bool IsPartOf(Period basis) =>
        basis.Kind is not (PeriodKind.Days or PeriodKind.YearToDate) && basis.Kind != _period.Kind;

    /// <summary>The days of the same dates where the base has them, otherwise as many days from its first.</summary>
    private DayRange Counterpart(DayRange basis)
    {
        var wholeMonths = Counted.IsWholeMonths && !ComparesByDays;
        for (var year = basis.Start.Year; year <= basis.End.Year; year++)
        {
            var sameDates = Shifted(Counted, Counted.Start.AddYears(year - Counted.Start.Year), wholeMonths);
            if (basis.Contains(sameDates))
                return sameDates;
        }

        return Shifted(Counted, basis.Start, wholeMonths);
    }

    /// <summary>Moves days so that the first counted day falls on another: by months where they lie months apart.</summary>
    private DayRange Shifted(DayRange days, DateOnly firstCounted, bool wholeMonths)
    {
        var from = Counted.Start;
        var months = ((firstCounted.Year - from.Year) * 12) + firstCounted.Month - from.Month;
        if (from.AddMonths(months) != firstCounted)
        {
            var shift = firstCounted.DayNumber - from.DayNumber;
            return new(days.Start.AddDays(shift), days.End.AddDays(shift));
        }

        var end = days.End.AddMonths(months);
        return new(days.Start.AddMonths(months), wholeMonths ? DayRange.LastOfMonth(end) : end);
    }
}

/// <param name="Period">The base, or its part that has the same days.</param>
/// <param name="AreAlike">Whether it can be compared: it has the same days, and is over.</param>
internal sealed record SameDays(Period Period, bool AreAlike);
