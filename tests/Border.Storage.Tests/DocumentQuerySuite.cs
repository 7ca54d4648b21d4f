using System.Globalization;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteDocumentQueryTests() : DocumentQuerySuite(StorageEngineKind.Sqlite);

public sealed class PostgresDocumentQueryTests() : DocumentQuerySuite(StorageEngineKind.Postgres);

/// <summary>Which documents a query finds by their keys, on every engine.</summary>
public abstract class DocumentQuerySuite(StorageEngineKind engine) : DocumentStoreTestBase(engine)
{
    [Fact]
    public async Task Query_FiltersAndPages_GivesEachDocumentOnceInOrder()
    {
        for (var i = 0; i < 30; i++)
        {
            var area = i % 3 == 0 ? "53.01" : i % 3 == 1 ? "53.01.02" : "53.010";
            await Store.CommitAsync(Make($"d{i:00}", $"r{i}", keys: [IndexKey.Text("area", area), IndexKey.Number("order", i / 4)]), default);
        }

        var names = new List<string>();
        PageStart? after = null;
        do
        {
            var page = await Store.QueryAsync(new("things", [new KeyFilter.TextUnder("area", "53.01")], "order", Descending: true, 7, after), default);
            names.AddRange(page.Documents.Select(d => d.Name));
            after = page.Next;
        }
        while (after is not null);

        var expected = Enumerable.Range(0, 30).Where(i => i % 3 != 2).OrderByDescending(i => i / 4).ThenByDescending(i => i).Select(i => $"things/d{i:00}");
        Assert.Equal(expected, names);
    }

    [Fact]
    public async Task Query_KeysOfAnOldVersion_AreGone()
    {
        await Store.CommitAsync(Make("a", "r1", keys: [IndexKey.Text("area", "old"), IndexKey.Number("order", 1)]), default);
        await Store.CommitAsync(Change("a", "r2", 1, keys: [IndexKey.Text("area", "new"), IndexKey.Text("area", "newer"), IndexKey.Number("order", 2)]), default);

        Assert.Empty((await Find("old", null, null)).Documents);
        Assert.Single((await Find("newer", 2, 3)).Documents);
        Assert.Empty((await Find("new", 0, 2)).Documents);

        Task<DocumentPage> Find(string area, long? from, long? before) => Store.QueryAsync(
            new("things", [new KeyFilter.TextEquals("area", area), new KeyFilter.NumberRange("order", from, before)], "order", false, 10, null), default);
    }

    [Fact]
    public async Task Commit_KeysThatAreNamedTwice_AreKeptOnce()
    {
        IndexKey area = IndexKey.Text("area", "53"), order = IndexKey.Number("order", 1), token = IndexKey.Token("token", "one");
        Assert.IsType<CommitOutcome.Committed>(await Store.CommitAsync(Make("a", "r1", keys: [area, order, token, order, token, area]), default));
        Assert.IsType<CommitOutcome.Committed>(await Store.CommitAsync(Change("a", "r2", 1, keys: [area, token, area, token, order, order]), default));
        Assert.IsType<CommitOutcome.Committed>(await Store.CommitAsync(Change("a", "r3", 2, keys: [order]), default));

        Assert.Single((await Store.QueryAsync(new("things", [], "order", false, 10, null), default)).Documents);
        Assert.Empty((await Store.QueryAsync(new("things", [new KeyFilter.TextEquals("area", "53")], "order", false, 10, null), default)).Documents);
        Assert.Empty((await Store.QueryAsync(new("things", [new KeyFilter.AnyLookup("token", ["one"])], "order", false, 10, null), default)).Documents);
    }

    [Fact]
    public async Task Query_TokensOfAnOldVersion_AreGone()
    {
        var order = IndexKey.Number("order", 1);
        await Store.CommitAsync(Make("a", "r1", keys: [order, IndexKey.Text("token", "text"), IndexKey.Token("token", "kept"), IndexKey.Token("token", "old"), IndexKey.Token("other", "old")]), default);
        Assert.Equal(["text", "kept", "old"], await FoundAsync());

        // What was a text is a token from now on, as after an update of the service.
        await Store.CommitAsync(Change("a", "r2", 1, keys: [order, IndexKey.Token("token", "text"), IndexKey.Token("token", "kept"), IndexKey.Token("token", "new")]), default);
        Assert.Equal(["text", "kept", "new"], await FoundAsync());

        await Store.CommitAsync(Change("a", "r3", 2, keys: [order]), default);
        Assert.Empty(await FoundAsync());

        await Store.CommitAsync(Change("a", "r4", 3, keys: [order, IndexKey.Token("token", "kept"), IndexKey.Text("token", "new")]), default);
        Assert.Equal(["kept", "new"], await FoundAsync());
        Assert.Single((await Store.QueryAsync(new("things", [new KeyFilter.TextEquals("token", "new")], "order", true, 10, null), default)).Documents);

        async Task<List<string>> FoundAsync()
        {
            List<string> found = [];
            foreach (var value in (string[])["text", "kept", "old", "new"])
            {
                if ((await Store.QueryAsync(new("things", [new KeyFilter.TextLookup("token", value)], "order", true, 10, null), default)).Documents.Count > 0)
                    found.Add(value);
            }

            return found;
        }
    }

    [Fact]
    public async Task Query_Lookup_FindsTheFewInOrderAndInPages()
    {
        for (var i = 0; i < 40; i++)
        {
            IndexKey[] keys = [IndexKey.Token("token", i % 4 == 0 ? "wanted" : "other"), IndexKey.Text("token", $"t{i % 8}"), IndexKey.Number("order", 100 - i)];
            await Store.CommitAsync(Make($"d{i:00}", $"r{i}", keys: keys), default);
        }

        var first = await Find(3, null);
        var rest = await Find(100, first.Next);

        Assert.Equal(["things/d04", "things/d12", "things/d20"], first.Documents.Select(d => d.Name));
        Assert.Equal(["things/d28", "things/d36"], rest.Documents.Select(d => d.Name));
        Assert.Null(rest.Next);

        Task<DocumentPage> Find(int size, PageStart? after) => Store.QueryAsync(
            new("things", [new KeyFilter.TextLookup("token", "wanted"), new KeyFilter.TextLookup("token", "t4")], "order", true, size, after), default);
    }

    [Fact]
    public async Task Query_DocumentsOfOneOrder_AreInThatInWhichTheyWereStored()
    {
        foreach (var name in new[] { "b", "c", "a", "d" })
            await Store.CommitAsync(Make(name, name, keys: [IndexKey.Number("order", 7)]), default);

        foreach (var (descending, expected) in new[] { (false, "b c a d"), (true, "d a c b") })
        {
            var first = await Find(descending, 3, null);
            var rest = await Find(descending, 3, first.Next);
            Assert.Equal(expected, string.Join(' ', first.Documents.Concat(rest.Documents).Select(document => document.Name["things/".Length..])));
            Assert.Null(rest.Next);
        }

        Task<DocumentPage> Find(bool descending, int size, PageStart? after) => Store.QueryAsync(new("things", [], "order", descending, size, after), default);
    }

    [Fact]
    public async Task Commit_AfterARestartWithoutTheFieldsOfBefore_LeavesNoneOfTheirKeys()
    {
        await Store.CommitAsync(Make("a", "r1", keys: [IndexKey.Token("token", "one"), IndexKey.Text("kind", "k"), IndexKey.Number("order", 1)]), default);
        await ReopenAsync();
        await Store.CommitAsync(Change("a", "r2", 1, [IndexKey.Number("order", 1)]), default);

        Assert.Empty((await FindAsync(new KeyFilter.TextLookup("token", "one"))).Documents);
        Assert.Empty((await FindAsync(new KeyFilter.TextEquals("kind", "k"))).Documents);
        Assert.Single((await FindAsync()).Documents);
        Assert.Equal(0L, Convert.ToInt64(await Tampering.ScalarAsync(Place, "select count(*) from text_key"), CultureInfo.InvariantCulture));

        Task<DocumentPage> FindAsync(params KeyFilter[] filters) => Store.QueryAsync(new("things", filters, "order", true, 3, null), default);
    }

    [Fact]
    public async Task Query_LookupOfWhatManyHave_IsTheSameInTheirOrder()
    {
        const int Count = DocumentQuery.Many + 10;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Store.CommitAsync(
            Make($"d{i:0000}", $"r{i}", keys: [IndexKey.Token("token", "common"), IndexKey.Token("token", i % 500 == 0 ? "rare" : "other"), IndexKey.Number("order", i)]), default)));

        var common = await Find("common");
        var both = await Find("common", "rare");

        Assert.Equal(["things/d2009", "things/d2008", "things/d2007"], common.Documents.Select(d => d.Name));
        Assert.Equal(["things/d2000", "things/d1500", "things/d1000"], both.Documents.Select(d => d.Name));

        Task<DocumentPage> Find(params string[] tokens) => Store.QueryAsync(
            new("things", [.. tokens.Select(token => new KeyFilter.TextLookup("token", token))], "order", true, 3, null), default);
    }

    [Fact]
    public async Task Query_AnyLookup_FindsEachOnceInOrder()
    {
        for (var i = 0; i < 20; i++)
        {
            IndexKey[] keys = [IndexKey.Token("token", $"t{i % 5}"), IndexKey.Token("token", $"u\"{i % 4}"), IndexKey.Number("order", i)];
            await Store.CommitAsync(Make($"d{i:00}", $"r{i}", keys: keys), default);
        }

        var first = await Find(3, null);
        var rest = await Find(100, first.Next);

        Assert.Equal(["things/d19", "things/d16", "things/d15"], first.Documents.Select(d => d.Name));
        Assert.Equal(["things/d14", "things/d12", "things/d11", "things/d09", "things/d08", "things/d07", "things/d04", "things/d03", "things/d00"], rest.Documents.Select(d => d.Name));
        Assert.Empty((await Store.QueryAsync(new("things", [new KeyFilter.AnyLookup("token", [])], "order", true, 10, null), default)).Documents);

        Task<DocumentPage> Find(int size, PageStart? after) => Store.QueryAsync(
            new("things", [new KeyFilter.AnyLookup("token", ["t4", "u\"0", "u\"3", "none"])], "order", true, size, after), default);
    }

    [Fact]
    public async Task Query_AnyLookupOfTheFirstOfEach_FindsNoMoreByAnyValue()
    {
        for (var i = 0; i < 20; i++)
        {
            IndexKey[] keys = [IndexKey.Token("token", i < 15 ? "common" : "some"), IndexKey.Text("token", $"u{i}"), IndexKey.Number("order", i)];
            await Store.CommitAsync(Make($"d{i:00}", $"r{i}", keys: keys), default);
        }

        Assert.Equal(["things/d12", "things/d02", "things/d01", "things/d00"], await FindAsync("common", "u12", "u1"));
        Assert.Equal(["things/d17", "things/d16", "things/d15"], await FindAsync("some"));
        Assert.Equal(["things/d03"], await FindAsync("u3", "none"));
        Assert.Empty(await FindAsync());

        async Task<IEnumerable<string>> FindAsync(params string[] values)
        {
            var query = new DocumentQuery("things", [new KeyFilter.AnyLookup("token", values, MostOfEach: 3)], "order", true, 10, null);
            return (await Store.QueryAsync(query, default)).Documents.Select(document => document.Name);
        }
    }
}
