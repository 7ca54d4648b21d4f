using System.Reflection;
using System.Text;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Storage.Keys;
using Border.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Tests.Privacy;

public sealed class SqliteSealedStoreTests() : SealedStoreSuite(StorageEngineKind.Sqlite);

public sealed class PostgresSealedStoreTests() : SealedStoreSuite(StorageEngineKind.Postgres);

/// <summary>Under which keys records are sealed, on each engine, with two processes on one database.</summary>
public abstract class SealedStoreSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Name = "interceptions/a";

    private static readonly RecordKind<Interception> Kind = new(
        "interceptions",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Time("intercept_time", record.InterceptTime.ToDateTimeOffset())])
    {
        IsSealed = true,
    };

    private StoragePlace place = null!;
    private StorageDatabase database = null!;
    private KeyDatabase keys = null!;
    private KeyDatabase otherKeys = null!;
    private IDocumentStore plain = null!;
    private MasterKey master = null!;
    private SealedStore store = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        database = place.Open();
        (keys, otherKeys) = (new(place.Options, "test", TimeProvider.System), new(place.Options, "test", TimeProvider.System));
        plain = database.OpenDocuments();
        master = new(Options.Create(new PrivacyOptions { Key = Convert.ToBase64String(new byte[32]) }), Options.Create(place.Options));
        store = new(plain, TestKeys.RingOf(keys.Store, master), [Kind]);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await keys.DisposeAsync();
        await otherKeys.DisposeAsync();
        await database.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Keys_OfTwoProcesses_AreEachGivenOutOnce()
    {
        var other = new KeyPool(otherKeys.Store, master);
        var pool = new KeyPool(keys.Store, master);

        var taken = await Task.WhenAll(Enumerable.Range(0, 1500).Select(i => Task.Run(() => (i % 2 == 0 ? pool : other).TakeAsync(default).AsTask())));

        Assert.Equal(1500, taken.Select(key => key.Name).Distinct().Count());
        Assert.Equal(1500, taken.Select(key => Convert.ToHexString(key.Key)).Distinct().Count());
        var kept = await keys.Store.FindAsync([.. taken.Select(key => key.Name)], default);
        Assert.All(taken, key => Assert.Equal(key.Key, master.Unwrap(kept[key.Name].Wrapped!, key.Name)));
    }

    [Fact]
    public async Task Versions_OfARecord_AreSealedUnderOneKeyInWhicheverProcess()
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));
        var other = new SealedStore(plain, TestKeys.RingOf(otherKeys.Store, master), [Kind]);

        await AmendAsync(other, "second", "Li");
        await AmendAsync(store, "third", "Zhao");

        var used = new List<string?>();
        for (var version = 1; version <= 3; version++)
            used.Add((await store.FindVersionAsync(Kind.Collection, Name, version, default))!.Key);
        Assert.Single(used.Distinct());
        Assert.True(KeyPool.Has(used[0]!));
        Assert.Equal("because of Zhao", (await store.HistoryAsync(Kind.Collection, Name, 0, 10, default))[2].Reason);
    }

    [Fact]
    public async Task Versions_ErasedByAnotherProcess_CannotBeReadHereEither()
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));
        Assert.NotNull(Assert.Single(await store.HistoryAsync(Kind.Collection, Name, 0, 10, default)).Whole);
        var other = new SealedStore(plain, TestKeys.RingOf(otherKeys.Store, master), [Kind]);

        await other.EraseAsync([Name], default);

        Assert.Null(Assert.Single(await store.HistoryAsync(Kind.Collection, Name, 0, 10, default)).Whole);
        Assert.Null((await store.FindVersionAsync(Kind.Collection, Name, 1, default))!.Whole);
    }

    [Fact]
    public async Task Record_SealedUnderItsName_IsReadAndChangedUnderThatKeyAndErased()
    {
        await SealAsBeforeAsync("Wang");
        Assert.Equal("Wang", await FamilyNameAsync());

        await AmendAsync(store, "amend", "Li");
        var document = await store.FindAsync(Kind.Collection, Name, default);
        Assert.Equal(("Li", Name), (await FamilyNameAsync(), document!.Key));
        await store.EraseAsync([Name], default);

        Assert.Null(RecordDocument.Read(Kind, (await store.FindAsync(Kind.Collection, Name, default))!).Identity);
        Assert.All(await store.HistoryAsync(Kind.Collection, Name, 0, 10, default), version => Assert.Equal((null, ""), (version.Whole, version.Reason)));
    }

    [Fact]
    public async Task Erase_OfARecordWhoseVersionsHaveDifferentKeys_DestroysThemAll()
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));
        await AmendAsync(store, "emptied", null);
        await AmendAsync(store, "named", "Li");
        Assert.Equal("Li", await FamilyNameAsync());

        await store.EraseAsync([Name], default);

        Assert.All(await store.HistoryAsync(Kind.Collection, Name, 0, 10, default), version => Assert.Equal((null, ""), (version.Whole, version.Reason)));
        Assert.Null((await keys.Store.FindAsync([Name], default))[Name].Wrapped);
    }

    [Fact]
    public async Task EraseVersions_OfBeforeRecordsHadKeysOfTheirOwn_ClearsThemAndKeepsTheKeyOfTheName()
    {
        await SealAsBeforeAsync("Wang");
        await AmendAsync(store, "second", "Li");
        await RenewAsync();
        await AmendAsync(store, "last", "Zhao");

        var used = await store.VersionKeysAsync(Name, default);
        await store.EraseVersionsAsync(Name, [], default);

        Assert.Equal("Zhao", await FamilyNameAsync());
        Assert.Equal((await store.FindAsync(Kind.Collection, Name, default))!.Key, Assert.Single(used));
        var versions = await plain.HistoryAsync(Kind.Collection, Name, 0, 10, default);
        Assert.All(versions.Take(2), version => Assert.DoesNotContain("@", version.Body + version.Reason, StringComparison.Ordinal));
        Assert.NotNull((await keys.Store.FindAsync([Name], default))[Name].Wrapped);
    }

    [Fact]
    public async Task Change_OfARecordWhoseEarlierVersionsAreErasedMeanwhile_IsDoneAgain()
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));
        var rounds = 0;

        await RunAsync(store, "amend", async session =>
        {
            var record = await session.GetAsync(Kind, Name);
            record.Identity = New("Li").Identity;
            session.Save(Kind, record, "amended");
            if (rounds++ == 0)
                await EraseEarlierAsync();
            return record;
        });

        Assert.Equal((2, "Li"), (rounds, await FamilyNameAsync()));
        Assert.Equal([null, "Wang", "Li"], (await store.HistoryAsync(Kind.Collection, Name, 0, 10, default))
            .Select(version => RecordDocument.Read(Kind, Name, version).Identity?.Claims[0].FamilyName));
    }

    [Fact]
    public async Task Read_OfARecordWhoseEarlierVersionsAreErasedMeanwhile_GivesWhatStands()
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));

        var found = await Reader("first").FindAsync(Kind.Collection, Name, default);
        var listed = await Reader("second").QueryAsync(new(Kind.Collection, [], "intercept_time", Descending: false, 10, null), default);

        Assert.All([found!, Assert.Single(listed.Documents)], document => Assert.Equal("Wang", RecordDocument.Read(Kind, document).Identity.Claims[0].FamilyName));
        Assert.Equal((2, 3), (found!.Version, listed.Documents[0].Version));
    }

    [Fact]
    public async Task Record_WhoseKeyIsNotThere_CannotBeReadAndKeepsItsData()
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));
        await Tampering.RunAsync(place, "delete from data_key", "test_keys");
        var other = new SealedStore(plain, TestKeys.RingOf(otherKeys.Store, master), [Kind]);

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RefusalException>(() => other.FindAsync(Kind.Collection, Name, default))).Code);
        Assert.Contains("@box", (await plain.FindAsync(Kind.Collection, Name, default))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_OfRecordsOfWhichOneHasNoKey_ShowsItWithoutPersonsAndTellsTheLogOnce()
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));
        await RunAsync(store, "another", session => Saved(session, New("Li", "interceptions/b")));
        var key = (await store.FindAsync(Kind.Collection, Name, default))!.Key;
        await Tampering.RunAsync(place, $"delete from data_key where record = '{key}'", "test_keys");
        using var log = new CapturedLog();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        var other = new SealedStore(plain, TestKeys.RingOf(otherKeys.Store, master, logger: logs.CreateLogger<KeyRing>()), [Kind]);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_ThatEndedOnceTheKeyWasMarked_IsBroughtToItsEndByTheRepeat(bool isOfVersions)
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));
        var key = (await store.FindVersionAsync(Kind.Collection, Name, 1, default))!.Key!;
        var wrapped = (await keys.Store.FindAsync([key], default))[key].Wrapped!;
        await Tampering.RunAsync(
            place,
            (engine == StorageEngineKind.Sqlite ? "pragma secure_delete = on; " : "")
            + $"update data_key set wrapped = null where record = '{key}'; insert into data_key values ('{Name}', null, 0)",
            "test_keys");
        Assert.False(await IsGivenUpAsync(wrapped));

        await (isOfVersions ? store.EraseVersionsAsync(Name, [key], default) : store.EraseAsync([Name], default));

        Assert.True(await IsGivenUpAsync(wrapped));
    }

    [Fact]
    public async Task Destroy_ThatFailsOnceTheKeyIsMarked_IsForgottenAndDoneAgain()
    {
        var failing = DispatchProxy.Create<IKeyStore, FailingKeys>();
        ((FailingKeys)failing).Begin(keys.Store);
        var ring = TestKeys.RingOf(failing, master);
        var key = (await ring.TakeAsync(default)).Name;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => ring.DestroyAsync([key], default));
        Assert.Null((await ring.FindAsync([key], isFresh: false, default))[key].Key);
        await ring.DestroyAsync([key], default);

        Assert.Equal(2, ((FailingKeys)failing).Destructions);
    }

    [Fact]
    public async Task Destroy_OfWhatWasDestroyedLongAgo_IsDoneAgainOnceInAProcess()
    {
        var counting = DispatchProxy.Create<IKeyStore, FailingKeys>();
        ((FailingKeys)counting).Begin(keys.Store, failures: 0);
        await keys.Store.DestroyAsync(["persons/a", "persons/b"], default);
        var ring = TestKeys.RingOf(counting, master, new SetClock(TimeProvider.System.GetUtcNow().AddDays(1)));

        await ring.DestroyAsync(["persons/a"], default);
        await ring.DestroyAsync(["persons/b"], default);

        Assert.Equal(1, ((FailingKeys)counting).Destructions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_OfVersionsThatWereNotSealed_LeavesNothingOfThemInTheFiles(bool isOfVersions)
    {
        var familyName = $"Wang{new string('x', 10_000)}";
        await RunAsync(plain, "create", session =>
        {
            session.Save(Kind with { IsSealed = false }, New(familyName), "registered");
            return Task.FromResult(New(familyName));
        });
        await AmendAsync(store, "amend", "Li");
        // As it is when the database is as old as what it has.
        if (engine == StorageEngineKind.Sqlite)
            await Tampering.ScalarAsync(place, "pragma wal_checkpoint(truncate)");
        var some = Encoding.UTF8.GetBytes(new string('x', 500));
        Assert.False(await IsGivenUpAsync(some, "test", "history"));

        await (isOfVersions ? store.EraseVersionsAsync(Name, [], default) : store.EraseAsync([Name], default));

        Assert.True(await IsGivenUpAsync(some, "test", "history"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_OfASealedRecordWhileTheDatabaseIsReadOut_WaitsForNothing(bool isOfVersions)
    {
        await RunAsync(store, "create", session => Saved(session, New("Wang")));
        var key = (await store.FindVersionAsync(Kind.Collection, Name, 1, default))!.Key!;

        await plain.SnapshotAsync(
            [Kind.Collection],
            (_, _) => (isOfVersions ? store.EraseVersionsAsync(Name, [key], default) : store.EraseAsync([Name], default)).WaitAsync(TimeSpan.FromSeconds(10)),
            default);

        Assert.Null((await keys.Store.FindAsync([key], default))[key].Wrapped);
        if (engine == StorageEngineKind.Postgres)
            Assert.False(await IsGivenUpAsync([], "test", "history"));
    }

    [Fact]
    public async Task Erase_ThatCannotGiveUpWhatWasReplaced_HasDestroyedTheKeysAndIsDoneAgain()
    {
        await RunAsync(plain, "create", session =>
        {
            session.Save(Kind with { IsSealed = false }, New("Wang"), "registered");
            return Task.FromResult(New("Wang"));
        });
        await AmendAsync(store, "amend", "Li");
        var key = (await store.FindAsync(Kind.Collection, Name, default))!.Key!;
        var full = DispatchProxy.Create<IDocumentStore, FullStore>();
        ((FullStore)full).Begin(plain);
        var other = new SealedStore(full, TestKeys.RingOf(otherKeys.Store, master), [Kind]);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => other.EraseAsync([Name], default));

        Assert.Null((await keys.Store.FindAsync([key], default))[key].Wrapped);
        await other.EraseAsync([Name], default);
        Assert.Equal(2, ((FullStore)full).Tries);
        Assert.Null((await keys.Store.FindAsync([Name], default))[Name].Wrapped);
    }

    // On PostgreSQL by a vacuum, for which the test looks instead.
    private async Task<bool> IsGivenUpAsync(byte[] bytes, string service = "test_keys", string table = "data_key") => engine == StorageEngineKind.Sqlite
        ? !await StoredBytes.AnyAsync(place, service, bytes)
        : (long)(await Tampering.ScalarAsync(place, $"select vacuum_count from pg_stat_user_tables where relname = '{table}'", service))! > 0;

    private async Task EraseEarlierAsync(string request = "renew")
    {
        var used = await store.VersionKeysAsync(Name, default);
        await RenewAsync(request);
        await store.EraseVersionsAsync(Name, used, default);
    }

    private Task<Written<Interception>> RenewAsync(string request = "renew") => RunAsync(store, request, async session =>
    {
        await ((RecordKind)Kind).RenewAsync(session, Name, "law");
        return New("");
    });

    // Another process, to which it happens between the first that it reads of the record and its key.
    private SealedStore Reader(string request)
    {
        var interrupted = DispatchProxy.Create<IDocumentStore, InterruptedStore>();
        ((InterruptedStore)interrupted).Begin(plain, () => EraseEarlierAsync(request));
        return new(interrupted, TestKeys.RingOf(otherKeys.Store, master), [Kind]);
    }

    // As records were sealed before keys were made ahead: a JSON body, and the key under the record's name.
    private async Task SealAsBeforeAsync(string familyName)
    {
        var key = new byte[Sealing.KeyBytes];
        await keys.Store.AddAsync(new Dictionary<string, byte[]> { [Name] = master.Wrap(key, Name) }, default);
        var record = New(familyName);
        var box = Convert.ToBase64String(Sealing.Seal(key, Encoding.UTF8.GetBytes(RecordDocument.Text(record)), Encoding.UTF8.GetBytes(Name)));
        await RunAsync(plain, "create", session =>
        {
            session.Save(Kind with { IsSealed = false }, record, "registered");
            session.Writes[0] = session.Writes[0] with { Body = $$"""{ "name": "{{Name}}", "@sealed": "{{box}}" }""" };
            return Task.FromResult(record);
        });
    }

    private async Task<string> FamilyNameAsync() =>
        RecordDocument.Read(Kind, (await store.FindAsync(Kind.Collection, Name, default))!).Identity.Claims[0].FamilyName;

    private static Task<Written<Interception>> AmendAsync(SealedStore store, string request, string? familyName) => RunAsync(store, request, async session =>
    {
        var record = await session.GetAsync(Kind, Name);
        record.Identity = familyName is null ? null : New(familyName).Identity;
        session.Save(Kind, record, "amended", familyName is null ? "" : $"because of {familyName}");
        return record;
    });

    private static Task<Interception> Saved(RecordSession session, Interception record)
    {
        session.Save(Kind, record, "registered");
        return Task.FromResult(record);
    }

    private static Task<Written<Interception>> RunAsync(IDocumentStore store, string request, Func<RecordSession, Task<Interception>> work) =>
        new RecordWork(store, TimeProvider.System, new SearchTokens([]), new RequestDigests([7], isKeyed: true))
            .RunAsync(new(new RegisterInterceptionRequest { RequestId = request }, "tester"), Kind, work, default);

    private static Interception New(string familyName, string name = Name) => new()
    {
        Name = name,
        Area = "53.01",
        InterceptTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        Identity = new() { Claims = { new IdentityClaim { FamilyName = familyName } } },
    };
}
