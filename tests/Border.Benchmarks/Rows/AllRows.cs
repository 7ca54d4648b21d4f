using Border.Benchmarks.Report;
using Border.Storage;

namespace Border.Benchmarks.Rows;

/// <summary>The rows by their names, in the order of the table.</summary>
internal static class AllRows
{
    private static readonly (string Name, Func<Bench, Task<IReadOnlyList<TableRow>>> Measure)[] All =
    [
        ("unary-sqlite", UnaryRows.SqliteAsync),
        ("unary-postgres", UnaryRows.PostgresAsync),
        ("read-sqlite", bench => ReadRows.MeasureAsync(bench, StorageEngineKind.Sqlite)),
        ("read-postgres", bench => ReadRows.MeasureAsync(bench, StorageEngineKind.Postgres)),
        ("bulk-postgres", BulkRows.MeasureAsync),
        ("freshness-sqlite", bench => FreshnessRows.MeasureAsync(bench, StorageEngineKind.Sqlite)),
        ("freshness-postgres", bench => FreshnessRows.MeasureAsync(bench, StorageEngineKind.Postgres)),
        ("bulletin-sqlite", bench => BulletinRows.MeasureAsync(bench, StorageEngineKind.Sqlite)),
        ("bulletin-postgres", bench => BulletinRows.MeasureAsync(bench, StorageEngineKind.Postgres)),
        ("fold-sqlite", bench => FoldRows.MeasureAsync(bench, StorageEngineKind.Sqlite)),
        ("fold-postgres", bench => FoldRows.MeasureAsync(bench, StorageEngineKind.Postgres)),
        ("recount-sqlite", bench => RecountRows.MeasureAsync(bench, StorageEngineKind.Sqlite)),
        ("recount-postgres", bench => RecountRows.MeasureAsync(bench, StorageEngineKind.Postgres)),
        ("search-sqlite", bench => SearchRows.MeasureAsync(bench, StorageEngineKind.Sqlite)),
        ("search-postgres", bench => SearchRows.MeasureAsync(bench, StorageEngineKind.Postgres)),
        ("distinct-sqlite", bench => DistinctRows.MeasureAsync(bench, StorageEngineKind.Sqlite)),
        ("distinct-postgres", bench => DistinctRows.MeasureAsync(bench, StorageEngineKind.Postgres)),
        ("match-sqlite", bench => MatchRows.MeasureAsync(bench, StorageEngineKind.Sqlite)),
        ("match-postgres", bench => MatchRows.MeasureAsync(bench, StorageEngineKind.Postgres)),
        ("station", StationRows.MeasureAsync),
    ];

    public static IReadOnlyCollection<string> Names => [.. All.Select(row => row.Name)];

    public static IEnumerable<(string Name, Func<Bench, Task<IReadOnlyList<TableRow>>> Measure)> Chosen(IReadOnlyCollection<string> names) =>
        All.Where(row => names.Count == 0 || names.Contains(row.Name));
}
