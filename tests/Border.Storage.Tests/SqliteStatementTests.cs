using Border.Storage.Sqlite;
using Border.Testing;
using Microsoft.Data.Sqlite;
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
                using var rows = db.Bind("select value from number_key where field = ?1 order by value limit ?2", 1L, limit).ExecuteReader();
                Assert.False(rows.Read());
            }

            return StatementsOf(db).Sum(statement => raw.sqlite3_stmt_status(statement, TimesCompiledAgain, 0));
        });
        database.ReleaseFiles();
        Assert.Equal(0, compiledAgain);
    }

    [Fact]
    public void ValuesAreStoredAsTheyAreBound()
    {
        using var folder = new ScratchFolder();
        var database = new SqliteDatabase(Path.Combine(folder.Path, "test.db"), TimeProvider.System, "Documents.Sqlite");
        var text = new string('界', 10_000);
        var stored = database.Run(db =>
        {
            db.Run("create table value (a, b, c, d, e, f, g, h)");
            Assert.Equal(1, db.Run(
                "insert into value values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", "", text, Array.Empty<byte>(), new byte[] { 0, 1 }, long.MinValue, true, new DateOnly(2021, 1, 9), DBNull.Value));
            using var row = db.Bind("select * from value").ExecuteReader();
            row.Read();
            var values = new object[row.FieldCount];
            row.GetValues(values);
            return values;
        });
        database.ReleaseFiles();
        Assert.Equal(["", text, Array.Empty<byte>(), new byte[] { 0, 1 }, long.MinValue, 1L, "2021-01-09", DBNull.Value], stored);
    }

    [Fact]
    public void AStatementThatFailedCanBeRunAgain()
    {
        using var folder = new ScratchFolder();
        var database = new SqliteDatabase(Path.Combine(folder.Path, "test.db"), TimeProvider.System, "Documents.Sqlite");
        database.Run(db =>
        {
            db.Run("create table value (a integer primary key)");
            const string insert = "insert into value values (?1)";
            Assert.Equal(1, db.Run(insert, 1));
            Assert.Equal(19, Assert.Throws<SqliteException>(() => db.Run(insert, 1)).SqliteErrorCode);
            return db.Run(insert, 2);
        });
        database.ReleaseFiles();
    }

    private static IEnumerable<sqlite3_stmt> StatementsOf(SqliteStatements db)
    {
        for (var statement = raw.sqlite3_next_stmt(db.Connection.Handle, null); statement is not null; statement = raw.sqlite3_next_stmt(db.Connection.Handle, statement))
            yield return statement;
    }
}
