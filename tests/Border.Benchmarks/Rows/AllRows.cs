using Border.Benchmarks.Report;

namespace Border.Benchmarks.Rows;

/// <summary>The rows by their names, in the order of the table.</summary>
internal static class AllRows
{
    private static readonly (string Name, Func<Bench, Task<IReadOnlyList<TableRow>>> Measure)[] All =
    [
        ("unary-sqlite", UnaryRows.SqliteAsync),
        ("unary-postgres", UnaryRows.PostgresAsync),
        ("bulk-postgres", BulkRows.MeasureAsync),
    ];

    public static IReadOnlyCollection<string> Names => [.. All.Select(row => row.Name)];

    public static IEnumerable<(string Name, Func<Bench, Task<IReadOnlyList<TableRow>>> Measure)> Chosen(IReadOnlyCollection<string> names) =>
        All.Where(row => names.Count == 0 || names.Contains(row.Name));
}
