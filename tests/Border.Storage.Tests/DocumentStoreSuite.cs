using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Border.Testing;

namespace Border.Storage.Tests;

public sealed class SqliteDocumentStoreTests() : DocumentStoreSuite(StorageEngineKind.Sqlite)
{
    [Fact]
    public async Task Snapshot_WhoseFileFailsOnTheWay_SaysThatItCannotBeUsed()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Store.CommitAsync(Make($"d{i}", $"r{i}"), default)));
        using var log = new FileStream(Path.Combine(Place.Place, "test.db-wal"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.SnapshotAsync(
            ["things"],
            (_, _) =>
            {
                log.SetLength(0);
                return Task.CompletedTask;
            },
            default));
    }
}

public sealed class PostgresDocumentStoreTests() : DocumentStoreSuite(StorageEngineKind.Postgres);

/// <summary>What every engine does. One subclass an engine.</summary>
public abstract class DocumentStoreSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2021, 6, 30, 12, 0, 0, 123, 456, TimeSpan.Zero);

    private StoragePlace place = null!;
    private StorageDatabase database = null!;
    private IDocumentStore store = null!;

    private protected StoragePlace Place => place;

    private protected IDocumentStore Store => store;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        database = place.Open();
        store = database.OpenDocuments();
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Commit_NewDocument_CanBeFoundWithHistoryReceiptAndEvent()
    {
        var outcome = await store.CommitAsync(Make("a", "r1"), default);

        var receipt = Assert.IsType<CommitOutcome.Committed>(outcome).Receipt;
        Assert.Equal(("things/a", 1, 1), (receipt.Record, receipt.Version, receipt.FeedPosition));
        var document = (await store.FindAsync("things", "things/a", default))!;
        Assert.Equal((1, Noon, Noon), (document.Version, document.CreateTime, document.UpdateTime));
        Assert.Equal("""{"n":1}""", document.Body.Replace(" ", "", StringComparison.Ordinal));
        var version = Assert.Single(await store.HistoryAsync("things", "things/a", 0, 100, default));
        Assert.Equal(("tester", Noon, "because"), (version.Actor, version.Time, version.Reason));
        Assert.Equal(receipt.FeedPosition, (await store.FindReceiptAsync("r1", default))!.FeedPosition);
        var e = Assert.Single(await store.ReadAsync(0, 10, default));
        Assert.Equal((1, "things/a", 1, "made", Noon), (e.Position, e.Record, e.Version, e.Verb, e.CommitTime));
        Assert.Equal(1, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_NextVersion_KeepsBothVersions()
    {
        await store.CommitAsync(Make("a", "r1"), default);

        await store.CommitAsync(Change("a", "r2", expected: 1), default);

        Assert.Equal(2, (await store.FindAsync("things", "things/a", default))!.Version);
        Assert.Equal([1, 2], (await store.HistoryAsync("things", "things/a", 0, 100, default)).Select(v => v.Version));
        Assert.Equal(1, (await store.FindVersionAsync("things", "things/a", 1, default))!.Version);
        Assert.Null(await store.FindVersionAsync("things", "things/a", 3, default));
    }

    [Fact]
    public async Task FindEach_SomeThatAreThereAndSomeThatAreNot_GivesThoseAsTheyStand()
    {
        foreach (var name in (string[])["a", "b", "c"])
            await store.CommitAsync(Make(name, name), default);

        var found = await store.FindEachAsync("things", ["things/c", "things/a", "things/x"], default);

        Assert.Equal(["things/a", "things/c"], found.Select(document => document.Name).Order(StringComparer.Ordinal));
        Assert.All(found, document => Assert.Equal((1, Noon), (document.Version, document.CreateTime)));
        Assert.Empty(await store.FindEachAsync("things", [], default));
    }

    [Fact]
    public async Task Commit_QueuedOneAfterTheOther_AreCommittedInThatOrderWhicheverWriterTakesThem()
    {
        const int Versions = 600;
        (place.Options.Writers, place.Options.MaxBatch) = (4, 7);
        await ReopenAsync();
        foreach (var name in (string[])["a", "b"])
            await store.CommitAsync(Make(name, name), default);

        var outcomes = await Task.WhenAll(
            from version in Enumerable.Range(1, Versions)
            from name in (string[])["a", "b"]
            select store.CommitAsync(Change(name, $"{name}{version}", version), default));

        Assert.All(outcomes, outcome => Assert.IsType<CommitOutcome.Committed>(outcome));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Commit_WrongExpectedVersion_ConflictsAndWritesNothing(long expected)
    {
        await store.CommitAsync(Make("a", "r1"), default);

        var outcome = await store.CommitAsync(Change("a", "r2", expected), default);

        Assert.Equal(new CommitOutcome.Conflict("things", "things/a", 1), outcome);
        Assert.Null(await store.FindReceiptAsync("r2", default));
        Assert.Equal(1, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_SameRequestAgain_GetsTheFirstReceipt()
    {
        var first = (CommitOutcome.Committed)await store.CommitAsync(Make("a", "r1"), default);
        await store.CommitAsync(Change("a", "r2", 1), default);

        var again = await store.CommitAsync(Make("a", "r1"), default);

        Assert.Equivalent(first.Receipt, Assert.IsType<CommitOutcome.Replayed>(again).Receipt);
        Assert.Equal(2, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_SameRequestIdWithOtherContent_IsRefusedAndWritesNothing()
    {
        await store.CommitAsync(Make("a", "r1"), default);

        var outcome = await store.CommitAsync(Make("b", "r1", content: "other"), default);

        Assert.IsType<CommitOutcome.RequestIdReused>(outcome);
        Assert.Null(await store.FindAsync("things", "things/b", default));
    }

    [Fact]
    public async Task Commit_SameRequestManyTimesAtOnce_MakesOneDocumentAndOneEvent()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => store.CommitAsync(Make("a", "r1"), default))));

        Assert.Single(outcomes.OfType<CommitOutcome.Committed>());
        Assert.Equal(199, outcomes.OfType<CommitOutcome.Replayed>().Count(o => o.Receipt.FeedPosition == 1));
        Assert.Equal(1, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_ManyWritersOfOneDocument_ExactlyOneWins()
    {
        await store.CommitAsync(Make("a", "r0"), default);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 100).Select(i => Task.Run(() => store.CommitAsync(Change("a", $"r{i}", 1), default))));

        Assert.Single(outcomes.OfType<CommitOutcome.Committed>());
        Assert.Equal(99, outcomes.OfType<CommitOutcome.Conflict>().Count());
        Assert.Equal(2, (await store.FindAsync("things", "things/a", default))!.Version);
    }

    [Fact]
    public async Task Commit_OneBadUnitAmongMany_FailsAlone()
    {
        // No engine stores an event without a record: the whole batch fails, and then only the bad unit.
        var bad = Make("bad", "bad") with { Events = [new EventDraft(null!, 1, "made", [])] };

        var commits = Enumerable.Range(0, 50).Select(i => store.CommitAsync(i == 25 ? bad : Make($"d{i}", $"r{i}"), default)).ToList();
        var outcomes = new List<object>();
        foreach (var commit in commits)
            outcomes.Add(await commit.ContinueWith(task => task.IsFaulted ? (object)task.Exception : task, TaskScheduler.Default));

        Assert.Single(outcomes.OfType<AggregateException>());
        Assert.Equal(49, await store.HeadAsync(default));
        Assert.Null(await store.FindAsync("things", "things/bad", default));
    }

    [Fact]
    public async Task Commit_AUnitThatWritesADocumentTwice_IsRefusedBeforeItIsQueued()
    {
        var unit = Make("a", "r1");

        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CommitAsync(unit with { Writes = [.. unit.Writes, unit.Writes[0]] }, default));

        Assert.Null(await store.FindAsync("things", "things/a", default));
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(unit, default));
    }

    [Fact]
    public async Task Commit_SeveralDocuments_AllOrNone()
    {
        await store.CommitAsync(Make("b", "r0"), default);
        var unit = Make("a", "r1");
        unit = unit with { Writes = [.. unit.Writes, new DocumentWrite("things", "things/b", 0, "{}", [])] };

        var outcome = await store.CommitAsync(unit, default);

        Assert.Equal(new CommitOutcome.Conflict("things", "things/b", 1), outcome);
        Assert.Null(await store.FindAsync("things", "things/a", default));
    }

    [Fact]
    public async Task Commit_ChainOfVersionsAtOnce_EachFollowsTheOther()
    {
        var commits = Enumerable.Range(0, 20).Select(i => store.CommitAsync(i == 0 ? Make("a", "r0") : Change("a", $"r{i}", i), default)).ToList();

        var outcomes = await Task.WhenAll(commits);

        // On an engine with several writers a later link may be looked at first and conflict; none is lost or doubled.
        var committed = outcomes.Count(o => o is CommitOutcome.Committed);
        Assert.Equal(committed, (await store.FindAsync("things", "things/a", default))!.Version);
        Assert.Equal(committed, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Commit_FullQueue_IsRefusedAtOnce()
    {
        await using var other = place.Open("small");
        place.Options.QueueCapacity = 1;
        await using var small = other.OpenDocuments();

        var commits = Enumerable.Range(0, 500).Select(async i =>
        {
            try
            {
                await small.CommitAsync(Make($"d{i}", $"r{i}"), default);
                return true;
            }
            catch (StorageBusyException)
            {
                return false;
            }
        }).ToList();
        var accepted = (await Task.WhenAll(commits)).Count(done => done);

        Assert.InRange(accepted, 1, 499);
        Assert.Equal(accepted, await small.HeadAsync(default));
    }

    [Fact]
    public async Task Query_FiltersAndPages_GivesEachDocumentOnceInOrder()
    {
        for (var i = 0; i < 30; i++)
        {
            var area = i % 3 == 0 ? "53.01" : i % 3 == 1 ? "53.01.02" : "53.010";
            await store.CommitAsync(Make($"d{i:00}", $"r{i}", keys: [IndexKey.Text("area", area), IndexKey.Number("order", i / 4)]), default);
        }

        var names = new List<string>();
        PageStart? after = null;
        do
        {
            var page = await store.QueryAsync(new("things", [new KeyFilter.TextUnder("area", "53.01")], "order", Descending: true, 7, after), default);
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
        await store.CommitAsync(Make("a", "r1", keys: [IndexKey.Text("area", "old"), IndexKey.Number("order", 1)]), default);
        await store.CommitAsync(Change("a", "r2", 1, keys: [IndexKey.Text("area", "new"), IndexKey.Text("area", "newer"), IndexKey.Number("order", 2)]), default);

        Assert.Empty((await Find("old", null, null)).Documents);
        Assert.Single((await Find("newer", 2, 3)).Documents);
        Assert.Empty((await Find("new", 0, 2)).Documents);

        Task<DocumentPage> Find(string area, long? from, long? before) => store.QueryAsync(
            new("things", [new KeyFilter.TextEquals("area", area), new KeyFilter.NumberRange("order", from, before)], "order", false, 10, null), default);
    }

    [Fact]
    public async Task Commit_KeysThatAreNamedTwice_AreKeptOnce()
    {
        IndexKey area = IndexKey.Text("area", "53"), order = IndexKey.Number("order", 1), token = IndexKey.Token("token", "one");
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Make("a", "r1", keys: [area, order, token, order, token, area]), default));
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Change("a", "r2", 1, keys: [area, token, area, token, order, order]), default));
        Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Change("a", "r3", 2, keys: [order]), default));

        Assert.Single((await store.QueryAsync(new("things", [], "order", false, 10, null), default)).Documents);
        Assert.Empty((await store.QueryAsync(new("things", [new KeyFilter.TextEquals("area", "53")], "order", false, 10, null), default)).Documents);
        Assert.Empty((await store.QueryAsync(new("things", [new KeyFilter.AnyLookup("token", ["one"])], "order", false, 10, null), default)).Documents);
    }

    [Fact]
    public async Task Query_TokensOfAnOldVersion_AreGone()
    {
        var order = IndexKey.Number("order", 1);
        await store.CommitAsync(Make("a", "r1", keys: [order, IndexKey.Text("token", "text"), IndexKey.Token("token", "kept"), IndexKey.Token("token", "old"), IndexKey.Token("other", "old")]), default);
        Assert.Equal(["text", "kept", "old"], await FoundAsync());

        // What was a text is a token from now on, as after an update of the service.
        await store.CommitAsync(Change("a", "r2", 1, keys: [order, IndexKey.Token("token", "text"), IndexKey.Token("token", "kept"), IndexKey.Token("token", "new")]), default);
        Assert.Equal(["text", "kept", "new"], await FoundAsync());

        await store.CommitAsync(Change("a", "r3", 2, keys: [order]), default);
        Assert.Empty(await FoundAsync());

        await store.CommitAsync(Change("a", "r4", 3, keys: [order, IndexKey.Token("token", "kept"), IndexKey.Text("token", "new")]), default);
        Assert.Equal(["kept", "new"], await FoundAsync());
        Assert.Single((await store.QueryAsync(new("things", [new KeyFilter.TextEquals("token", "new")], "order", true, 10, null), default)).Documents);

        async Task<List<string>> FoundAsync()
        {
            List<string> found = [];
            foreach (var value in (string[])["text", "kept", "old", "new"])
            {
                if ((await store.QueryAsync(new("things", [new KeyFilter.TextLookup("token", value)], "order", true, 10, null), default)).Documents.Count > 0)
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
            await store.CommitAsync(Make($"d{i:00}", $"r{i}", keys: keys), default);
        }

        var first = await Find(3, null);
        var rest = await Find(100, first.Next);

        Assert.Equal(["things/d04", "things/d12", "things/d20"], first.Documents.Select(d => d.Name));
        Assert.Equal(["things/d28", "things/d36"], rest.Documents.Select(d => d.Name));
        Assert.Null(rest.Next);

        Task<DocumentPage> Find(int size, PageStart? after) => store.QueryAsync(
            new("things", [new KeyFilter.TextLookup("token", "wanted"), new KeyFilter.TextLookup("token", "t4")], "order", true, size, after), default);
    }

    [Fact]
    public async Task Query_DocumentsOfOneOrder_AreInThatInWhichTheyWereStored()
    {
        foreach (var name in new[] { "b", "c", "a", "d" })
            await store.CommitAsync(Make(name, name, keys: [IndexKey.Number("order", 7)]), default);

        foreach (var (descending, expected) in new[] { (false, "b c a d"), (true, "d a c b") })
        {
            var first = await Find(descending, 3, null);
            var rest = await Find(descending, 3, first.Next);
            Assert.Equal(expected, string.Join(' ', first.Documents.Concat(rest.Documents).Select(document => document.Name["things/".Length..])));
            Assert.Null(rest.Next);
        }

        Task<DocumentPage> Find(bool descending, int size, PageStart? after) => store.QueryAsync(new("things", [], "order", descending, size, after), default);
    }

    [Fact]
    public async Task Commit_AfterARestartWithoutTheFieldsOfBefore_LeavesNoneOfTheirKeys()
    {
        await store.CommitAsync(Make("a", "r1", keys: [IndexKey.Token("token", "one"), IndexKey.Text("kind", "k"), IndexKey.Number("order", 1)]), default);
        await ReopenAsync();
        await store.CommitAsync(Change("a", "r2", 1, [IndexKey.Number("order", 1)]), default);

        Assert.Empty((await FindAsync(new KeyFilter.TextLookup("token", "one"))).Documents);
        Assert.Empty((await FindAsync(new KeyFilter.TextEquals("kind", "k"))).Documents);
        Assert.Single((await FindAsync()).Documents);
        Assert.Equal(0L, Convert.ToInt64(await Tampering.ScalarAsync(place, "select count(*) from text_key"), CultureInfo.InvariantCulture));

        Task<DocumentPage> FindAsync(params KeyFilter[] filters) => store.QueryAsync(new("things", filters, "order", true, 3, null), default);
    }

    [Fact]
    public async Task Query_LookupOfWhatManyHave_IsTheSameInTheirOrder()
    {
        const int Count = DocumentQuery.Many + 10;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => store.CommitAsync(
            Make($"d{i:0000}", $"r{i}", keys: [IndexKey.Token("token", "common"), IndexKey.Token("token", i % 500 == 0 ? "rare" : "other"), IndexKey.Number("order", i)]), default)));

        var common = await Find("common");
        var both = await Find("common", "rare");

        Assert.Equal(["things/d2009", "things/d2008", "things/d2007"], common.Documents.Select(d => d.Name));
        Assert.Equal(["things/d2000", "things/d1500", "things/d1000"], both.Documents.Select(d => d.Name));

        Task<DocumentPage> Find(params string[] tokens) => store.QueryAsync(
            new("things", [.. tokens.Select(token => new KeyFilter.TextLookup("token", token))], "order", true, 3, null), default);
    }

    [Fact]
    public async Task Query_AnyLookup_FindsEachOnceInOrder()
    {
        for (var i = 0; i < 20; i++)
        {
            IndexKey[] keys = [IndexKey.Token("token", $"t{i % 5}"), IndexKey.Token("token", $"u\"{i % 4}"), IndexKey.Number("order", i)];
            await store.CommitAsync(Make($"d{i:00}", $"r{i}", keys: keys), default);
        }

        var first = await Find(3, null);
        var rest = await Find(100, first.Next);

        Assert.Equal(["things/d19", "things/d16", "things/d15"], first.Documents.Select(d => d.Name));
        Assert.Equal(["things/d14", "things/d12", "things/d11", "things/d09", "things/d08", "things/d07", "things/d04", "things/d03", "things/d00"], rest.Documents.Select(d => d.Name));
        Assert.Empty((await store.QueryAsync(new("things", [new KeyFilter.AnyLookup("token", [])], "order", true, 10, null), default)).Documents);

        Task<DocumentPage> Find(int size, PageStart? after) => store.QueryAsync(
            new("things", [new KeyFilter.AnyLookup("token", ["t4", "u\"0", "u\"3", "none"])], "order", true, size, after), default);
    }

    [Fact]
    public async Task Query_AnyLookupOfTheFirstOfEach_FindsNoMoreByAnyValue()
    {
        for (var i = 0; i < 20; i++)
        {
            IndexKey[] keys = [IndexKey.Token("token", i < 15 ? "common" : "some"), IndexKey.Text("token", $"u{i}"), IndexKey.Number("order", i)];
            await store.CommitAsync(Make($"d{i:00}", $"r{i}", keys: keys), default);
        }

        Assert.Equal(["things/d12", "things/d02", "things/d01", "things/d00"], await FindAsync("common", "u12", "u1"));
        Assert.Equal(["things/d17", "things/d16", "things/d15"], await FindAsync("some"));
        Assert.Equal(["things/d03"], await FindAsync("u3", "none"));
        Assert.Empty(await FindAsync());

        async Task<IEnumerable<string>> FindAsync(params string[] values)
        {
            var query = new DocumentQuery("things", [new KeyFilter.AnyLookup("token", values, MostOfEach: 3)], "order", true, 10, null);
            return (await store.QueryAsync(query, default)).Documents.Select(document => document.Name);
        }
    }

    [Fact]
    public async Task History_InPages_GivesEachVersionOnceWithItsVerb()
    {
        await store.CommitAsync(Make("a", "r1"), default);
        for (var version = 1; version < 5; version++)
            await store.CommitAsync(Change("a", $"r{version + 1}", version), default);

        var first = await store.HistoryAsync("things", "things/a", 0, 3, default);
        var rest = await store.HistoryAsync("things", "things/a", first[^1].Version, 3, default);

        Assert.Equal([1, 2, 3, 4, 5], first.Concat(rest).Select(version => version.Version));
        Assert.Equal(["made", "changed"], first.Take(2).Select(version => version.Verb));
    }

    [Fact]
    public async Task Snapshot_ManyDocuments_TellsEachOnceWithOnePosition()
    {
        for (var i = 0; i < 20; i++)
            await store.CommitAsync(Make($"d{i:00}", $"r{i}"), default);
        var seen = new List<(long Position, string Name)>();

        var position = await store.SnapshotAsync(
            ["things"],
            async (at, document) =>
            {
                seen.Add((at, document.Name));
                if (seen.Count == 1)
                    await store.CommitAsync(Make("later", "later"), default);
            },
            default);

        Assert.Equal(20, position);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (20L, $"things/d{i:00}")), seen);
    }

    [Fact]
    public async Task Snapshot_OfMoreThanAPage_TellsEachOnceByNameCollectionAfterCollection()
    {
        string[] names = [.. Enumerable.Range(0, 2000).Select(i => $"d{i:0000}")];
        await Task.WhenAll(names.Select(name => store.CommitAsync(Make(name, name), default)));
        await store.CommitAsync(Make("z", "z") with { Collection = "others", Record = "others/z", Writes = [new("others", "others/z", 0, "{}", [])] }, default);
        var seen = new List<string>();

        await store.SnapshotAsync(
            ["things", "others"],
            (_, document) =>
            {
                seen.Add(document.Name);
                return Task.CompletedTask;
            },
            default);

        Assert.Equal([.. names.Select(name => $"things/{name}"), "others/z"], seen);
    }

    [Fact]
    public async Task Snapshot_WhoeverIsToldFails_GetsThatFault()
    {
        await store.CommitAsync(Make("a", "r1"), default);

        // As a connection to a client that is gone.
        await Assert.ThrowsAsync<IOException>(() => store.SnapshotAsync(["things"], (_, _) => throw new IOException("gone"), default));
    }

    [Fact]
    public async Task Wait_ReaderIsWokenByACommit_WellBeforeThePoll()
    {
        place.Options.PollInterval = TimeSpan.FromMinutes(1);
        var waiting = store.WaitAsync(0, TimeSpan.FromMinutes(1), default);

        await store.CommitAsync(Make("a", "r1"), default);

        await waiting.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Commit_AfterReopening_GoesOnWithTheFeed()
    {
        await store.CommitAsync(Make("a", "r1"), default);
        await ReopenAsync();

        var outcome = await store.CommitAsync(Make("b", "r2"), default);

        Assert.Equal(2, Assert.IsType<CommitOutcome.Committed>(outcome).Receipt.FeedPosition);
        Assert.IsType<CommitOutcome.Replayed>(await store.CommitAsync(Make("a", "r1"), default));
    }

    [Fact]
    public async Task Open_TwoInstancesAtOnce_MigrateOnce()
    {
        using var fresh = await StoragePlace.NewAsync(engine);

        var heads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var instance = fresh.Open();
            await using var documents = instance.OpenDocuments();
            return await documents.HeadAsync(default);
        })));

        Assert.All(heads, head => Assert.Equal(0, head));
    }

    [Fact]
    public async Task Check_WhenAllIsWell_Answers() => await store.CheckAsync(default);

    private async Task ReopenAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
        database = place.Open();
        store = database.OpenDocuments();
    }

    private protected static CommitUnit Make(string name, string request, string content = "", IReadOnlyList<IndexKey>? keys = null) => Unit(name, request, 0, content, keys);

    private static CommitUnit Change(string name, string request, long expected, IReadOnlyList<IndexKey>? keys = null) => Unit(name, request, expected, "", keys);

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
