using System.Data.Common;
using Border.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Border.Testing;

/// <summary>Somebody at the database itself, past the service.</summary>
public static class Tampering
{
    public static Task RunAsync(StoragePlace place, string sql, string service = "test") => WithAsync(place, service, sql, command => command.ExecuteNonQueryAsync());

    /// <summary>By an administrator, whom no trigger stops.</summary>
    public static Task UnguardedAsync(StoragePlace place, string sql, string service = "test") => RunAsync(
        place,
        place.Options.Engine == StorageEngineKind.Sqlite
            ? $"drop trigger if exists audit_update; drop trigger if exists audit_delete; {sql}"
            : $"alter table audit disable trigger all; {sql}",
        service);

    public static Task<object?> ScalarAsync(StoragePlace place, string sql, string service = "test") => WithAsync(place, service, sql, command => command.ExecuteScalarAsync());

    /// <summary>An empty database that keeps count of its migrations.</summary>
    public static async Task CreateAsync(StoragePlace place)
    {
        if (place.Options.Engine == StorageEngineKind.Postgres)
        {
            await using var server = new NpgsqlConnection($"{place.Options.ConnectionString};Database=postgres;Pooling=false");
            await server.OpenAsync();
            await using var create = new NpgsqlCommand($"create database {place.Options.DatabasePrefix}_test", server);
            await create.ExecuteNonQueryAsync();
        }

        await RunAsync(place, "create table migration (\"set\" text, number integer, name text, at bigint, primary key (\"set\", number))");
    }

    /// <summary>A connection of its own to a service's database.</summary>
    public static async Task<DbConnection> OpenAsync(StoragePlace place, string service = "test")
    {
        DbConnection connection = place.Options.Engine == StorageEngineKind.Sqlite
            ? new SqliteConnection($"Data Source={Path.Combine(place.Options.DataDirectory, $"{service}.db")};Pooling=False")
            : new NpgsqlConnection($"{place.Options.ConnectionString};Database={place.Options.DatabasePrefix}_{service};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<T> WithAsync<T>(StoragePlace place, string service, string sql, Func<DbCommand, Task<T>> run)
    {
        await using var connection = await OpenAsync(place, service);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await run(command);
    }
}
