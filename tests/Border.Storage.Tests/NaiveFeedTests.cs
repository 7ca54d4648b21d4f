using Border.Testing;
using Npgsql;

namespace Border.Storage.Tests;

/// <summary>
/// Shows that the checker of <see cref="FeedOrderSuite"/> can fail: the textbook feed, whose numbers come from a sequence at
/// insert and whose readers ask for <c>seq > last</c>, loses events under it.
/// </summary>
public sealed class NaiveFeedTests
{
    private const int Writers = 8;
    private const int Count = 300;

    [Fact]
    public async Task Feed_NumbersTakenAtInsert_LosesEvents()
    {
        var cluster = await PostgresCluster.SharedAsync();
        await using var source = NpgsqlDataSource.Create($"{cluster.ConnectionString};Database=postgres");
        await using (var create = source.CreateCommand("drop table if exists naive; create table naive (seq bigserial primary key, record text)"))
            await create.ExecuteNonQueryAsync();
        var checker = new FeedChecker();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(source, writer))));

        while (!writing.IsCompleted)
            await ReadAsync(source, checker);
        await writing;
        await ReadAsync(source, checker);

        Assert.True(checker.Records.Count < Writers * Count, "The naive reader lost nothing: the checker proves nothing.");
        Assert.NotEmpty(checker.Faults);
    }

    private static async Task WriteAsync(NpgsqlDataSource source, int writer)
    {
        for (var i = 0; i < Count; i++)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var insert = new NpgsqlCommand("insert into naive (record) values ($1)", connection);
            insert.Parameters.Add(new() { Value = $"{writer}-{i}" });
            await insert.ExecuteNonQueryAsync();
            // The rest of a transaction takes a while, more for one than for another.
            await using var rest = new NpgsqlCommand($"select pg_sleep({(writer + i) % 4} * 0.001)", connection);
            await rest.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }

    private static async Task ReadAsync(NpgsqlDataSource source, FeedChecker checker)
    {
        await using var select = source.CreateCommand("select seq, record from naive where seq > $1 order by seq");
        select.Parameters.Add(new() { Value = checker.Last });
        await using var reader = await select.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            checker.See(reader.GetInt64(0), reader.GetString(1));
    }
}
