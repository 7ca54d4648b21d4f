using Border.Storage.Sqlite;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteBatchTests
{
    private const int BodyLength = 200_000;

    // Some 24 MB: a commit copies the log at 64.
    private const int Documents = 120;

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

    [Fact]
    public async Task Log_OfManyCommits_IsCopiedIntoTheFileBesideThem()
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "test.db");
        var database = new SqliteDatabase(file, TimeProvider.System, "Documents.Sqlite");
        database.Migrate();
        await using var store = new SqliteDocumentStore(database, new(), TimeProvider.System);
        var body = new string('x', BodyLength);
        for (var i = 0; i < Documents; i++)
            Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Unit($"{i}", 0, body), default));

        // Otherwise there is next to nothing in it yet.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (new FileInfo(file).Length < Documents / 2 * BodyLength)
            await Task.Delay(10, patience.Token);

        database.ReleaseFiles();
    }

    private static List<string> KeysIn(SqliteDatabase database) => database.Run(db =>
    {
        var keys = new List<string>();
        using var rows = db.Rows(
            "select f.name || ' ' || k.value || ' ' || d.name from (select field, value, document from text_key union all select field, value, document from number_key) k"
            + " join key_field f on f.id = k.field join document d on d.id = k.document order by 1");
        while (rows.Read())
            keys.Add(rows.GetString(0));
        return keys;
    });

    private static CommitUnit Unit(string name, long expected, params IReadOnlyList<IndexKey> keys) => Unit(name, expected, "{}", keys);

    private static CommitUnit Unit(string name, long expected, string body, params IReadOnlyList<IndexKey> keys) => new()
    {
        RequestId = $"{name}-{expected}",
        ContentHash = [],
        Collection = "things",
        Record = $"things/{name}",
        Writes = [new DocumentWrite("things", $"things/{name}", expected, body, keys, "", "made")],
        Events = [],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = [$"things/{name}"] },
        Time = DateTimeOffset.UnixEpoch,
    };
}
