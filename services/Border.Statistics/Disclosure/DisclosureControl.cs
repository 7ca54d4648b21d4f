namespace Border.Statistics.Disclosure;

/// <summary>
/// Which cells of a table the public does not read. A number under the threshold, unless it is 0, tells of few people; so does a change
/// by less than that between two publications of the same table. What was suppressed once stays so, for a later table must not fill the
/// hole of an earlier one, and a number that was printed before hides nothing while it is nearly the same.
/// </summary>
internal static class DisclosureControl
{
    /// <param name="threshold">Also the width that the interval of each hidden cell keeps.</param>
    /// <param name="earlier">What was published of each cell before, table by table; null where it was suppressed.</param>
    /// <param name="isKnown">Whether the public reads the number somewhere else.</param>
    /// <param name="isHeadline">Whether it is printed as a headline, besides the grand total.</param>
    /// <returns>The cells to hide; null when no cell can be printed.</returns>
    public static IReadOnlySet<Cell>? Hide(
        NumberTable table, int threshold, IReadOnlyList<Func<Cell, long?>> earlier, Func<Cell, bool> isKnown, Func<Cell, bool>? isHeadline = null)
    {
        return CellSuppression.Of(
            table,
            threshold,
            table.Cells.Where(cell => !IsHeadline(cell) && (IsSmall(table[cell], threshold) || earlier.Any(before => IsToldByChange(before, cell)))),
            cell => !IsHeadline(cell) && earlier.All(before => before(cell) is not { } printed || Math.Abs(table[cell] - printed) >= threshold),
            isKnown);

        bool IsHeadline(Cell cell) => cell.IsGrandTotal || isHeadline?.Invoke(cell) == true;

        bool IsToldByChange(Func<Cell, long?> before, Cell cell) =>
            before(cell) is not { } printed || IsSmall(Math.Abs(table[cell] - printed), threshold);
    }

    public static bool IsSmall(long number, int threshold) => number > 0 && number < threshold;
}
