using System.Collections.Concurrent;
using System.Diagnostics;
using Border.Storage.Migrations;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Border.Storage.Sqlite;

/// <summary>One SQLite file: opens connections to it, migrates it, and tells faults of the disk from faults of ours.</summary>
internal sealed class SqliteDatabase(string file, TimeProvider clock, params string[] sets)
{
    private const int LockWaitSeconds = 15;
    private const int EmptyLogMilliseconds = 50;

    private static readonly TimeSpan EmptyLogPause = TimeSpan.FromMilliseconds(20);

    // A thread works on one at a time, and opening one costs as much as some hundred reads.
    private const int MaxIdle = 32;

    // What a connection keeps of the file. There are many that are kept, and each commit of another empties them.
    private const int OwnCacheKilobytes = 8000;
    private const int KeptCacheKilobytes = 2000;

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = LockWaitSeconds, Pooling = false }.ToString();
    private readonly ConcurrentStack<SqliteStatements> idle = [];
    private int idleCount;

    // A connection is never used by two threads at once, and nobody asks how much memory SQLite has: it need not lock for either.
    static SqliteDatabase()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>
    /// Does some work on a connection that is kept, with what it has prepared, for the next. One on which work failed is closed, and
    /// whatever transaction it left open ends with it.
    /// </summary>
    public T Run<T>(Func<SqliteStatements, T> work)
    {
        var db = Idle() ?? new SqliteStatements(Open(KeptCacheKilobytes));
        T result;
        try
        {
            result = work(db);
        }
        catch (Exception e)
        {
            db.Dispose();
            if (Translate(e) is StorageUnavailableException unavailable)
                throw unavailable;
            throw;
        }

        Keep(db);
        return result;
    }

    /// <summary>A connection of the caller's own.</summary>
    public SqliteConnection Open() => Open(OwnCacheKilobytes);

    private SqliteConnection Open(int cacheKilobytes)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, LockWaitSeconds * 1000);
            // Otherwise a statement with a limit is compiled anew for each value that is bound to it.
            raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            // FULL: a commit in the write-ahead log is synced before it is acknowledged.
            // A record touches some ten pages of as many indexes. SQLite's own limit of the log, 1,000 pages, would have a commit copy them
            // into the file, and sync that, every hundred records; in 16,000 pages (64 MB) many changes of a page are copied once, and for
            // documents SqliteLogCopy has copied most of them before.
            Execute(
                connection,
                $"pragma synchronous = full; pragma cache_size = -{cacheKilobytes}; pragma temp_store = memory; pragma wal_autocheckpoint = 16000");
            ExactDecimals.Register(connection);
            return connection;
        }
        catch (Exception e)
        {
            connection.Dispose();
            throw Translate(e);
        }
    }

    /// <summary>Brings the schema up to date. Two processes may do so at once.</summary>
    public void Migrate()
    {
        foreach (var set in sets)
            Migrate(set);
    }

    private void Migrate(string set)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using var connection = Open();
        try
        {
            // What a step takes away is overwritten: somebody whom it is about may be erased later.
            Execute(connection, "pragma journal_mode = wal; pragma secure_delete = on");
            Execute(connection, "begin immediate");
            Execute(connection, "create table if not exists migration (\"set\" text, number integer, name text, at integer, primary key (\"set\", number))");
            var scripts = MigrationScript.Of(set);
            MigrationScript.RequireKnown(scripts, LastStep(connection, set));
            foreach (var script in scripts)
                Apply(connection, script);
            Execute(connection, "commit");
        }
        catch (Exception e)
        {
            throw Translate(e);
        }
    }

    /// <summary>Moves what is in the log to the file and has the log begin anew, so that nothing that was overwritten or deleted stays in it.</summary>
    public async Task EmptyLogAsync(CancellationToken ct)
    {
        // SQLite itself waits for those who read, but not for another who does this; and while it waits, nobody else writes.
        for (var begun = Stopwatch.GetTimestamp(); !Run(TryEmptyLog);)
        {
            if (Stopwatch.GetElapsedTime(begun).TotalSeconds >= LockWaitSeconds)
                throw new StorageUnavailableException("The log of the SQLite file is in use, and cannot begin anew.");
            await Task.Delay(EmptyLogPause, ct);
        }
    }

    /// <summary>Closes what is kept open, so that the file can be moved or deleted.</summary>
    public void ReleaseFiles()
    {
        while (Idle() is { } db)
            db.Dispose();
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Faults of the disk and of locks may pass; all others are ours.</summary>
    public static Exception Translate(Exception e) => e is SqliteException { SqliteErrorCode: 5 or 6 or 7 or 8 or 10 or 13 or 14 or 23 or 26 } fault
        ? new StorageUnavailableException($"The SQLite file cannot be used now (SQLite error {fault.SqliteExtendedErrorCode}).", e)
        : e;

    private static bool TryEmptyLog(SqliteStatements db)
    {
        raw.sqlite3_busy_timeout(db.Connection.Handle, EmptyLogMilliseconds);
        var isEmpty = db.Number("pragma wal_checkpoint(truncate)") == 0;
        raw.sqlite3_busy_timeout(db.Connection.Handle, LockWaitSeconds * 1000);
        return isEmpty;
    }

    private SqliteStatements? Idle()
    {
        if (!idle.TryPop(out var db))
            return null;
        Interlocked.Decrement(ref idleCount);
        return db;
    }

    private void Keep(SqliteStatements db)
    {
        if (Interlocked.Increment(ref idleCount) <= MaxIdle)
        {
            idle.Push(db);
            return;
        }

        Interlocked.Decrement(ref idleCount);
        db.Dispose();
    }

    private static long LastStep(SqliteConnection connection, string set)
    {
        using var find = connection.CreateCommand();
        find.CommandText = "select coalesce(max(number), 0) from migration where \"set\" = $set";
        find.Parameters.AddWithValue("$set", set);
        return (long)find.ExecuteScalar()!;
    }

    private void Apply(SqliteConnection connection, MigrationScript script)
    {
        using var find = connection.CreateCommand();
        find.CommandText = "select 1 from migration where \"set\" = $set and number = $number";
        find.Parameters.AddWithValue("$set", script.Set);
        find.Parameters.AddWithValue("$number", script.Number);
        if (find.ExecuteScalar() is not null)
            return;
        Execute(connection, script.Sql);
        using var mark = connection.CreateCommand();
        mark.CommandText = "insert into migration values ($set, $number, $name, $at)";
        mark.Parameters.AddWithValue("$set", script.Set);
        mark.Parameters.AddWithValue("$number", script.Number);
        mark.Parameters.AddWithValue("$name", script.Name);
        mark.Parameters.AddWithValue("$at", Micros.From(clock.GetUtcNow()));
        mark.ExecuteNonQuery();
    }
}
