namespace Border.Storage.Ledgers;

/// <summary>The cell that a line counts in, and since when.</summary>
internal readonly record struct PostingKey(
    string Series, DateOnly Start, DateOnly End, string Area, string Category, bool Reported, DateOnly KnownOn);

/// <summary>What lines add up to.</summary>
/// <param name="Lines">How many there are: a reported zero is not the same as nothing.</param>
/// <param name="Late">How many of them were loaded after the day on which they count as known.</param>
internal readonly record struct Measures(decimal Amount, decimal Below, decimal Above, int Lines, int Late)
{
    public bool IsNothing => this == default;

    /// <summary>Of a day line only the amount is ever told again.</summary>
    public static Measures Of(LedgerLine line) => line.Reported
        ? new(line.Amount, line.Below, line.Above, 1, line.LoadedLater ? 1 : 0)
        : new(line.Amount, 0, 0, 1, 0);

    public static Measures operator +(Measures a, Measures b) =>
        new(a.Amount + b.Amount, a.Below + b.Below, a.Above + b.Above, a.Lines + b.Lines, a.Late + b.Late);

    public static Measures operator -(Measures a) => new(-a.Amount, -a.Below, -a.Above, -a.Lines, -a.Late);
}

/// <summary>One change of what a source contributes to a day.</summary>
internal readonly record struct DayPosting(
    string Source, string Series, DateOnly Day, string Area, string Category, DateOnly KnownOn, decimal Amount, int Lines);

/// <summary>One change of what a source reports.</summary>
internal readonly record struct ReportedPosting(string Source, PostingKey Key, Measures Change);

/// <summary>Where something is counted: a series and a category in an area, which stands under its parent.</summary>
internal readonly record struct LedgerPlace(string Series, string Parent, string Area, string Category);

/// <summary>The sums of day lines in a month, in an area and all below it.</summary>
internal readonly record struct MonthKey(string Series, DateOnly Month, string Area, string Category)
{
    public LedgerPlace Place => new(Series, AreaTree.Parent(Area), Area, Category);
}

internal readonly record struct MonthSum(decimal Amount, long Lines)
{
    public static MonthSum operator +(MonthSum a, MonthSum b) => new(a.Amount + b.Amount, a.Lines + b.Lines);
}
