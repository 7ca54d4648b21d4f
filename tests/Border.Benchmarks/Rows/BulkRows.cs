using System.Diagnostics;
using Border.Benchmarks.Load;
using Border.Benchmarks.Peers;
using Border.Benchmarks.Report;
using Border.Storage;
using Npgsql;

namespace Border.Benchmarks.Rows;

/// <summary>Bulk upload to the real service against COPY of the very rows that it came to, into the same tables.</summary>
internal static class BulkRows
{
    private const int Clients = 4;
    private const int RowsInTransaction = 10_000;

    public static async Task<IReadOnlyList<TableRow>> MeasureAsync(Bench bench)
    {
        var storage = await bench.NewStorageAsync(StorageEngineKind.Postgres);
        var peer = await bench.NewStorageAsync(StorageEngineKind.Postgres);
        await using (var database = new StorageDatabase(peer, "cases", TimeProvider.System))
        await using (var documents = database.OpenDocuments())
            await documents.CheckAsync(bench.Stop);
        using var server = await ProcessUnderTest.StartAsync("Border.Cases", Settings.Of(storage), bench.Stop);
        var messages = new MessageSequence(CaseMessages.Submitting());
        var (system, copy) = (new Samples(), new Samples());
        var count = bench.Options.IsQuick ? RowsInTransaction : 3 * RowsInTransaction;
        await RunAsync(count, RowsInTransaction / 2);
        for (var run = 0; run < bench.Options.Runs; run++)
        {
            var (uploaded, copied) = await RunAsync(count, RowsInTransaction);
            system.Add(uploaded);
            copy.Add(copied);
            Bench.Tell($"  run {run + 1}: upload {Numbers.Rate(uploaded)}, COPY {Numbers.Rate(copied)}");
        }

        foreach (var side in (StorageOptions[])[storage, peer])
        {
            if ((await RowCounts.OfDocumentsAsync(side, "cases", bench.Stop)).Any(stored => stored != messages.Count))
                throw new InvalidOperationException($"Not all of {messages.Count} records are stored.");
        }

        return [TableRow.Against($"bulk upload, PostgreSQL, {Clients} clients", system, "COPY of the same rows", copy, 0.4)];

        async Task<(double Uploaded, double Copied)> RunAsync(int records, int inTransaction)
        {
            var before = messages.Count;
            var uploaded = await BulkLoad.RunAsync(server.Address, messages, Clients, records, bench.Stop);
            return (uploaded, await CopyAsync(storage, peer, before, messages.Count, inTransaction, bench.Stop));
        }
    }

    private static async Task<double> CopyAsync(
        StorageOptions from, StorageOptions to, long after, long upTo, int inTransaction, CancellationToken ct)
    {
        var parts = new List<CopiedRows>();
        for (var position = after; position < upTo; position += inTransaction)
            parts.Add(await CopiedRows.ReadAsync(ConnectionString(from), position, Math.Min(position + inTransaction, upTo), ct));
        await using var connection = new NpgsqlConnection(ConnectionString(to));
        await connection.OpenAsync(ct);
        var started = Stopwatch.GetTimestamp();
        foreach (var part in parts)
            await part.CopyAsync(connection, ct);
        return (upTo - after) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string ConnectionString(StorageOptions storage) =>
        $"{storage.ConnectionString};Database={storage.DatabasePrefix}_cases;Pooling=false";
}
