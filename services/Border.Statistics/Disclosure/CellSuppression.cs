namespace Border.Statistics.Disclosure;

/// <summary>
/// Complementary cell suppression for a table of two marks, by the network of its sums: rows and columns are the nodes, cells the arcs,
/// and whatever moves around a cycle leaves every sum as it is. For each cell that must be hidden the cheapest cycle is hidden along
/// which the width can be moved, so that no reader of what is left can tell any hidden cell more closely than to that width. (The
/// network heuristic of Cox and of Kelly, Golden and Assad, a cycle at a time; the grand total always stays.)
/// </summary>
/// <param name="width">What every hidden cell's feasible interval is at least wide.</param>
internal sealed class CellSuppression(NumberTable table, long width, Func<Cell, bool> mayHide, Func<Cell, bool> isKnown)
{
    private const long Unreached = long.MaxValue;

    private readonly HashSet<Cell> _hidden = [];

    /// <param name="mustHide">The cells that are not to be read.</param>
    /// <param name="mayHide">Whether a cell can be hidden beside them.</param>
    /// <param name="isKnown">Whether a reader knows a cell from elsewhere: it protects nothing, though it is hidden for what it tells itself.</param>
    /// <returns>All cells to hide; null when these cannot be protected, and no cell of the table may be printed.</returns>
    public static IReadOnlySet<Cell>? Of(
        NumberTable table, long width, IEnumerable<Cell> mustHide, Func<Cell, bool> mayHide, Func<Cell, bool> isKnown)
    {
        var suppression = new CellSuppression(table, width, mayHide, isKnown);
        List<Cell> first = [.. mustHide];
        suppression._hidden.UnionWith(first);
        return first.TrueForAll(suppression.Protect) ? suppression._hidden : null;
    }

    private bool Protect(Cell cell)
    {
        var (from, to) = Arc(cell);
        if (CheapestPath(to, from, cell) is not { } path)
            return false;
        _hidden.UnionWith(path);
        return true;
    }

    /// <summary>Dijkstra's, over all nodes: tables are small.</summary>
    private List<Cell>? CheapestPath(int start, int end, Cell except)
    {
        var nodes = table.Rows + table.Columns;
        var cost = Enumerable.Repeat(Unreached, nodes).ToArray();
        var arrived = new (int From, Cell By)[nodes];
        var done = new bool[nodes];
        cost[start] = 0;
        for (var node = start; node >= 0; node = Nearest(cost, done))
        {
            done[node] = true;
            foreach (var (next, by) in Steps(node))
            {
                if (by == except || done[next] || !IsOpen(node, by))
                    continue;
                var sum = cost[node] + CostOf(by);
                if (sum < cost[next])
                    (cost[next], arrived[next]) = (sum, (node, by));
            }
        }

        return cost[end] == Unreached ? null : Walk(start, end, arrived);
    }

    private static int Nearest(long[] cost, bool[] done)
    {
        var nearest = -1;
        for (var node = 0; node < cost.Length; node++)
        {
            if (!done[node] && cost[node] != Unreached && (nearest < 0 || cost[node] < cost[nearest]))
                nearest = node;
        }

        return nearest;
    }

    private static List<Cell> Walk(int start, int end, (int From, Cell By)[] arrived)
    {
        List<Cell> path = [];
        for (var node = end; node != start; node = arrived[node].From)
            path.Add(arrived[node].By);
        return path;
    }

    /// <summary>Every cell of a row or column leads to the other side.</summary>
    private IEnumerable<(int Next, Cell By)> Steps(int node) => node < table.Rows
        ? Enumerable.Range(0, table.Columns).Select(column => (table.Rows + column, new Cell(node, column)))
        : Enumerable.Range(0, table.Rows).Select(row => (row, new Cell(row, node - table.Rows)));

    /// <summary>Along its arc a cell grows without limit; against it, it can only give what it has.</summary>
    private bool IsOpen(int node, Cell by) =>
        !by.IsGrandTotal
        && !isKnown(by)
        && (_hidden.Contains(by) || (table[by] > 0 && mayHide(by)))
        && (Arc(by).From == node || table[by] >= width);

    /// <summary>What is hidden already costs nothing; of the others small numbers go first, and totals last.</summary>
    private long CostOf(Cell cell) => _hidden.Contains(cell) ? 0 : table[cell] + (cell.IsTotal ? table[new(0, 0)] : 0);

    /// <summary>A row is what its cells come to, and a column too: what flows from the row to its cells comes from its total.</summary>
    private (int From, int To) Arc(Cell cell)
    {
        var (row, column) = (cell.Row, table.Rows + cell.Column);
        // Totals point the other way.
        return cell.IsTotal && !cell.IsGrandTotal ? (column, row) : (row, column);
    }
}
