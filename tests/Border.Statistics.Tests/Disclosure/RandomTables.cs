using Border.Statistics.Disclosure;

namespace Border.Statistics.Tests.Disclosure;

/// <summary>Tables of many small numbers and some large ones, as crime by area and offence is.</summary>
internal static class RandomTables
{
    public static long[,] Make(Random random)
    {
        var inner = new long[random.Next(2, 9), random.Next(2, 7)];
        for (var row = 0; row < inner.GetLength(0); row++)
        {
            for (var column = 0; column < inner.GetLength(1); column++)
                inner[row, column] = random.Next(10) switch { < 3 => 0, < 6 => random.Next(1, 6), _ => random.Next(5, 200) };
        }

        return inner;
    }

    /// <summary>The same some days later: a few records more, and one less here and there.</summary>
    public static long[,] Revise(long[,] inner, Random random)
    {
        var revised = (long[,])inner.Clone();
        for (var changes = random.Next(0, 6); changes > 0; changes--)
        {
            ref var cell = ref revised[random.Next(revised.GetLength(0)), random.Next(revised.GetLength(1))];
            cell = Math.Max(0, cell + random.Next(-2, 8));
        }

        return revised;
    }

    /// <summary>As the public reads it.</summary>
    public static PublicTable Public(NumberTable table, IReadOnlySet<Cell> hidden)
    {
        var cells = new long?[table.Rows, table.Columns];
        foreach (var cell in table.Cells)
            cells[cell.Row, cell.Column] = hidden.Contains(cell) ? null : table[cell];
        return new(cells);
    }
}
