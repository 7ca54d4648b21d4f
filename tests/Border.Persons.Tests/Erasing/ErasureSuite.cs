using Border.Audit.V1;
using Border.Erasures.V1;
using Border.Feed.V1;
using Border.Lookup.V1;
using Border.Persons.Tests.Interceptions;
using Border.Persons.V1;
using Border.Storage;
using Border.Storage.Keys;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Persons.Tests.Erasing;

public sealed class SqliteErasureTests() : ErasureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresErasureTests() : ErasureSuite(StorageEngineKind.Postgres);

/// <summary>What is left of a person who was erased, wherever one looks.</summary>
public abstract class ErasureSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Secret = "Wang-invented";

    private static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));

    private StoragePlace place = null!;
    private ServiceHost host = null!;

    private PersonRegistryService.PersonRegistryServiceClient Persons => new(host.Channel);

    private PersonService.PersonServiceClient Interceptions => new(host.Channel);

    private ErasureService.ErasureServiceClient Erasures => new(host.Channel);

    private LookupService.LookupServiceClient Lookup => new(host.Channel);

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        await StartAsync();
        await Persons.RegisterPersonAsync(NewPerson("a"));
        await Interceptions.RegisterInterceptionAsync(NewInterception("i", "a"));
        await Persons.AmendPersonAsync(new()
        {
            Person = new() { Name = "persons/a", Etag = (await Persons.GetPersonAsync(new() { Name = "persons/a" })).Etag, Area = "54" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = $"{Secret} moved",
            RequestId = "amend",
        });
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Store_HoldsNothingOfAPersonThatCanBeRead()
    {
        Assert.Equal(0, await RowsWithAsync(Secret));
        Assert.Equal(Secret, (await Persons.GetPersonAsync(new() { Name = "persons/a" })).Identity.Claims[0].FamilyName);
        Assert.Contains(await VersionsAsync("persons/a"), version => version.Reason == $"{Secret} moved");
        Assert.All(await VersionsAsync("persons/a"), version => Assert.Contains(Secret, TextOf(version), StringComparison.Ordinal));
    }

    [Fact]
    public async Task EraseRecord_OfAPerson_EmptiesThemAndTheirInterceptionsEverywhere()
    {
        var fed = (await StatesAsync()).Count;

        var erasure = await EraseAsync("persons/a");

        Assert.Equal(["persons/a", "interceptions/i"], erasure.Records);
        var person = await Persons.GetPersonAsync(new() { Name = "persons/a" });
        Assert.Equal((null, PersonState.Registered, "54"), (person.Identity, person.State, person.Area));
        Assert.NotNull(person.EraseTime);
        Assert.Null((await Interceptions.GetInterceptionAsync(new() { Name = "interceptions/i" })).Identity);
        Assert.All(await VersionsAsync("persons/a"), version => Assert.DoesNotContain("invented", TextOf(version), StringComparison.OrdinalIgnoreCase));
        Assert.All(await VersionsAsync("interceptions/i"), version => Assert.DoesNotContain("invented", TextOf(version), StringComparison.OrdinalIgnoreCase));
        Assert.Empty((await Lookup.SearchRecordsAsync(new() { Query = Secret })).Records);
        var states = await StatesAsync();
        Assert.Equal(fed + 2, states.Count);
        Assert.Equal((54, Morning), (int.Parse(states[^2].Unpack<Person>().Area, System.Globalization.CultureInfo.InvariantCulture), states[^1].Unpack<Interception>().InterceptTime));
        Assert.Equal(0, (await new AuditService.AuditServiceClient(host.Channel).VerifyChainAsync(new() { Service = "persons" })).BrokenSequence);
    }

    [Fact]
    public async Task EraseRecord_OfAPersonIntoWhomOthersWereMerged_EmptiesTheseAndTheirInterceptionsToo()
    {
        foreach (var id in (string[])["b", "c"])
        {
            await Persons.RegisterPersonAsync(NewPerson(id));
            await Interceptions.RegisterInterceptionAsync(NewInterception($"i-{id}", id));
        }

        await MergeAsync("c", "b");
        await MergeAsync("b", "a");

        var erasure = await EraseAsync("persons/a");

        Assert.Equal(
            ["interceptions/i", "interceptions/i-b", "interceptions/i-c", "persons/a", "persons/b", "persons/c"],
            erasure.Records.Order(StringComparer.Ordinal));
        foreach (var name in erasure.Records)
            Assert.All(await VersionsAsync(name), version => Assert.DoesNotContain("invented", TextOf(version), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task EraseRecord_OfAPersonFromWhoseMergeAnotherWasTakenOut_LeavesTheOther()
    {
        foreach (var id in (string[])["b", "c"])
            await Persons.RegisterPersonAsync(NewPerson(id));
        await MergeAsync("c", "b");
        await MergeAsync("b", "a");
        await Persons.UnmergePersonAsync(new() { Name = "persons/c", Reason = "two persons", RequestId = "unmerge" });

        var erasure = await EraseAsync("persons/a");

        Assert.Equal(["interceptions/i", "persons/a", "persons/b"], erasure.Records.Order(StringComparer.Ordinal));
        Assert.Equal(Secret, (await Persons.GetPersonAsync(new() { Name = "persons/c" })).Identity.Claims[0].FamilyName);
    }

    [Fact]
    public async Task EraseRecord_IsEnteredAsErasureAndAnsweredAgain()
    {
        var first = await EraseAsync("persons/a");

        Assert.Equal(first, await EraseAsync("persons/a"));
        var entries = (await new AuditService.AuditServiceClient(host.Channel).ListEntriesAsync(new() { Service = "persons", Record = "interceptions/i", PageSize = 100 })).Entries;
        Assert.Equal("erasure", entries.First(entry => entry.RequestId == "erase").Action);
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Erasures.EraseRecordAsync(new() { Name = "persons/a", ErasureId = "other", Reason = "again", RequestId = "other" })));
    }

    [Fact]
    public async Task EraseRecord_ThenChanged_IsRefused()
    {
        await EraseAsync("persons/a");

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Persons.VoidPersonAsync(new() { Name = "persons/a", Reason = "x", RequestId = "v" })));
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Interceptions.RegisterInterceptionAsync(NewInterception("j", "a"))));
    }

    [Fact]
    public async Task EraseRecord_UnderALegalHold_IsRefusedUntilItIsLifted()
    {
        await Erasures.PlaceLegalHoldAsync(new() { Name = "interceptions/i", Reason = "court", RequestId = "h" });

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Erasures.EraseRecordAsync(Erase("persons/a"))));
        Assert.NotNull((await Persons.GetPersonAsync(new() { Name = "persons/a" })).Identity);
        await Erasures.LiftLegalHoldAsync(new() { Name = "interceptions/i", Reason = "done", RequestId = "l" });
        Assert.Equal(2, (await EraseAsync("persons/a")).Records.Count);
    }

    [Fact]
    public async Task EraseRecord_OfSomethingElse_IsNotFound()
    {
        Assert.Equal(StatusCode.NotFound, await StatusAsync(Erasures.EraseRecordAsync(Erase("persons/none"))));
        Assert.Equal(StatusCode.NotFound, await StatusAsync(Erasures.EraseRecordAsync(Erase("watch-notices/a"))));
        Assert.Equal(StatusCode.NotFound, await StatusAsync(Erasures.LiftLegalHoldAsync(new() { Name = "persons/a", Reason = "x", RequestId = "l" })));
    }

    [Fact]
    public async Task Erased_RestoredFromABackupOfBefore_StaysErased()
    {
        var counted = await CountedAsync();
        var backup = await Backup.TakeAsync(place, "persons");
        await EraseAsync("persons/a");

        // The keys are kept apart, and are those of after.
        await RestartAsync(backup.RestoreAsync);

        Assert.Equal(counted, await CountedAsync());
        Assert.Equal(0, (await new AuditService.AuditServiceClient(host.Channel).VerifyChainAsync(new() { Service = "persons" })).BrokenSequence);
        var person = await Persons.GetPersonAsync(new() { Name = "persons/a" });

        Assert.Null(person.Identity);
        Assert.NotNull(person.EraseTime);
        Assert.All(await VersionsAsync("persons/a"), version => Assert.DoesNotContain("invented", TextOf(version), StringComparison.OrdinalIgnoreCase));
        Assert.Empty((await Lookup.SearchRecordsAsync(new() { Query = Secret })).Records);
        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Persons.AddClaimAsync(new() { Name = "persons/a", Claim = Claim(), RequestId = "c" })));
    }

    [Fact]
    public async Task Process_ThatEndedBeforeTheKeysWereDestroyed_MakesUpForItAtItsStart()
    {
        await EraseAsync("persons/a");
        var before = await KeysAsync(keys => keys.FindAsync(["persons/a"], default));
        Assert.Null(before["persons/a"].Wrapped);
        var own = (await host.Services.GetRequiredKeyedService<IDocumentStore>("persons").FindVersionAsync("persons", "persons/a", 1, default))!.Key!;
        // As if the process had died in between: the records are emptied, and there are keys without a mark. The proof of the secret stays: without it
        // the first key would be opened for it, which may be the one that is no key.
        await Tampering.RunAsync(place, "delete from data_key where record like '%/%' and record not like 'keys/%'", "persons_keys");
        await Tampering.RunAsync(place, $"update data_key set wrapped = (select wrapped from data_key where wrapped is not null limit 1) where record = '{own}'", "persons_keys");
        Assert.NotNull((await KeysAsync(keys => keys.FindAsync([own], default)))[own].Wrapped);

        await RestartAsync();

        for (var wait = 0; wait < 1200 && (await KeysAsync(keys => keys.FindAsync([own], default)))[own].Wrapped is not null; wait++)
            await Task.Delay(50);
        Assert.Equal(2, (await KeysAsync(keys => keys.FindAsync([own, "persons/a"], default))).Values.Count(key => key.Wrapped is null));
    }

    [Fact]
    public async Task EraseRecord_OfVersionsFromBeforeTheSealing_ClearsThem()
    {
        await Tampering.RunAsync(
            place,
            $$$"""update history set body = '{"name":"persons/a","unit":"U1","area":"53.01","state":"PERSON_STATE_REGISTERED","registerTime":"2021-03-01T00:00:00Z","identity":{"claims":[{"familyName":"{{{Secret}}}"}]}}' where document = (select id from document where name = 'persons/a') and version = 1""",
            "persons");
        Assert.Contains(Secret, TextOf((await VersionsAsync("persons/a"))[0]), StringComparison.Ordinal);

        await EraseAsync("persons/a");

        Assert.Equal(0, await RowsWithAsync(Secret));
    }

    [Fact]
    public async Task EraseRecord_WhileItIsChanged_LeavesNothingOfEitherThatCanBeRead()
    {
        var changes = Enumerable.Range(0, 20).Select(i => Task.Run(() => Persons.AddClaimAsync(new() { Name = "persons/a", Claim = Claim(), RequestId = $"c{i}" }).ResponseAsync)
            .ContinueWith(_ => { }, TaskScheduler.Default));
        await Task.WhenAll([.. changes, Task.Run(() => EraseAsync("persons/a"))]);
        await RestartAsync();

        var versions = await VersionsAsync("persons/a");
        Assert.Null((await Persons.GetPersonAsync(new() { Name = "persons/a" })).Identity);
        Assert.All(versions, version => Assert.DoesNotContain("invented", TextOf(version), StringComparison.OrdinalIgnoreCase));
        Assert.Equal("erased", versions[^1].Verb);
    }

    private async Task StartAsync(params (string, string)[] settings) =>
        host = await ServiceHost.StartAsync(place, builder => builder.AddPersons(), app => app.MapPersons(), settings);

    private async Task RestartAsync(Func<Task>? meanwhile = null)
    {
        await host.DisposeAsync();
        if (meanwhile is not null)
            await meanwhile();
        await StartAsync();
    }

    private async Task<Erasure> EraseAsync(string name) => await Erasures.EraseRecordAsync(Erase(name));

    private async Task MergeAsync(string id, string survivor) =>
        await Persons.MergePersonsAsync(new() { Name = $"persons/{id}", Survivor = $"persons/{survivor}", Reason = "same person", RequestId = $"merge-{id}" });

    private static EraseRecordRequest Erase(string name) => new() { Name = name, ErasureId = "e", Reason = "as the law says", RequestId = "erase" };

    private async Task<IList<RecordVersion>> VersionsAsync(string name) => (await Lookup.ListVersionsAsync(new() { Name = name })).Versions;

    private static string TextOf(RecordVersion version) =>
        $"{version.Reason} {(version.Record.TryUnpack(out Person person) ? person.ToString() : version.Record.Unpack<Interception>().ToString())}";

    // What Statistics counts from, anew.
    private async Task<IReadOnlyList<string>> CountedAsync()
    {
        using var call = new FeedService.FeedServiceClient(host.Channel).Snapshot(new() { Feed = "persons" });
        return await call.ResponseStream.ReadAllAsync().SelectMany(part => part.Events).Select(e => e.State.ToString()).Order(StringComparer.Ordinal).ToListAsync();
    }

    private async Task<List<Any>> StatesAsync()
    {
        var head = await host.Services.GetRequiredKeyedService<IDocumentStore>("persons").HeadAsync(default);
        using var call = new FeedService.FeedServiceClient(host.Channel).Subscribe(new() { Feed = "persons" });
        var states = new List<Any>();
        while (states.Count < head && await call.ResponseStream.MoveNext(default))
            states.AddRange(call.ResponseStream.Current.Events.Select(e => e.State));
        return states;
    }

    private async Task KeysAsync(Func<IKeyStore, Task> work) => await work(host.Services.GetRequiredKeyedService<KeyDatabase>("persons").Store);

    private async Task<T> KeysAsync<T>(Func<IKeyStore, Task<T>> work) => await work(host.Services.GetRequiredKeyedService<KeyDatabase>("persons").Store);

    private Task<long> RowsWithAsync(string text) => StoredRows.WithAsync(place, "persons", text);

    private static async Task<StatusCode> StatusAsync<T>(AsyncUnaryCall<T> call) => (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode;

    private static IdentityClaim Claim() => new() { Source = ClaimSource.Stated, FamilyName = Secret, Nationality = "VNM" };

    private static RegisterPersonRequest NewPerson(string id) => new()
    {
        PersonId = id,
        RequestId = $"person-{id}",
        Person = new() { Unit = "U1", Area = "53.01", RegisterTime = Morning, Identity = new() { Claims = { Claim() } } },
    };

    private static RegisterInterceptionRequest NewInterception(string id, string person) => SampleInterceptions.Of(id, Morning, $"persons/{person}", Claim());
}
