namespace Border.Statistics.Tests.Disclosure;

/// <summary>A table as the public reads it: null for what is suppressed. Row 0 and column 0 are the totals.</summary>
internal sealed record PublicTable(long?[,] Cells)
{
    public int Rows => Cells.GetLength(0);

    public int Columns => Cells.GetLength(1);

    public IEnumerable<(int Row, int Column)> Hidden =>
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Columns)
        where Cells[row, column] is null
        select (row, column);
}

/// <summary>
/// What somebody learns who has all published tables and a solver: the least and the most that a hidden number can be, when every row
/// and column comes to its total and nothing is below zero. Tables of the same thing at several times stand in one program, so that
/// differences between them can be asked for as well.
/// </summary>
internal sealed class TableAttack
{
    private readonly Dictionary<(int Table, int Row, int Column), int> _variables = [];
    private readonly List<double[]> _equations = [];
    private readonly List<double> _sums = [];
    private readonly IReadOnlyList<PublicTable> _tables;

    public TableAttack(params IReadOnlyList<PublicTable> tables)
    {
        _tables = tables;
        foreach (var (index, table) in tables.Index())
        {
            foreach (var (row, column) in table.Hidden)
                _variables[(index, row, column)] = _variables.Count;
        }

        foreach (var (index, table) in tables.Index())
        {
            for (var row = 0; row < table.Rows; row++)
                Add(index, Enumerable.Range(0, table.Columns).Select(column => (row, column)));
            for (var column = 0; column < table.Columns; column++)
                Add(index, Enumerable.Range(0, table.Rows).Select(row => (row, column)));
        }
    }

    /// <summary>Two cells are known to hold the same number.</summary>
    public void AreSame((int Table, int Row, int Column) one, (int Table, int Row, int Column) other)
    {
        var (equation, sum) = (new double[_variables.Count], 0.0);
        foreach (var (cell, sign) in new[] { (one, 1), (other, -1) })
        {
            if (_tables[cell.Table].Cells[cell.Row, cell.Column] is { } known)
                sum -= sign * known;
            else
                equation[_variables[cell]] = sign;
        }

        if (equation.Any(factor => factor != 0))
        {
            _equations.Add(equation);
            _sums.Add(sum);
        }
    }

    /// <summary>How wide the interval of a number is.</summary>
    public double WidthOf(int table, int row, int column) => Width((table, row, column, 1));

    /// <summary>How wide the interval of the difference of two tables is in one place.</summary>
    public double WidthOfDifference(int one, int other, int row, int column) => Width((one, row, column, -1), (other, row, column, 1));

    private double Width(params (int Table, int Row, int Column, int Sign)[] parts)
    {
        var objective = new double[_variables.Count];
        foreach (var (table, row, column, sign) in parts)
        {
            if (_variables.TryGetValue((table, row, column), out var variable))
                objective[variable] = sign;
        }

        if (Array.TrueForAll(objective, factor => factor == 0))
            return 0;
        var most = LinearProgram.Maximise(_equations, _sums, objective);
        var least = LinearProgram.Maximise(_equations, _sums, [.. objective.Select(factor => -factor)]);
        return most + least ?? throw new InvalidOperationException("The published tables contradict each other.");
    }

    /// <summary>The total less its parts is nothing.</summary>
    private void Add(int table, IEnumerable<(int Row, int Column)> line)
    {
        var (equation, sum) = (new double[_variables.Count], 0.0);
        foreach (var (index, (row, column)) in line.Index())
        {
            var sign = index == 0 ? 1 : -1;
            if (_tables[table].Cells[row, column] is { } known)
                sum -= sign * known;
            else
                equation[_variables[(table, row, column)]] = sign;
        }

        if (equation.Any(factor => factor != 0))
        {
            _equations.Add(equation);
            _sums.Add(sum);
        }
    }
}
