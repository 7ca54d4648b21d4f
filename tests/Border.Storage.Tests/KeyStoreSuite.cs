using Border.Storage.Keys;
using Border.Storage.Sqlite;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteKeyStoreTests() : KeyStoreSuite(StorageEngineKind.Sqlite)
{
    private const int PartBytes = 10;

    [Fact]
    public async Task Destroy_LeavesNothingOfTheKeyInTheFiles()
    {
        byte[] key = [.. Enumerable.Range(1, 60).Select(i => (byte)((i * 37) + 11))];
        await Keys.AddAsync(new Dictionary<string, byte[]> { ["persons/a"] = key }, default);
        Assert.True(Holds(key));

        await Keys.DestroyAsync(["persons/a"], default);

        // A part of it would be enough to try out the rest; what stays behind of an overwritten row is its beginning.
        Assert.All(key.Chunk(PartBytes), part => Assert.False(Holds(part)));
    }

    [Fact]
    public async Task Destroy_WhileAnotherEmptiesTheLog_LeavesNothingEither()
    {
        byte[] key = [.. Enumerable.Range(1, 60).Select(i => (byte)((i * 37) + 11))];
        await Keys.AddAsync(new Dictionary<string, byte[]> { ["persons/a"] = key }, default);
        var other = new SqliteDatabase(Path.Combine(Place, "test_keys.db"), TimeProvider.System, "Keys.Sqlite");
        // The other waits for a reader, and whoever comes then is turned away by SQLite at once.
        using var reader = other.Open();
        SqliteDatabase.Execute(reader, "begin; select count(*) from data_key");
        await Keys.AddAsync(new Dictionary<string, byte[]> { ["persons/b"] = [1] }, default);
        var emptied = Task.Run(() => other.EmptyLogAsync(default));
        while (!IsTurnedAway(other))
            await Task.Delay(5);

        var destroyed = Task.Run(() => Keys.DestroyAsync(["persons/a"], default));
        await Task.WhenAny(destroyed, Task.Delay(200));
        Assert.False(destroyed.IsCompleted);
        SqliteDatabase.Execute(reader, "commit");
        await Task.WhenAll(emptied, destroyed);
        other.ReleaseFiles();

        Assert.False(Holds(key));
    }

    private static bool IsTurnedAway(SqliteDatabase database) =>
        database.Run(db => db.Number("pragma wal_checkpoint(passive)") != 0);

    private bool Holds(byte[] key) => Directory.GetFiles(Place).Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(key) >= 0;
    });
}

public sealed class PostgresKeyStoreTests() : KeyStoreSuite(StorageEngineKind.Postgres);

/// <summary>Keys are kept once, and destroyed for good.</summary>
public abstract class KeyStoreSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private StoragePlace place = null!;
    private KeyDatabase database = null!;

    private protected IKeyStore Keys => database.Store;

    private protected string Place => place.Place;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        database = new(place.Options, "test", TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Add_WhereAKeyIsKept_GivesThatOfWhoeverWasFirst()
    {
        await Keys.AddAsync(Of(("persons/a", 1)), default);

        var kept = await Keys.AddAsync(Of(("persons/a", 2), ("persons/b", 3)), default);

        Assert.Equal([1], kept["persons/a"].Wrapped!);
        Assert.Equal([3], kept["persons/b"].Wrapped!);
        Assert.Equal(["persons/b"], (await Keys.FindAsync(["persons/b", "persons/c"], default)).Keys);
    }

    [Fact]
    public async Task Add_ManyAtOnceOfOneRecord_AllGetTheSame()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Keys.AddAsync(Of(("persons/a", (byte)i)), default))));

        Assert.Single(kept.Select(keys => keys["persons/a"].Wrapped![0]).Distinct());
    }

    [Fact]
    public async Task Destroy_LeavesAMarkThatNoKeyReplaces()
    {
        await Keys.AddAsync(Of(("persons/a", 1)), default);

        await Keys.DestroyAsync(["persons/a", "persons/never"], default);
        var first = await Keys.FindAsync(["persons/a", "persons/never"], default);
        await Keys.DestroyAsync(["persons/a"], default);
        var kept = await Keys.AddAsync(Of(("persons/a", 2), ("persons/never", 2)), default);

        Assert.All(kept.Values, key => Assert.Null(key.Wrapped));
        Assert.Equal(first["persons/a"].Time, kept["persons/a"].Time);
    }

    [Fact]
    public async Task First_IsThatOfTheFirstNameThatIsNotDestroyed()
    {
        Assert.Null(await Keys.FirstAsync(default));
        await Keys.AddAsync(Of(("persons/c", 3), ("persons/b", 2), ("persons/a", 1)), default);

        await Keys.DestroyAsync(["persons/a"], default);
        var first = await Keys.FirstAsync(default);

        Assert.Equal("persons/b", first?.Record);
        Assert.Equal([2], first?.Wrapped ?? []);
    }

    private static Dictionary<string, byte[]> Of(params (string Record, byte Key)[] keys) => keys.ToDictionary(pair => pair.Record, pair => new[] { pair.Key });
}
