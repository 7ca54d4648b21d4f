using Border.Erasures.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Cases.Tests.Erasing;

public sealed class SqliteErasedPersonTurnTests() : ErasedPersonTurnSuite(StorageEngineKind.Sqlite);

public sealed class PostgresErasedPersonTurnTests() : ErasedPersonTurnSuite(StorageEngineKind.Postgres);

/// <summary>What becomes of a person erased while something else is under way, or ended in between.</summary>
public abstract class ErasedPersonTurnSuite(StorageEngineKind engine) : ErasedPersonHost(engine)
{
    [Fact]
    public async Task CarryOut_WhileAnErasureOfACaseIsUnderWay_LeavesItToWhoeverBeganIt()
    {
        await FillAsync("a");
        var erasure = new Erasure { Name = "erasures/own", Record = "cases/a", Reason = "as the law says", State = ErasureState.UnderWay };
        await Host.Services.GetRequiredKeyedService<RecordWork>("cases").RunAsync(
            new(new FollowErasureRequest { Name = erasure.Name, RequestId = "own" }, "test"),
            ErasureKinds.Erasures,
            session =>
            {
                session.Save(ErasureKinds.Erasures, erasure.Clone(), "begun");
                return Task.FromResult(erasure);
            },
            default);

        await Erased.CarryOutAsync(default);

        Assert.Equal(ErasureState.UnderWay, (await Erasures.ListErasuresAsync(new() { Service = "cases" })).Erasures.Single().State);
    }

    [Fact]
    public async Task CarryOut_AProcessThatEndedAfterAnyStep_IsMadeUpForByTheNext()
    {
        await FillAsync("a");
        await Erased.FollowAsync(Erasure("persons/p"), default);
        await Host.Services.GetRequiredKeyedService<RecordErasure>("cases").DestroyAsync(["persons/p"], default);
        await RestartAsync();

        var suspect = (await Client.GetCaseAsync(new() { Name = "cases/a" })).Suspects[0];
        Assert.Equal("", suspect.StatedName);
        Assert.NotNull(suspect.EraseTime);
        Assert.Single((await Client.ListCasesAsync(new() { Person = "persons/p" })).Cases);
        Assert.Equal(1, await Erased.LastAsync(default));
        await Erased.FollowAsync(Erasure("persons/p"), default);
        await Erased.CarryOutAsync(default);

        Assert.Empty((await Client.ListCasesAsync(new() { Person = "persons/p" })).Cases);
        await AssertGoneAsync("a");
        Assert.Equal(ErasureState.Done, (await Erasures.ListErasuresAsync(new() { Service = "cases" })).Erasures.Single().State);
        var versions = (await Lookup.ListVersionsAsync(new() { Name = "cases/a" })).Versions.Count;
        await Erased.CarryOutAsync(default);
        Assert.Equal(versions, (await Lookup.ListVersionsAsync(new() { Name = "cases/a" })).Versions.Count);
    }

    [Fact]
    public async Task Erased_RestoredFromABackupOfBefore_SaysNothingOfThemAndIsEmptiedAgain()
    {
        await FillAsync("a");
        var backup = await Backup.TakeAsync(Place, "cases");
        await EraseAsync("persons/p");

        await RestartAsync(backup.RestoreAsync);

        await AssertUnreadableAsync("cases/a");
        Assert.Equal(Kept, (await Client.GetCaseAsync(new() { Name = "cases/a" })).Suspects[1].StatedName);
        Assert.Equal(0, await Erased.LastAsync(default));
        await EraseAsync("persons/p");
        Assert.Empty((await Client.ListCasesAsync(new() { Person = "persons/p" })).Cases);
        await AssertGoneAsync("a");
    }

    [Fact]
    public async Task CarryOut_WhileCasesNameThePerson_LeavesNoneThatDoes()
    {
        for (var i = 0; i < 10; i++)
            await RegisterAsync($"c{i}");
        var naming = Enumerable.Range(0, 10)
            .Select(i => Task.Run(() => AddSuspectAsync($"c{i}", "s", "persons/p", Gone).ResponseAsync).ContinueWith(_ => { }, TaskScheduler.Default));

        await Task.WhenAll([.. naming, Task.Run(() => EraseAsync("persons/p"))]);

        Assert.Empty((await Client.ListCasesAsync(new() { Person = "persons/p" })).Cases);
        for (var i = 0; i < 10; i++)
            await AssertGoneAsync($"c{i}");
    }
}
