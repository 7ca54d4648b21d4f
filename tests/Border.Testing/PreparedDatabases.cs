using Border.Storage;
using Border.Storage.Keys;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Border.Testing;

/// <summary>
/// Databases of a cluster that were made and migrated once, and are copied for each test: PostgreSQL takes some sixty milliseconds of the
/// processor to make and migrate one anew, and the tests need thousands. How they are made is for the tests of the storage, which do it all.
/// </summary>
internal sealed class PreparedDatabases : IAsyncDisposable
{
    private const string Prefix = "prepared";
    private const string Service = "any";

    private readonly StorageOptions options;
    private readonly NpgsqlDataSource server;
    private readonly Lazy<Task<string>> documents;
    private readonly Lazy<Task<string>> keys;

    public PreparedDatabases(string connectionString)
    {
        options = new() { Engine = StorageEngineKind.Postgres, ConnectionString = connectionString, DatabasePrefix = Prefix };
        server = NpgsqlDataSource.Create($"{connectionString};Database=postgres");
        documents = new(MigrateDocumentsAsync);
        keys = new(MigrateKeysAsync);
    }

    /// <summary>Makes the databases that a host with these services will look for, unless they are there.</summary>
    public async Task MakeAsync(string databasePrefix, IServiceCollection services)
    {
        await using var connection = await server.OpenConnectionAsync();
        foreach (var service in services.Where(service => service.IsKeyedService))
        {
            if (service.ServiceType == typeof(StorageDatabase))
                await CopyAsync(connection, await documents.Value, $"{databasePrefix}_{service.ServiceKey}");
            else if (service.ServiceType == typeof(KeyDatabase))
                await CopyAsync(connection, await keys.Value, $"{databasePrefix}_{service.ServiceKey}_keys");
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task CopyAsync(NpgsqlConnection connection, string template, string database)
    {
        try
        {
            await using var create = new NpgsqlCommand($"create database {database} template {template} strategy file_copy", connection);
            await create.ExecuteNonQueryAsync();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // A host before this one has used it.
        }
    }

    private async Task<string> MigrateDocumentsAsync()
    {
        await using var database = new StorageDatabase(options, Service, TimeProvider.System);
        await using var store = database.OpenDocuments();
        await store.HeadAsync(default);
        return $"{Prefix}_{Service}";
    }

    private async Task<string> MigrateKeysAsync()
    {
        await using var database = new KeyDatabase(options, Service, TimeProvider.System);
        await database.Store.FindAsync(["none"], default);
        return $"{Prefix}_{Service}_keys";
    }
}
