using System.Globalization;
using Border.Storage.Postgres;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class PostgresPlanTests
{
    private const int Commits = 400;
    private const int MostReadByOne = 20;

    /// <summary>What is prepared on a new database is planned while its tables are empty, and used when they are not any more.</summary>
    [Fact]
    public async Task Commit_OnADatabaseThatWasNew_ReadsNoMoreTheMoreThereIs()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Postgres);
        await using (var database = place.Open())
        await using (var store = database.OpenDocuments())
        {
            for (var i = 0; i < Commits; i++)
                Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Unit(i), default));
        }

        while (await NumberAsync("select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()") > 0)
            await Task.Delay(10);
        var read = await NumberAsync(
            "select sum(seq_tup_read + idx_tup_fetch) from pg_stat_user_tables where relname in ('document', 'history', 'text_key', 'number_key', 'receipt', 'event')");
        Assert.InRange(read, 1, Commits * MostReadByOne);

        async Task<long> NumberAsync(string sql) => Convert.ToInt64(await Tampering.ScalarAsync(place, sql), CultureInfo.InvariantCulture);
    }

    /// <summary>Whoever follows waits for the first document only so long.</summary>
    [Fact]
    public async Task Snapshot_OfManyDocuments_DoesNotSortThemFirst()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Postgres);
        await EarlierDatabase.CreateAsync(place, steps: int.MaxValue);
        await Tampering.RunAsync(
            place,
            """
            insert into document (collection, name, version, created, updated) select 'things', 'things/' || md5(i::text), 2, 1, 1 from generate_series(1, 20000) i;
            insert into history select d.id, v, '{}', '', 1, '', '' from document d, generate_series(1, 2) v;
            analyze;
            """);

        var plan = await Tampering.ScalarAsync(
            place,
            $"set plan_cache_mode = force_generic_plan; prepare page as {PostgresDocumentReader.SnapshotPageSql}; explain (format json) execute page ('things', '')");

        Assert.Contains("Limit", (string)plan!, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", (string)plan!, StringComparison.Ordinal);
    }

    // A new document, and the next version of the one before, with another key.
    private static CommitUnit Unit(int i) => new()
    {
        RequestId = $"r{i}",
        ContentHash = [],
        Collection = "things",
        Record = $"things/{i}",
        Writes = i == 0 ? [Write(0, 0)] : [Write(i, 0), Write(i - 1, 1)],
        Events = [new EventDraft($"things/{i}", 1, "made", [])],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = [$"things/{i}"] },
        Time = DateTimeOffset.UnixEpoch,
    };

    private static DocumentWrite Write(int i, long expected) => new(
        "things",
        $"things/{i}",
        expected,
        "{}",
        [IndexKey.Number("order", i), IndexKey.Text("state", $"{expected}"), IndexKey.Token("search", $"{i}-{expected}")],
        "",
        "made");
}
