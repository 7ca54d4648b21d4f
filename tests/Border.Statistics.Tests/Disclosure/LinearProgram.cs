namespace Border.Statistics.Tests.Disclosure;

/// <summary>
/// The greatest value of a linear objective where A x = b and x ≥ 0, by the two-phase simplex method with Bland's rule. Written apart
/// from what it attacks, and for small programs only.
/// </summary>
internal static class LinearProgram
{
    private const double Small = 1e-9;

    /// <returns>Null when nothing fulfils the equations; infinity when there is no limit.</returns>
    public static double? Maximise(IReadOnlyList<double[]> equations, IReadOnlyList<double> sums, double[] objective)
    {
        var (rows, columns) = (equations.Count, objective.Length);
        // The right side stands last; an artificial variable for each row before it.
        var tableau = new double[rows, columns + rows + 1];
        var basis = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            var sign = sums[row] < 0 ? -1 : 1;
            for (var column = 0; column < columns; column++)
                tableau[row, column] = sign * equations[row][column];
            tableau[row, columns + row] = 1;
            tableau[row, columns + rows] = sign * sums[row];
            basis[row] = columns + row;
        }

        var artificial = Enumerable.Range(0, columns + rows).Select(column => column < columns ? 0.0 : -1).ToArray();
        if (Solve(tableau, basis, artificial, columns + rows) is not { } missing || missing < -1e-6)
            return null;
        DriveOut(tableau, basis, columns);
        return Solve(tableau, basis, [.. objective, .. new double[rows]], columns) ?? double.PositiveInfinity;
    }

    /// <param name="usable">Only the variables before this may enter.</param>
    /// <returns>Null when there is no limit.</returns>
    private static double? Solve(double[,] tableau, int[] basis, double[] objective, int usable)
    {
        var last = tableau.GetLength(1) - 1;
        while (true)
        {
            var entering = Enumerable.Range(0, usable).FirstOrDefault(column => Gain(tableau, basis, objective, column) > Small, -1);
            if (entering < 0)
                return Enumerable.Range(0, basis.Length).Sum(row => objective[basis[row]] * tableau[row, last]);
            var leaving = -1;
            for (var row = 0; row < basis.Length; row++)
            {
                if (tableau[row, entering] > Small && (leaving < 0 || IsTighter(tableau, basis, row, leaving, entering)))
                    leaving = row;
            }

            if (leaving < 0)
                return null;
            Pivot(tableau, basis, leaving, entering);
        }
    }

    private static bool IsTighter(double[,] tableau, int[] basis, int row, int than, int entering)
    {
        var last = tableau.GetLength(1) - 1;
        var difference = (tableau[row, last] / tableau[row, entering]) - (tableau[than, last] / tableau[than, entering]);
        return difference < -Small || (difference < Small && basis[row] < basis[than]);
    }

    private static double Gain(double[,] tableau, int[] basis, double[] objective, int column) =>
        objective[column] - Enumerable.Range(0, basis.Length).Sum(row => objective[basis[row]] * tableau[row, column]);

    /// <summary>An artificial variable that is left at zero would let the equation go in the second phase.</summary>
    private static void DriveOut(double[,] tableau, int[] basis, int columns)
    {
        for (var row = 0; row < basis.Length; row++)
        {
            var entering = basis[row] < columns ? -1 : Enumerable.Range(0, columns).FirstOrDefault(column => Math.Abs(tableau[row, column]) > Small, -1);
            if (entering >= 0)
                Pivot(tableau, basis, row, entering);
        }
    }

    private static void Pivot(double[,] tableau, int[] basis, int leaving, int entering)
    {
        var (rows, columns, factor) = (tableau.GetLength(0), tableau.GetLength(1), tableau[leaving, entering]);
        for (var column = 0; column < columns; column++)
            tableau[leaving, column] /= factor;
        for (var row = 0; row < rows; row++)
        {
            var share = tableau[row, entering];
            if (row == leaving || Math.Abs(share) < 1e-12)
                continue;
            for (var column = 0; column < columns; column++)
                tableau[row, column] -= share * tableau[leaving, column];
        }

        basis[leaving] = entering;
    }
}
