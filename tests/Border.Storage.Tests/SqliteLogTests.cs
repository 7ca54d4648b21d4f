using Border.Storage.Sqlite;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteLogTests
{
    private const int BodyLength = 200_000;

    // Some 24 MB: a commit copies the log at 64.
    private const int Documents = 120;

    [Fact]
    public async Task Log_OfManyCommits_IsCopiedIntoTheFileBesideThem()
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "test.db");
        var database = new SqliteDatabase(file, TimeProvider.System, "Documents.Sqlite");
        database.Migrate();
        await using var store = new SqliteDocumentStore(database, new(), TimeProvider.System);
        for (var i = 0; i < Documents; i++)
            Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Make(i), default));

        // Otherwise there is next to nothing in it yet.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (new FileInfo(file).Length < Documents / 2 * BodyLength)
            await Task.Delay(10, patience.Token);

        database.ReleaseFiles();
    }

    private static CommitUnit Make(int i) => new()
    {
        RequestId = $"r{i}",
        ContentHash = [],
        Collection = "things",
        Record = $"things/{i}",
        Writes = [new DocumentWrite("things", $"things/{i}", 0, new string('x', BodyLength), [], "", "made")],
        Events = [],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = [$"things/{i}"] },
        Time = DateTimeOffset.UnixEpoch,
    };
}
