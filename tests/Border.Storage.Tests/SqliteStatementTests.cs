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
                using var rows = db.Rows("select value from number_key where field = ?1 order by value limit ?2", 1L, limit);
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
        database.Run(db =>
        {
            db.Run("create table value (a, b, c, d, e, f, g, h)");
            Assert.Equal(1, db.Run(
                "insert into value values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", "", text, Array.Empty<byte>(), new byte[] { 0, 1 }, long.MinValue, true, new DateOnly(2021, 1, 9), DBNull.Value));
            using var row = db.Rows("select * from value");
            Assert.True(row.Read());
            Assert.Equal("", row.GetString(0));
            Assert.False(row.IsNull(0));
            Assert.Equal(text, row.GetString(1));
            Assert.Empty(row.GetBytes(2));
            Assert.Equal([0, 1], row.GetBytes(3));
            Assert.Equal(long.MinValue, row.GetInt64(4));
            Assert.Equal(1, row.GetInt32(5));
            Assert.Equal("2021-01-09", row.GetString(6));
            Assert.Equal(new(2021, 1, 9), row.GetDay(6));
            Assert.True(row.IsNull(7));
            Assert.False(row.Read());
            return 0;
        });
        database.ReleaseFiles();
    }

    [Fact]
    public void AQueryThatFails_SaysWhy()
    {
        using var folder = new ScratchFolder();
        var database = new SqliteDatabase(Path.Combine(folder.Path, "test.db"), TimeProvider.System, "Documents.Sqlite");
        var fault = Assert.Throws<SqliteException>(() => database.Run(db =>
        {
            // It is found only when the row is made.
            using var rows = db.Rows("select abs(?1)", long.MinValue);
            return rows.Read();
        }));
        Assert.Contains("integer overflow", fault.Message, StringComparison.Ordinal);
        database.ReleaseFiles();
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
