using Border.Testing;
using Microsoft.Data.Sqlite;

namespace Border.Storage.Tests;

public sealed class SqliteCheckTests
{
    [Fact]
    public async Task Check_EachTime_WritesToTheDiskAndMovesNoFeed()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        await store.CheckAsync(default);
        using var other = new SqliteConnection($"Data Source={Path.Combine(place.Options.DataDirectory, "test.db")};Pooling=false");
        other.Open();
        var before = Commits(other);

        await store.CheckAsync(default);

        Assert.NotEqual(before, Commits(other));
        Assert.Equal(0, await store.HeadAsync(default));
    }

    // What changes when another connection has written.
    private static object? Commits(SqliteConnection connection)
    {
        using var version = connection.CreateCommand();
        version.CommandText = "pragma data_version";
        return version.ExecuteScalar();
    }
}
