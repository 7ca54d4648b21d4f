using System.Globalization;
using Border.Benchmarks.Peers;
using Border.Benchmarks.Report;
using Border.Storage;
using Npgsql;

namespace Border.Benchmarks.Rows;

/// <summary>Durable unary writes: RegisterCase of the real service against the limits of each engine.</summary>
internal static class UnaryRows
{
    private const int InFlight = 32;
    private const int TurnsInRun = 2;
    private const int LoopBatch = 512;

    public static async Task<IReadOnlyList<TableRow>> SqliteAsync(Bench bench)
    {
        using var system = await SystemAsync(bench, StorageEngineKind.Sqlite);
        using var loop = await BareLoopAsync(bench, "bare group-committing loop", LoopBatch);
        using var single = await BareLoopAsync(bench, "one commit a request", 1);
        await RaceAsync(bench, system, loop, single);
        const string What = "durable unary writes, SQLite, 32 in flight";
        return
        [
            TableRow.Against(What, system.Rates, loop.Name, loop.Rates, 0.6),
            TableRow.Against(What, system.Rates, single.Name, single.Rates, 5),
        ];
    }

    public static async Task<IReadOnlyList<TableRow>> PostgresAsync(Bench bench)
    {
        using var system = await SystemAsync(bench, StorageEngineKind.Postgres);
        using var textbook = await TextbookAsync(bench);
        await RaceAsync(bench, system, textbook);
        return [TableRow.Against("durable unary writes, PostgreSQL, 32 in flight", system.Rates, textbook.Name, textbook.Rates, 4)];
    }

    private static async Task RaceAsync(Bench bench, params Contender[] contenders)
    {
        foreach (var contender in contenders)
            await contender.WarmUpAsync(InFlight, bench.Options.WarmUp);
        for (var run = 0; run < bench.Options.Runs; run++)
        {
            var rates = contenders.ToDictionary(contender => contender, _ => new Samples());
            for (var turn = 0; turn < TurnsInRun; turn++)
            {
                foreach (var contender in contenders)
                    rates[contender].Add(await contender.RunAsync(InFlight, bench.Options.Slice));
            }

            foreach (var contender in contenders)
                contender.Rates.Add(rates[contender].Values.Average());
            Bench.Tell($"  run {run + 1}: {string.Join(", ", contenders.Select(Last))}");
        }

        foreach (var contender in contenders)
            await contender.CheckStoredAsync();
    }

    private static string Last(Contender contender) => string.Create(
        CultureInfo.InvariantCulture,
        $"{contender.Name} {Numbers.Rate(contender.Rates.Values[^1])} ({contender.ProcessorTimeOfCall.TotalMicroseconds:0} µs of its processor a call)");

    private static async Task<Contender> SystemAsync(Bench bench, StorageEngineKind engine)
    {
        var storage = await bench.NewStorageAsync(engine);
        var server = await ProcessUnderTest.StartAsync("Border.Cases", Settings.Of(storage), bench.Stop);
        return await Contender.StartAsync("system", server, () => RowCounts.OfDocumentsAsync(storage, "cases", bench.Stop), bench.Stop);
    }

    private static async Task<Contender> BareLoopAsync(Bench bench, string name, int maxBatch)
    {
        var storage = await bench.NewStorageAsync(StorageEngineKind.Sqlite);
        // The real schema, made by the real migrations.
        await using (new StorageDatabase(storage, "cases", TimeProvider.System))
        {
        }

        var server = await ProcessUnderTest.StartAsync(
            "Border.Benchmarks",
            [("Peer:File", Path.Combine(storage.DataDirectory, "cases.db")), ("Peer:MaxBatch", maxBatch.ToString(CultureInfo.InvariantCulture))],
            bench.Stop, PeerHost.Command, PeerHost.BareLoop);
        return await Contender.StartAsync(name, server, () => RowCounts.OfDocumentsAsync(storage, "cases", bench.Stop), bench.Stop);
    }

    private static async Task<Contender> TextbookAsync(Bench bench)
    {
        const string Database = "textbook";
        var cluster = await bench.ClusterAsync();
        var connectionString = $"{cluster.ConnectionString};Database={Database}";
        await ExecuteAsync($"{cluster.ConnectionString};Database=postgres;Pooling=false", $"create database {Database}", bench.Stop);
        await ExecuteAsync($"{connectionString};Pooling=false", TextbookHandler.Schema, bench.Stop);
        var server = await ProcessUnderTest.StartAsync(
            "Border.Benchmarks", [("Peer:ConnectionString", connectionString)], bench.Stop, PeerHost.Command, PeerHost.Textbook);
        return await Contender.StartAsync(
            "textbook handler", server,
            () => RowCounts.OfPostgresAsync(connectionString, ["record", "record_history", "record_event", "record_receipt"], bench.Stop), bench.Stop);
    }

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
