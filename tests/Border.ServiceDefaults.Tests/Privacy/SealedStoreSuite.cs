using System.Reflection;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Tests.Privacy;

public sealed class SqliteSealedStoreTests() : SealedStoreSuite(StorageEngineKind.Sqlite);

public sealed class PostgresSealedStoreTests() : SealedStoreSuite(StorageEngineKind.Postgres);

/// <summary>Under which keys records are sealed, on each engine, with two processes on one database.</summary>
public abstract class SealedStoreSuite(StorageEngineKind engine) : SealedStoreTestBase(engine)
{
    [Fact]
    public async Task Keys_OfTwoProcesses_AreEachGivenOutOnce()
    {
        var other = new KeyPool(OtherKeys.Store, Master);
        var pool = new KeyPool(Keys.Store, Master);

        var taken = await Task.WhenAll(Enumerable.Range(0, 1500).Select(i => Task.Run(() => (i % 2 == 0 ? pool : other).TakeAsync(default).AsTask())));

        Assert.Equal(1500, taken.Select(key => key.Name).Distinct().Count());
        Assert.Equal(1500, taken.Select(key => Convert.ToHexString(key.Key)).Distinct().Count());
        var kept = await Keys.Store.FindAsync([.. taken.Select(key => key.Name)], default);
        Assert.All(taken, key => Assert.Equal(key.Key, Master.Unwrap(kept[key.Name].Wrapped!, key.Name)));
    }

    [Fact]
    public async Task Versions_OfARecord_AreSealedUnderOneKeyInWhicheverProcess()
    {
        await RunAsync(Store, "create", session => Saved(session, New("Wang")));
        var other = new SealedStore(Plain, TestKeys.RingOf(OtherKeys.Store, Master), [Kind]);

        await AmendAsync(other, "second", "Li");
        await AmendAsync(Store, "third", "Zhao");

        var used = new List<string?>();
        for (var version = 1; version <= 3; version++)
            used.Add((await Store.FindVersionAsync(Kind.Collection, Name, version, default))!.Key);
        Assert.Single(used.Distinct());
        Assert.True(KeyPool.Has(used[0]!));
        Assert.Equal("because of Zhao", (await Store.HistoryAsync(Kind.Collection, Name, 0, 10, default))[2].Reason);
    }

    [Fact]
    public async Task Versions_ErasedByAnotherProcess_CannotBeReadHereEither()
    {
        await RunAsync(Store, "create", session => Saved(session, New("Wang")));
        Assert.NotNull(Assert.Single(await Store.HistoryAsync(Kind.Collection, Name, 0, 10, default)).Whole);
        var other = new SealedStore(Plain, TestKeys.RingOf(OtherKeys.Store, Master), [Kind]);

        await other.EraseAsync([Name], default);

        Assert.Null(Assert.Single(await Store.HistoryAsync(Kind.Collection, Name, 0, 10, default)).Whole);
        Assert.Null((await Store.FindVersionAsync(Kind.Collection, Name, 1, default))!.Whole);
    }

    [Fact]
    public async Task Record_SealedUnderItsName_IsReadAndChangedUnderThatKeyAndErased()
    {
        await SealAsBeforeAsync("Wang");
        Assert.Equal("Wang", await FamilyNameAsync());

        await AmendAsync(Store, "amend", "Li");
        var document = await Store.FindAsync(Kind.Collection, Name, default);
        Assert.Equal(("Li", Name), (await FamilyNameAsync(), document!.Key));
        await Store.EraseAsync([Name], default);

        Assert.Null(RecordDocument.Read(Kind, (await Store.FindAsync(Kind.Collection, Name, default))!).Identity);
        Assert.All(await Store.HistoryAsync(Kind.Collection, Name, 0, 10, default), version => Assert.Equal((null, ""), (version.Whole, version.Reason)));
    }

    [Fact]
    public async Task Change_OfARecordWhoseEarlierVersionsAreErasedMeanwhile_IsDoneAgain()
    {
        await RunAsync(Store, "create", session => Saved(session, New("Wang")));
        var rounds = 0;

        await RunAsync(Store, "amend", async session =>
        {
            var record = await session.GetAsync(Kind, Name);
            record.Identity = New("Li").Identity;
            session.Save(Kind, record, "amended");
            if (rounds++ == 0)
                await EraseEarlierAsync();
            return record;
        });

        Assert.Equal((2, "Li"), (rounds, await FamilyNameAsync()));
        Assert.Equal([null, "Wang", "Li"], (await Store.HistoryAsync(Kind.Collection, Name, 0, 10, default))
            .Select(version => RecordDocument.Read(Kind, Name, version).Identity?.Claims[0].FamilyName));
    }

    [Fact]
    public async Task Read_OfARecordWhoseEarlierVersionsAreErasedMeanwhile_GivesWhatStands()
    {
        await RunAsync(Store, "create", session => Saved(session, New("Wang")));

        var found = await Reader("first").FindAsync(Kind.Collection, Name, default);
        var listed = await Reader("second").QueryAsync(new(Kind.Collection, [], "intercept_time", Descending: false, 10, null), default);

        Assert.All([found!, Assert.Single(listed.Documents)], document => Assert.Equal("Wang", RecordDocument.Read(Kind, document).Identity.Claims[0].FamilyName));
        Assert.Equal((2, 3), (found!.Version, listed.Documents[0].Version));
    }

    [Fact]
    public async Task Record_WhoseKeyIsNotThere_CannotBeReadAndKeepsItsData()
    {
        await RunAsync(Store, "create", session => Saved(session, New("Wang")));
        await Tampering.RunAsync(Place, "delete from data_key", "test_keys");
        var other = new SealedStore(Plain, TestKeys.RingOf(OtherKeys.Store, Master), [Kind]);

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RefusalException>(() => other.FindAsync(Kind.Collection, Name, default))).Code);
        Assert.Contains("@box", (await Plain.FindAsync(Kind.Collection, Name, default))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_OfRecordsOfWhichOneHasNoKey_ShowsItWithoutPersonsAndTellsTheLogOnce()
    {
        await RunAsync(Store, "create", session => Saved(session, New("Wang")));
        await RunAsync(Store, "another", session => Saved(session, New("Li", "interceptions/b")));
        var key = (await Store.FindAsync(Kind.Collection, Name, default))!.Key;
        await Tampering.RunAsync(Place, $"delete from data_key where record = '{key}'", "test_keys");
        using var log = new CapturedLog();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        var other = new SealedStore(Plain, TestKeys.RingOf(OtherKeys.Store, Master, logger: logs.CreateLogger<KeyRing>()), [Kind]);
        var query = new DocumentQuery(Kind.Collection, [], "intercept_time", Descending: false, 10, null);

        var shown = (await other.QueryAsync(query with { TakesClosed = true }, default)).Documents.Select(document => RecordDocument.Read(Kind, document)).ToList();

        var closed = shown.Single(record => record.Name == Name);
        Assert.Null(closed.Identity);
        Assert.Null(closed.EraseTime);
        Assert.Equal("Li", shown.Single(record => record.Name != Name).Identity.Claims[0].FamilyName);
        await Assert.ThrowsAsync<RefusalException>(() => other.QueryAsync(query, default));
        var (level, text) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Critical, level);
        Assert.Contains(key!, text, StringComparison.Ordinal);
    }

    // Another process, to which it happens between the first that it reads of the record and its key.
    private SealedStore Reader(string request)
    {
        var interrupted = DispatchProxy.Create<IDocumentStore, InterruptedStore>();
        ((InterruptedStore)interrupted).Begin(Plain, () => EraseEarlierAsync(request));
        return new(interrupted, TestKeys.RingOf(OtherKeys.Store, Master), [Kind]);
    }
}
