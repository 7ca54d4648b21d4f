using Border.Storage.Sqlite;
using Border.Testing;
using SQLitePCL;

namespace Border.Storage.Tests;

public sealed class SqliteStatementTests
{
    private const int TimesCompiledAgain = 5; // SQLITE_STMTSTATUS_REPREPARE

    [Fact]
    public void AStatementIsCompiledOnceForAllValues()
    {
        using var folder = new ScratchFolder();
        var database = new SqliteDatabase(Path.Combine(folder.Path, "test.db"), TimeProvider.System, "Documents.Sqlite");
        database.Migrate();
        var compiledAgain = database.Run(db =>
        {
            db.Connection.Handle!.enable_sqlite3_next_stmt(true);
            foreach (var limit in (int[])[1, 2, 50])
            {
                using var rows = db.Bind("select value from number_key where collection = ?1 order by value limit ?2", "cases", limit).ExecuteReader();
                Assert.False(rows.Read());
            }

            return StatementsOf(db).Sum(statement => raw.sqlite3_stmt_status(statement, TimesCompiledAgain, 0));
        });
        database.ReleaseFiles();
        Assert.Equal(0, compiledAgain);
    }

    private static IEnumerable<sqlite3_stmt> StatementsOf(SqliteStatements db)
    {
        for (var statement = raw.sqlite3_next_stmt(db.Connection.Handle, null); statement is not null; statement = raw.sqlite3_next_stmt(db.Connection.Handle, statement))
            yield return statement;
    }
}
