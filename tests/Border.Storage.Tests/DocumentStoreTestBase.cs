using System.Security.Cryptography;
using System.Text;
using Border.Testing;

namespace Border.Storage.Tests;

/// <summary>A new store of one engine, and what to commit to it.</summary>
public abstract class DocumentStoreTestBase(StorageEngineKind engine) : IAsyncLifetime
{
    private protected static readonly DateTimeOffset Noon = new(2021, 6, 30, 12, 0, 0, 123, 456, TimeSpan.Zero);

    private StorageDatabase database = null!;

    private protected StoragePlace Place { get; private set; } = null!;

    private protected IDocumentStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        database = Place.Open();
        Store = database.OpenDocuments();
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await database.DisposeAsync();
        Place.Dispose();
    }

    private protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        await database.DisposeAsync();
        database = Place.Open();
        Store = database.OpenDocuments();
    }

    private protected static CommitUnit Make(string name, string request, string content = "", IReadOnlyList<IndexKey>? keys = null) => Unit(name, request, 0, content, keys);

    private protected static CommitUnit Change(string name, string request, long expected, IReadOnlyList<IndexKey>? keys = null) => Unit(name, request, expected, "", keys);

    private static CommitUnit Unit(string name, string request, long expected, string content, IReadOnlyList<IndexKey>? keys) => new()
    {
        RequestId = request,
        ContentHash = SHA256.HashData(Encoding.UTF8.GetBytes(request + content)),
        Collection = "things",
        Record = $"things/{name}",
        Writes = [new DocumentWrite("things", $"things/{name}", expected, $$"""{"n":{{expected + 1}}}""", keys ?? [IndexKey.Number("order", 1)], "because", expected == 0 ? "made" : "changed")],
        Events = [new EventDraft($"things/{name}", expected + 1, "made", [1, 2, 3])],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = [$"things/{name}"] },
        Time = Noon,
    };
}
