using Border.Storage.Contents;
using Border.Storage.Keys;
using Border.Storage.Ledgers;
using Border.Storage.Postgres;
using Border.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Border.Storage;

/// <summary>Registers the storage of a service, as keyed singletons with the service's name as the key.</summary>
public static class StorageServices
{
    public static IServiceCollection AddDocumentStore(this IServiceCollection services, string service) =>
        services.AddDatabase(service).AddKeyedSingleton<IDocumentStore>(
            service, (provider, _) => provider.GetRequiredKeyedService<StorageDatabase>(service).OpenDocuments());

    /// <summary>The ledger is in the same database as the service's documents.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, string service) =>
        services.AddDatabase(service).AddKeyedSingleton<ILedger>(
            service, (provider, _) => provider.GetRequiredKeyedService<StorageDatabase>(service).OpenLedger());

    /// <summary>The files are in the same database as the service's documents.</summary>
    public static IServiceCollection AddContentStore(this IServiceCollection services, string service) =>
        services.AddDatabase(service).AddKeyedSingleton<IContentStore>(
            service, (provider, _) => provider.GetRequiredKeyedService<StorageDatabase>(service).OpenContents());

    /// <summary>The keys are in a database of their own, so that a backup of the documents has none of them.</summary>
    public static IServiceCollection AddKeyStore(this IServiceCollection services, string service)
    {
        services.AddDatabase(service).TryAddKeyedSingleton(service, (provider, _) => new KeyDatabase(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, service, provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IServiceCollection AddDatabase(this IServiceCollection services, string service)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsCheck>());
        services.TryAddKeyedSingleton(service, (provider, _) => new StorageDatabase(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value, service, provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}

/// <summary>The database of one service, on the engine that the options choose.</summary>
public sealed class StorageDatabase : IAsyncDisposable
{
    private readonly StorageOptions options;
    private readonly TimeProvider clock;
    private readonly SqliteDatabase? sqlite;
    private readonly PostgresDatabase? postgres;

    public StorageDatabase(StorageOptions options, string service, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        if (options.Engine == StorageEngineKind.Postgres)
        {
            postgres = new PostgresDatabase(options.ConnectionString, $"{options.DatabasePrefix}_{service}", clock, "Documents.Postgres", "Ledgers.Postgres");
            return;
        }

        sqlite = new SqliteDatabase(Path.Combine(options.DataDirectory, $"{service}.db"), clock, "Documents.Sqlite", "Ledgers.Sqlite");
        sqlite.Migrate();
    }

    /// <summary>Opens the documents. One at a time; dispose of it before the database.</summary>
    public IDocumentStore OpenDocuments() => postgres is not null
        ? new PostgresDocumentStore(postgres, options, clock)
        : new SqliteDocumentStore(sqlite!, options, clock);

    /// <summary>Opens the ledger. It holds nothing of its own: it ends with the database.</summary>
    public ILedger OpenLedger() => postgres is not null ? new PostgresLedger(postgres) : new SqliteLedger(sqlite!);

    /// <summary>Opens the files. They hold nothing of their own: they end with the database.</summary>
    public IContentStore OpenContents() => postgres is not null ? new PostgresContentStore(postgres, clock) : new SqliteContentStore(sqlite!, clock);

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
            await postgres.DisposeAsync();
        else
            sqlite!.ReleaseFiles();
    }
}
