using Border.Statistics.Disclosure;

namespace Border.Statistics.Tests.Disclosure;

/// <summary>Attacks tables, and tables of the same thing that are published again, with a solver that knows nothing of how they were made.</summary>
public sealed class DisclosureControlTests
{
    private const double Small = 1e-6;
    private const int Tables = 150;

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Hide_AnyTable_LeavesNoHiddenCellNarrowerThanPromised(int threshold)
    {
        var printed = 0;
        for (var seed = 0; seed < Tables; seed++)
        {
            var table = new NumberTable(RandomTables.Make(new Random(seed)));
            if (DisclosureControl.Hide(table, threshold, [], _ => false) is not { } hidden)
                continue;
            printed++;
            var attack = new TableAttack([RandomTables.Public(table, hidden)]);
            Assert.All(hidden, cell => Assert.True(attack.WidthOf(0, cell.Row, cell.Column) >= threshold - Small, $"table {seed}, {cell}"));
            Assert.DoesNotContain(table.Cells, cell => !cell.IsGrandTotal && !hidden.Contains(cell) && DisclosureControl.IsSmall(table[cell], threshold));
        }

        Assert.True(printed > Tables * 9 / 10, $"{printed} tables are printed");
    }

    [Fact]
    public void Hide_TotalsThatAreKnownFromElsewhere_HideNoOtherCell()
    {
        var printed = 0;
        for (var seed = 0; seed < Tables; seed++)
        {
            var table = new NumberTable(RandomTables.Make(new Random(seed)));
            bool IsKnown(Cell cell) => cell is { Column: 0, Row: > 0 } && cell.Row % 2 == seed % 2;
            if (DisclosureControl.Hide(table, 3, [], IsKnown) is not { } hidden)
                continue;
            printed++;
            var unknown = hidden.Where(cell => !IsKnown(cell)).ToHashSet();
            var attack = new TableAttack([RandomTables.Public(table, unknown)]);
            Assert.All(unknown, cell => Assert.True(attack.WidthOf(0, cell.Row, cell.Column) >= 3 - Small, $"table {seed}, {cell}"));
        }

        Assert.True(printed > Tables / 4, $"{printed} tables are printed");
    }

    [Fact]
    public void Attack_OnSmallCellsOnly_FindsThem()
    {
        var told = 0;
        for (var seed = 0; seed < Tables; seed++)
        {
            var table = new NumberTable(RandomTables.Make(new Random(seed)));
            var naive = table.Cells.Where(cell => !cell.IsGrandTotal && DisclosureControl.IsSmall(table[cell], 3)).ToHashSet();
            var attack = new TableAttack([RandomTables.Public(table, naive)]);
            told += naive.Any(cell => attack.WidthOf(0, cell.Row, cell.Column) < Small) ? 1 : 0;
        }

        Assert.True(told > Tables / 4, $"{told} tables give a small number away");
    }

    [Fact]
    public void Hide_TablesPublishedAgain_GiveAwayNeitherNumbersNorChanges()
    {
        var (again, withheld) = (0, 0);
        for (var seed = 0; seed < Tables; seed++)
        {
            var random = new Random(seed);
            List<(NumberTable Table, IReadOnlySet<Cell> Hidden)> published = [];
            var inner = RandomTables.Make(random);
            for (var time = 0; time < 4; time++, inner = RandomTables.Revise(inner, random))
            {
                var table = new NumberTable(inner);
                if (DisclosureControl.Hide(table, 3, [.. published.Select(Reader)], _ => false) is { } hidden)
                    published.Add((table, hidden));
                else
                    withheld++;
            }

            again += published.Count > 1 ? 1 : 0;
            Attack(published, seed);
        }

        Assert.True(again > Tables / 4, $"{again} tables are published again, {withheld} withheld");
    }

    [Fact]
    public void Attack_OnTablesPublishedAgainEachForItself_FindsChanges()
    {
        var told = 0;
        for (var seed = 0; seed < Tables; seed++)
        {
            var random = new Random(seed);
            var inner = RandomTables.Make(random);
            var (before, after) = (new NumberTable(inner), new NumberTable(RandomTables.Revise(inner, random)));
            if (DisclosureControl.Hide(before, 3, [], _ => false) is { } one && DisclosureControl.Hide(after, 3, [], _ => false) is { } other)
                told += Narrowest([(before, one), (after, other)]) < Small ? 1 : 0;
        }

        Assert.True(told > Tables / 4, $"{told} pairs give a small change away");
    }

    [Fact]
    public void Attack_OnATableAndThatOfItsPartEachForItself_FindsThem()
    {
        var conducted = new NumberTable(new long[,] { { 2, 20 }, { 10, 20 }, { 12, 4 } });
        var joint = new NumberTable(new long[,] { { 2, 0, 0 }, { 0, 10, 0 }, { 0, 0, 12 } });
        var (hidden, others) = (DisclosureControl.Hide(conducted, 3, [], _ => false)!, DisclosureControl.Hide(joint, 3, [], _ => false)!);
        var attack = new TableAttack([RandomTables.Public(conducted, hidden), RandomTables.Public(joint, others)]);
        for (var row = 0; row < conducted.Rows; row++)
            attack.AreSame((0, row, 1), (1, row, 0));

        Assert.Contains(hidden, cell => attack.WidthOf(0, cell.Row, cell.Column) < Small);
    }

    [Fact]
    public void Hide_Headline_IsPrintedAndProtectsNothing()
    {
        // Only the column's total could move with its one number.
        var table = new NumberTable(new long[,] { { 2, 20 }, { 0, 20 }, { 0, 4 } });

        Assert.Contains(new Cell(0, 1), DisclosureControl.Hide(table, 3, [], _ => false)!);
        Assert.Null(DisclosureControl.Hide(table, 3, [], _ => false, cell => cell == new Cell(0, 1)));
    }

    [Fact]
    public void Hide_NumberKnownFromElsewhere_IsNoProtection()
    {
        // The total of the first area is small; one of the other two must go with it.
        var table = new NumberTable(new long[,] { { 1, 1 }, { 20, 20 }, { 30, 30 } });
        Cell Total(int row) => new(row, 0);

        Assert.Contains(Total(2), DisclosureControl.Hide(table, 3, [], _ => false)!);
        Assert.Contains(Total(3), DisclosureControl.Hide(table, 3, [], cell => cell == Total(2))!);
        Assert.Null(DisclosureControl.Hide(table, 3, [], cell => cell == Total(2) || cell == Total(3)));
    }

    [Fact]
    public void Hide_TotalUnderTheThreshold_PrintsNoCell() =>
        Assert.Null(DisclosureControl.Hide(new NumberTable(new long[,] { { 1, 0 }, { 0, 1 } }), 3, [], _ => false));

    [Fact]
    public void Hide_NothingSmall_HidesNothing() =>
        Assert.Empty(DisclosureControl.Hide(new NumberTable(new long[,] { { 3, 0 }, { 9, 7 } }), 3, [], _ => false)!);

    private static Func<Cell, long?> Reader((NumberTable Table, IReadOnlySet<Cell> Hidden) published) =>
        cell => published.Hidden.Contains(cell) ? null : published.Table[cell];

    private static void Attack(List<(NumberTable Table, IReadOnlySet<Cell> Hidden)> published, int seed)
    {
        if (published.Count == 0)
            return;
        Assert.True(Narrowest(published) >= 3 - Small, $"table {seed}");
        foreach (var (one, other) in published.Zip(published.Skip(1)))
        {
            // What was suppressed once is never printed later, so that no table fills the holes of an earlier one.
            Assert.Subset(other.Hidden.ToHashSet(), one.Hidden.ToHashSet());
            // And whoever fills a hole with the number that was printed before is wrong.
            Assert.DoesNotContain(other.Hidden.Except(one.Hidden), cell => one.Table[cell] == other.Table[cell]);
        }
    }

    /// <summary>The narrowest interval of a hidden cell, or of a small change, in one program over all tables.</summary>
    private static double Narrowest(List<(NumberTable Table, IReadOnlySet<Cell> Hidden)> published)
    {
        var attack = new TableAttack([.. published.Select(table => RandomTables.Public(table.Table, table.Hidden))]);
        var cells = from table in published.Index() from cell in table.Item.Hidden select attack.WidthOf(table.Index, cell.Row, cell.Column);
        var changes = from one in published.Index()
                      from other in published.Index()
                      where one.Index < other.Index
                      from cell in one.Item.Table.Cells
                      where !cell.IsGrandTotal && DisclosureControl.IsSmall(Math.Abs(other.Item.Table[cell] - one.Item.Table[cell]), 3)
                      select attack.WidthOfDifference(one.Index, other.Index, cell.Row, cell.Column);
        return cells.Concat(changes).DefaultIfEmpty(double.PositiveInfinity).Min();
    }
}
