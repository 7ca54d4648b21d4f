namespace Border.Storage.Ledgers;

/// <summary>Makes the numbers that stand out of what changed in each cell, day by day.</summary>
internal sealed class ReportedRows
{
    private readonly List<ReportedCell> cells = [];
    private ReportedCell? current;
    private long standing;

    /// <param name="change">What changed in a cell on the day <see cref="ReportedCell.KnownOn"/>. The days of one cell follow each other.</param>
    /// <param name="lines">How many lines more, or fewer, it had after that day.</param>
    /// <param name="late">How many of them were loaded later.</param>
    public void Add(ReportedCell change, long lines, long late)
    {
        if (current is null || !IsSameCell(current, change))
        {
            Take();
            current = change with { Amount = 0, Below = 0, Above = 0 };
        }

        current = current with
        {
            Amount = current.Amount + change.Amount,
            Below = current.Below + change.Below,
            Above = current.Above + change.Above,
            KnownOn = standing > 0 ? current.KnownOn : change.KnownOn,
            ChangedOn = standing > 0 && change is { Amount: 0, Below: 0, Above: 0 } ? current.ChangedOn : change.ChangedOn,
            // A day on which as much was taken back as was added tells nothing new.
            LoadedLater = lines > 0 ? late > 0 : current.LoadedLater,
        };
        standing += lines;
    }

    public IReadOnlyList<ReportedCell> ToList()
    {
        Take();
        return cells;
    }

    private void Take()
    {
        if (current is not null && standing > 0)
            cells.Add(current);
        (current, standing) = (null, 0);
    }

    private static bool IsSameCell(ReportedCell one, ReportedCell other) =>
        (one.Series, one.Start, one.End, one.Area, one.Category) == (other.Series, other.Start, other.End, other.Area, other.Category);
}
