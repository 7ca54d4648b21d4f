using Border.Storage.Keys;
using Border.Storage.Migrations;
using Npgsql;

namespace Border.Storage.Postgres;

/// <summary>
/// One PostgreSQL database: creates it when it is missing, migrates it, opens connections, and tells faults of the server
/// and the network from faults of ours.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    // Who waits longer is told to come again, so that neither callers nor the end of the process wait for a large database.
    private static readonly TimeSpan MigrationWait = TimeSpan.FromSeconds(15);

    private const long MigrationLock = 0x626f72646572;
    private const int Apart = 1;
    private const int DefaultPoolSize = StorageOptions.MostConnections - KeyDatabase.Connections - Apart;
    private const int PreparedStatements = 64;
    private const int KeepAliveSeconds = 15;

    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly TimeProvider clock;
    private readonly string[] sets;
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource apart;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock migrating = new();
    private volatile Task? migration;

    public PostgresDatabase(string connectionString, string database, TimeProvider clock, params string[] sets)
    {
        (this.clock, this.sets) = (clock, sets);
        settings = Settings(connectionString, database);
        source = SourceOf(settings);
        apart = SourceOf(new(settings.ConnectionString) { Pooling = false });
    }

    /// <summary>The connection string with what it leaves open.</summary>
    internal static NpgsqlConnectionStringBuilder Settings(string connectionString, string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Database = database };
        // ContainsKey would say yes to every key that there is; Keys has those that were given.
        string[] given = [.. settings.Keys];
        if (!given.Contains("Maximum Pool Size"))
            settings.MaxPoolSize = DefaultPoolSize;
        if (!given.Contains("Max Auto Prepare"))
            settings.MaxAutoPrepare = PreparedStatements;
        // Nothing here leaves anything behind on a connection but a transaction, and that is rolled back all the same.
        if (!given.Contains("No Reset On Close"))
            settings.NoResetOnClose = true;
        // Of several servers the one that takes writes: whichever answered first would be a standby for as long as it lives.
        var hosts = PostgresTransport.HostsOf(settings);
        if (hosts.Length > 1 && !given.Contains("Target Session Attributes"))
            settings.TargetSessionAttributes = "primary";
        // What has no time-out would wait for ever for a server that has gone without a word. A socket of this machine takes no such option.
        if (!given.Contains("TCP Keepalive Time") && !hosts.Any(PostgresTransport.IsSocket))
            (settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (KeepAliveSeconds, KeepAliveSeconds);
        settings.ApplicationName ??= database;
        // A commit that another setting of the server weakens would not be durable when it is acknowledged. Statements here are short: to compile
        // one, which PostgreSQL does by what it thinks that it costs, takes longer than to run it.
        settings.Options = $"{settings.Options} -c synchronous_commit=on -c jit=off".Trim();
        return settings;
    }

    /// <summary>
    /// Opens a connection to the migrated database. The first one begins to migrate it; a server that is away at start is tried again
    /// with each call.
    /// </summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        if (migration is not { IsCompletedSuccessfully: true })
            await MigratedAsync(ct);
        return await source.OpenConnectionAsync(ct);
    }

    /// <summary>The same, without waiting for one of the pool. There is one at a time.</summary>
    public async Task<NpgsqlConnection> OpenApartAsync(CancellationToken ct)
    {
        if (migration is not { IsCompletedSuccessfully: true })
            await MigratedAsync(ct);
        return await apart.OpenConnectionAsync(ct);
    }

    // It goes on when those who wait for it give up: on a large database all of them would before its end.
    private async Task MigratedAsync(CancellationToken ct)
    {
        Task begun;
        lock (migrating)
        {
            if (migration is null or { IsFaulted: true })
                migration = Task.Run(MigrateAsync, CancellationToken.None);
            begun = migration;
        }

        try
        {
            await begun.WaitAsync(MigrationWait, ct);
        }
        catch (TimeoutException e)
        {
            throw new StorageUnavailableException("PostgreSQL is being migrated, and cannot be used yet.", e);
        }
    }

    private async Task MigrateAsync()
    {
        try
        {
            await CreateIfMissingAsync(stop.Token);
            foreach (var set in sets)
                await MigrateAsync(set, stop.Token);
        }
        catch (OperationCanceledException e)
        {
            throw Unavailable(e);
        }
        catch (Exception e)
        {
            throw Translate(e);
        }
    }

    private async Task MigrateAsync(string set, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteLongAsync(connection, $"select pg_advisory_xact_lock({MigrationLock})", ct);
        await ExecuteAsync(connection, "create table if not exists migration (\"set\" text, number integer, name text, at bigint, primary key (\"set\", number))", ct);
        var scripts = MigrationScript.Of(set);
        MigrationScript.RequireKnown(scripts, await LastStepAsync(connection, set, ct));
        foreach (var script in scripts)
            await ApplyAsync(connection, script, ct);
        await transaction.CommitAsync(ct);
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>However long it takes: what grows with the database would be ended by the time-out of commands, each time that it is tried.</summary>
    public static async Task ExecuteLongAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Gives up the rows of a table that were deleted or changed. Until then they are in its file.</summary>
    public async Task VacuumAsync(string table, CancellationToken ct)
    {
        try
        {
            await using var connection = await OpenAsync(ct);
            await ExecuteLongAsync(connection, $"vacuum {table}", ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw Translate(e);
        }
    }

    /// <summary>Another transaction got in between; the same batch may be tried again at once.</summary>
    public static bool IsRace(Exception e) => e is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    /// <summary>Faults of the server and the network may pass; all others are ours.</summary>
    public static Exception Translate(Exception e) => e switch
    {
        PostgresException { SqlState: var state } when IsOfTheServer(state) || state.StartsWith("XX", StringComparison.Ordinal) => Unavailable(e),
        // A later version has changed the tables under this process, which is to end.
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.SyntaxError } => Unavailable(e),
        PostgresException => e,
        NpgsqlException or System.Net.Sockets.SocketException or IOException or TimeoutException or ObjectDisposedException => Unavailable(e),
        _ => e,
    };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (migration is { } begun)
            await begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await source.DisposeAsync();
        await apart.DisposeAsync();
        stop.Dispose();
    }

    private static StorageUnavailableException Unavailable(Exception e) => new($"PostgreSQL cannot be used now ({Reason(e)}).", e);

    // For the log. What a server says of itself names no record; its detail, and what it says of a statement, may.
    private static string Reason(Exception e) => e.GetBaseException() switch
    {
        PostgresException fault when IsOfTheServer(fault.SqlState) => $"{fault.SqlState}: {fault.MessageText}",
        PostgresException fault => fault.SqlState,
        var cause when cause == e => e.Message.TrimEnd('.'),
        var cause => $"{e.Message.TrimEnd('.')}: {cause.Message.TrimEnd('.')}",
    };

    private static bool IsOfTheServer(string state) => state[..2] is "08" or "53" or "57" or "58" or "3D" or "28" || state == PostgresErrorCodes.ReadOnlySqlTransaction;

    // Every type that a column here has comes with PostgreSQL: there is no need to ask each database for its own.
    private static NpgsqlDataSource SourceOf(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();

    private async Task CreateIfMissingAsync(CancellationToken ct)
    {
        try
        {
            await using var probe = await source.OpenConnectionAsync(ct);
            return;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // Falls through and creates it.
        }

        var server = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(settings.Database!);
        try
        {
            await ExecuteAsync(connection, $"create database {quoted}", ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance was first.
        }
    }

    private static async Task<int> LastStepAsync(NpgsqlConnection connection, string set, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("select coalesce(max(number), 0) from migration where \"set\" = $1", connection);
        find.Parameters.Add(new() { Value = set });
        return (int)(await find.ExecuteScalarAsync(ct))!;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, MigrationScript script, CancellationToken ct)
    {
        await using var mark = new NpgsqlCommand("insert into migration values ($1, $2, $3, $4) on conflict do nothing", connection);
        mark.Parameters.Add(new() { Value = script.Set });
        mark.Parameters.Add(new() { Value = script.Number });
        mark.Parameters.Add(new() { Value = script.Name });
        mark.Parameters.Add(new() { Value = Micros.From(clock.GetUtcNow()) });
        if (await mark.ExecuteNonQueryAsync(ct) == 1)
            await ExecuteLongAsync(connection, script.Sql, ct);
    }
}
