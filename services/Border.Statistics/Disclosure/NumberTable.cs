namespace Border.Statistics.Disclosure;

/// <summary>Whole numbers by two marks, with their totals: row 0 and column 0 are those.</summary>
internal sealed class NumberTable
{
    private readonly long[,] _values;

    /// <param name="inner">Without totals.</param>
    public NumberTable(long[,] inner)
    {
        _values = new long[inner.GetLength(0) + 1, inner.GetLength(1) + 1];
        for (var row = 1; row < Rows; row++)
        {
            for (var column = 1; column < Columns; column++)
            {
                var value = inner[row - 1, column - 1];
                _values[row, column] = value;
                _values[row, 0] += value;
                _values[0, column] += value;
                _values[0, 0] += value;
            }
        }
    }

    public int Rows => _values.GetLength(0);

    public int Columns => _values.GetLength(1);

    public long this[Cell cell] => _values[cell.Row, cell.Column];

    public IEnumerable<Cell> Cells =>
        from row in Enumerable.Range(0, Rows) from column in Enumerable.Range(0, Columns) select new Cell(row, column);
}

/// <summary>A place in a table; 0 stands for the total.</summary>
internal readonly record struct Cell(int Row, int Column)
{
    public bool IsGrandTotal => this is { Row: 0, Column: 0 };

    public bool IsTotal => Row == 0 || Column == 0;
}
