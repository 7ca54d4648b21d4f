using Border.Storage.Sqlite;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteBatchTests
{
    [Fact]
    public async Task Write_VersionsOfOneDocumentInABatchAndTheNext_LeavesTheKeysOfTheLast()
    {
        using var folder = new ScratchFolder();
        var database = new SqliteDatabase(Path.Combine(folder.Path, "test.db"), TimeProvider.System, "Documents.Sqlite");
        database.Migrate();
        await using (var writer = new SqliteBatchWriter(database))
        {
            Assert.All(
                writer.Write(
                [
                    Unit("a", 0, IndexKey.Text("state", "open"), IndexKey.Token("search", "one"), IndexKey.Number("order", 1)),
                    Unit("b", 0, IndexKey.Text("state", "open"), IndexKey.Token("search", "one")),
                    Unit("a", 1, IndexKey.Text("state", "shut"), IndexKey.Token("search", "two"), IndexKey.Number("order", 1)),
                    Unit("a", 2, IndexKey.Text("state", "open"), IndexKey.Token("search", "two"), IndexKey.Number("order", 2)),
                ]).Outcomes,
                outcome => Assert.IsType<CommitOutcome.Committed>(outcome));
            Assert.Equal(["order 2 things/a", "search one things/b", "search two things/a", "state open things/a", "state open things/b"], KeysIn(database));

            writer.Write(
            [
                Unit("a", 3, IndexKey.Text("search", "two")),
                Unit("a", 4, IndexKey.Token("search", "two"), IndexKey.Token("search", "one")),
                Unit("b", 1),
            ]);
            Assert.Equal(["search one things/a", "search two things/a"], KeysIn(database));
        }

        database.ReleaseFiles();
    }

    private static List<string> KeysIn(SqliteDatabase database) => database.Run(db =>
    {
        var keys = new List<string>();
        using var rows = db.Bind("select field || ' ' || value || ' ' || name from (select field, value, name from text_key union all select field, value, name from number_key) order by 1").ExecuteReader();
        while (rows.Read())
            keys.Add(rows.GetString(0));
        return keys;
    });

    private static CommitUnit Unit(string name, long expected, params IReadOnlyList<IndexKey> keys) => new()
    {
        RequestId = $"{name}-{expected}",
        ContentHash = [],
        Collection = "things",
        Record = $"things/{name}",
        Writes = [new DocumentWrite("things", $"things/{name}", expected, "{}", keys, "", "made")],
        Events = [],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = [$"things/{name}"] },
        Time = DateTimeOffset.UnixEpoch,
    };
}
