using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Border.Storage;
using Border.Storage.Writer;

// Writes to a store from a process of its own and tells each acknowledgement on standard output, so that a test can kill it.
//   Border.Storage.Writer ENGINE PLACE DATABASE_PREFIX SERVICE PREFIX WRITERS COUNT
//   Border.Storage.Writer ENGINE PLACE DATABASE_PREFIX SERVICE fold|rebuild
// PLACE is a data directory or a connection string. Every request is repeated until it is answered.
var (engine, place, databasePrefix, service, prefix) = (Enum.Parse<StorageEngineKind>(args[0]), args[1], args[2], args[3], args[4]);
var options = new StorageOptions { Engine = engine, DataDirectory = place, ConnectionString = place, DatabasePrefix = databasePrefix };
await using var database = new StorageDatabase(options, service, TimeProvider.System);
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
await output.WriteLineAsync("ready");
if (prefix is "fold" or "rebuild")
{
    await (prefix == "fold" ? FoldLoad.RunAsync(database.OpenLedger(), output) : FoldLoad.RebuildAsync(database.OpenLedger(), output));
    return;
}

var writers = int.Parse(args[5], CultureInfo.InvariantCulture);
var count = int.Parse(args[6], CultureInfo.InvariantCulture);
await using var store = database.OpenDocuments();
await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer))));

async Task WriteAsync(int writer)
{
    for (var i = 0; i < count; i++)
    {
        var id = $"{prefix}-{writer}-{i}";
        var outcome = await CommitAsync(Unit(id));
        var receipt = outcome switch
        {
            CommitOutcome.Committed committed => committed.Receipt,
            CommitOutcome.Replayed replayed => replayed.Receipt,
            _ => throw new InvalidOperationException($"{id}: {outcome}"),
        };
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{id} {receipt.FeedPosition}"));
    }
}

async Task<CommitOutcome> CommitAsync(CommitUnit unit)
{
    while (true)
    {
        try
        {
            return await store.CommitAsync(unit, CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            await Task.Delay(20);
        }
    }
}

static CommitUnit Unit(string id) => new()
{
    RequestId = id,
    ContentHash = SHA256.HashData(Encoding.UTF8.GetBytes(id)),
    Collection = "things",
    Record = $"things/{id}",
    Writes = [new DocumentWrite("things", $"things/{id}", 0, $$"""{"id":"{{id}}"}""", [IndexKey.Text("area", "53.01"), IndexKey.Number("order", id.Length)])],
    Events = [new EventDraft($"things/{id}", 1, "made", Encoding.UTF8.GetBytes(id))],
    Actor = "writer",
    Audit = new() { Action = "collection", Method = "Make", Records = [$"things/{id}"] },
    Time = TimeProvider.System.GetUtcNow(),
};
