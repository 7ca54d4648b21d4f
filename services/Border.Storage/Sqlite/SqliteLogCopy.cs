using SQLitePCL;

namespace Border.Storage.Sqlite;

/// <summary>
/// Copies the log into the file while the writer goes on. Otherwise a commit does so now and then, and all that wait for it wait for
/// that too; what is left for it is the little that was written since the last copy, after which the log begins anew.
/// </summary>
internal sealed class SqliteLogCopy(SqliteDatabase database) : IAsyncDisposable
{
    private const int Pages = 4000;

    private int written;
    private Task copying = Task.CompletedTask;

    /// <summary>Tells what a connection has written since it was asked last. Only the writer calls this.</summary>
    public void Note(SqliteStatements db)
    {
        raw.sqlite3_db_status(db.Connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        written += pages;
        if (written < Pages || !copying.IsCompleted)
            return;
        written = 0;
        copying = Task.Run(Copy);
    }

    public async ValueTask DisposeAsync() => await copying;

    private void Copy()
    {
        try
        {
            database.Run(db => db.Run("pragma wal_checkpoint(passive)"));
        }
        catch (StorageUnavailableException)
        {
            // The next commit finds the same fault, and tells who waits for it.
        }
    }
}
