using Border.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Testing;

/// <summary>A storage place of one engine for one test, gone with the test.</summary>
public sealed class StoragePlace : IDisposable
{
    private readonly ScratchFolder? folder;
    private readonly PostgresCluster? cluster;

    private StoragePlace(StorageOptions options, ScratchFolder? folder, PostgresCluster? cluster) =>
        (Options, this.folder, this.cluster) = (options, folder, cluster);

    public StorageOptions Options { get; }

    /// <summary>The key of what is personal, for hosts on PostgreSQL, which have none of their own.</summary>
    public const string PrivacyKey = "Zm9yIHRlc3RzIG9ubHksIDMyIGJ5dGVzIGxvbmcgLi4=";

    /// <summary>The data directory or the connection string.</summary>
    public string Place => Options.Engine == StorageEngineKind.Sqlite ? Options.DataDirectory : Options.ConnectionString;

    /// <summary>The same for a process.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        $"--Storage:Engine={Options.Engine}",
        $"--Storage:DataDirectory={Options.DataDirectory}",
        $"--Storage:ConnectionString={Options.ConnectionString}",
        $"--Storage:DatabasePrefix={Options.DatabasePrefix}",
        $"--Privacy:Key={PrivacyKey}",
    ];

    public static async Task<StoragePlace> NewAsync(StorageEngineKind engine)
    {
        if (engine == StorageEngineKind.Postgres)
            return In(await PostgresCluster.SharedAsync());
        var folder = new ScratchFolder();
        return new(new() { Engine = engine, DataDirectory = folder.Path, PollInterval = TimeSpan.FromMilliseconds(50) }, folder, null);
    }

    /// <summary>Databases of names that nothing else uses.</summary>
    public static StoragePlace In(PostgresCluster cluster) => In(cluster, $"t{Guid.CreateVersion7():n}");

    public static StoragePlace In(PostgresCluster cluster, string databasePrefix) => new(
        new()
        {
            Engine = StorageEngineKind.Postgres,
            ConnectionString = cluster.ConnectionString,
            DatabasePrefix = databasePrefix,
            PollInterval = TimeSpan.FromMilliseconds(500),
        },
        null,
        cluster);

    /// <summary>Makes the databases of a host with these services in a way that takes less time than its own.</summary>
    public Task PrepareAsync(IServiceCollection services) => cluster?.Prepared.MakeAsync(Options.DatabasePrefix, services) ?? Task.CompletedTask;

    public StorageDatabase Open(string service = "test") => new(Options, service, TimeProvider.System);

    public void Dispose() => folder?.Dispose();
}
