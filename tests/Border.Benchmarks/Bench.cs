using System.Globalization;
using Border.Storage;
using Border.Testing;
using Npgsql;

namespace Border.Benchmarks;

/// <summary>What the rows share: the options, a scratch folder and, once one asks for it, a PostgreSQL cluster.</summary>
internal sealed class Bench(BenchmarkOptions options, CancellationToken ct) : IDisposable
{
    private readonly ScratchFolder folder = new();
    private PostgresCluster? cluster;
    private int places;

    public BenchmarkOptions Options => options;

    public CancellationToken Stop => ct;

    /// <summary>The version of the server; null when none was started.</summary>
    public string? PostgresVersion { get; private set; }

    public static void Tell(FormattableString what) => Console.Error.WriteLine(what.ToString(CultureInfo.InvariantCulture));

    public static string NameOf(StorageEngineKind engine) => engine == StorageEngineKind.Sqlite ? "SQLite" : "PostgreSQL";

    /// <summary>Storage that nothing else uses, with the options that a service has by default.</summary>
    public async Task<StorageOptions> NewStorageAsync(StorageEngineKind engine)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bench{++places}");
        if (engine == StorageEngineKind.Sqlite)
            return new() { DataDirectory = folder.File(name) };
        var server = await ClusterAsync();
        return new() { Engine = engine, ConnectionString = server.ConnectionString, DatabasePrefix = name };
    }

    /// <summary>A server that keeps its promises: it syncs what it commits.</summary>
    public async Task<PostgresCluster> ClusterAsync()
    {
        if (cluster is not null)
            return cluster;
        cluster = await PostgresCluster.StartAsync();
        await using var connection = new NpgsqlConnection($"{cluster.ConnectionString};Database=postgres;Pooling=false");
        await connection.OpenAsync(ct);
        PostgresVersion = connection.PostgreSqlVersion.ToString();
        await using var settings = new NpgsqlCommand("select current_setting('fsync') || current_setting('synchronous_commit')", connection);
        if (await settings.ExecuteScalarAsync(ct) is not "onon")
            throw new InvalidOperationException("The PostgreSQL server does not sync its commits; there is nothing to compare with.");
        return cluster;
    }

    public void Dispose()
    {
        cluster?.Dispose();
        folder.Dispose();
    }
}
