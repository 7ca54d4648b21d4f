using Border.Storage.Sqlite;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteDatabaseTests
{
    // What SQLite calls FULL: less than that, and a loss of power may take with it what was acknowledged.
    private const long Full = 2;

    [Fact]
    public void Connections_OnesOwnAndKept_SyncTheLogAtEachCommit()
    {
        using var folder = new ScratchFolder();
        var database = new SqliteDatabase(folder.File("test.db"), TimeProvider.System, "Documents.Sqlite");
        database.Migrate();

        using (var own = new SqliteStatements(database.Open()))
            Assert.Equal(Full, own.Number("pragma synchronous"));
        Assert.Equal(Full, database.Run(db => db.Number("pragma synchronous")));
        database.ReleaseFiles();
    }
}
