using System.Globalization;
using Border.Storage.Ledgers;
using Border.Storage.Migrations;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class MigrationTests
{
    [Theory]
    [InlineData("Documents.Sqlite")]
    [InlineData("Documents.Postgres")]
    [InlineData("Ledgers.Sqlite")]
    [InlineData("Ledgers.Postgres")]
    [InlineData("Keys.Sqlite")]
    [InlineData("Keys.Postgres")]
    public void Steps_OfASet_AreNumberedWithoutGapsAndEachOnce(string set)
    {
        var numbers = MigrationScript.Of(set).Select(step => step.Number).ToList();

        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Theory]
    [InlineData(StorageEngineKind.Sqlite)]
    [InlineData(StorageEngineKind.Postgres)]
    public async Task Open_ADatabaseOfALaterVersion_IsRefused(StorageEngineKind engine)
    {
        using var place = await StoragePlace.NewAsync(engine);
        await EarlierDatabase.CreateAsync(place, steps: int.MaxValue);
        await Tampering.RunAsync(place, $"insert into migration values ('Documents.{engine}', 999, '0999_later.sql', 0)");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
        {
            await using var database = place.Open();
            await using var store = database.OpenDocuments();
            await store.CheckAsync(default);
        });

        Assert.Contains("step 999", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_WhenALaterVersionHasChangedTheTables_IsToBeSentAgain()
    {
        using var place = await StoragePlace.NewAsync(StorageEngineKind.Postgres);
        await using var database = place.Open();
        await using var store = database.OpenDocuments();
        await store.CheckAsync(default);
        await Tampering.RunAsync(place, "alter table history rename to history_later");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.CommitAsync(Change(0), default));

        await Tampering.RunAsync(place, "alter table history_later rename to history");
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Change(0), default));
    }

    [Theory]
    [InlineData(StorageEngineKind.Sqlite)]
    [InlineData(StorageEngineKind.Postgres)]
    public async Task Open_ADatabaseWhoseRowsNameDocumentsByTheirNames_HasAllOfItAndGoesOn(StorageEngineKind engine)
    {
        using var place = await StoragePlace.NewAsync(engine);
        await EarlierDatabase.CreateAsync(place, steps: 8);
        var no = engine == StorageEngineKind.Sqlite ? "0" : "false";
        var yes = engine == StorageEngineKind.Sqlite ? "1" : "true";
        await Tampering.RunAsync(
            place,
            $$"""
            insert into document values ('things', 'things/b', 2, 10, 20, '{"token":["t"]}'), ('others', 'others/a', 1, 5, 5, null);
            insert into history (collection, name, version, body, actor, at, reason, verb) values
                ('others', 'others/a', 1, '{"n":0}', 'one', 5, '', 'made'),
                ('things', 'things/b', 1, '{"n":1}', 'one', 10, '', 'made'), ('things', 'things/b', 2, '{"n":2}', 'two', 20, 'because', 'changed');
            insert into text_key values
                ('things', 'kind', 'k', 'things/b', {{no}}), ('things', 'token', 't', 'things/b', {{yes}}), ('others', 'kind', 'k', 'others/a', {{no}});
            insert into number_key values ('things', 'order', 7, 'things/b'), ('others', 'order', 7, 'others/a');
            insert into receipt values ('r1', '1', 'things', 'things/b', 1, 1), ('r2', '2', 'things', 'things/b', 2, 2);
            update feed set last = 2;
            """);

        await using var database = place.Open();
        await using var store = database.OpenDocuments();

        Assert.Equal((2, "two"), ((await store.FindAsync("things", "things/b", default))!.Version, (await store.HistoryAsync("things", "things/b", 1, 9, default)).Single().Actor));
        Assert.Equal("""{"n":0}""", (await store.FindAsync("others", "others/a", default))!.Body.Replace(" ", "", StringComparison.Ordinal));
        var receipt = (await store.FindReceiptAsync("r1", default))!;
        Assert.Equal(("things", "things/b", 1, 1), (receipt.Collection, receipt.Record, receipt.Version, receipt.FeedPosition));
        Assert.Equal(["things/b"], await FindAsync(new KeyFilter.TextEquals("kind", "k")));
        Assert.Equal(["things/b"], await FindAsync(new KeyFilter.TextLookup("token", "t")));

        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Change(2), default));

        Assert.Equal(["things/b", "things/c"], await FindAsync());
        Assert.Empty(await FindAsync(new KeyFilter.TextEquals("kind", "k")));
        Assert.Empty(await FindAsync(new KeyFilter.TextLookup("token", "t")));
        Assert.Equal(4L, Convert.ToInt64(await Tampering.ScalarAsync(place, "select count(*) from document_version where collection = 'things'"), CultureInfo.InvariantCulture));
        Assert.Equal(3L, Convert.ToInt64(await Tampering.ScalarAsync(place, "select version from current_document where name = 'things/b'"), CultureInfo.InvariantCulture));

        async Task<IEnumerable<string>> FindAsync(params KeyFilter[] filters) =>
            (await store.QueryAsync(new("things", filters, "order", false, 9, null), default)).Documents.Select(document => document.Name);
    }

    [Theory]
    [InlineData(StorageEngineKind.Sqlite)]
    [InlineData(StorageEngineKind.Postgres)]
    public async Task Open_ALedgerWhoseMarksHaveNoPositions_KeepsThem(StorageEngineKind engine)
    {
        using var place = await StoragePlace.NewAsync(engine);
        await EarlierDatabase.CreateAsync(place, steps: 4, schema: "Ledgers");
        await Tampering.RunAsync(place, "insert into ledger_cursor values ('cases', 7, 'there'), ('persons', 8, null)");

        await using var database = place.Open();

        Assert.Equal(
            [KeyValuePair.Create("cases", new LedgerCursor(7, "there")), KeyValuePair.Create("persons", new LedgerCursor(8))],
            (await database.OpenLedger().CursorsAsync(default)).OrderBy(cursor => cursor.Key));
    }

    private static CommitUnit Change(long expected) => new()
    {
        RequestId = "r3",
        ContentHash = [3],
        Collection = "things",
        Record = "things/b",
        Writes =
        [
            new("things", "things/b", expected, "{}", [IndexKey.Number("order", 8), IndexKey.Text("kind", "other")]),
            new("things", "things/c", 0, "{}", [IndexKey.Number("order", 9)]),
        ],
        Events = [],
        Actor = "tester",
        Audit = new() { Action = "collection", Method = "Make", Records = ["things/b"] },
        Time = DateTimeOffset.UnixEpoch,
    };
}
