using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Cases.Tests.Erasing;

public sealed class SqliteErasedPersonTests() : ErasedPersonSuite(StorageEngineKind.Sqlite);

public sealed class PostgresErasedPersonTests() : ErasedPersonSuite(StorageEngineKind.Postgres);

/// <summary>What cases say of suspects after the person was erased in Persons.</summary>
public abstract class ErasedPersonSuite(StorageEngineKind engine) : ErasedPersonHost(engine)
{
    [Fact]
    public async Task CarryOut_APersonWhoIsASuspect_EmptiesWhatTheCaseSaysOfThemAndNothingElse()
    {
        await FillAsync("a");

        await EraseAsync("persons/p");

        var record = await Client.GetCaseAsync(new() { Name = "cases/a" });
        Assert.Equal(("", "", "", null, "persons/q", Kept), (
            record.Suspects[0].Person,
            record.Suspects[0].StatedName,
            record.Suspects[0].RemoveReason,
            record.Arrests[0].Suspect,
            record.Suspects[1].Person,
            record.Suspects[1].StatedName));
        Assert.Equal(Kept, record.Arrests[1].Suspect.StatedName);
        Assert.Equal(("", "Invented"), (record.Warrants[0].Particulars, record.Particulars.Title));
        Assert.NotNull(record.Suspects[0].EraseTime);
        Assert.NotNull(record.Arrests[0].EraseTime);
        Assert.Null(record.Suspects[1].EraseTime);
        await AssertGoneAsync("a");
        Assert.Empty((await Client.ListCasesAsync(new() { Person = "persons/p" })).Cases);
        Assert.Equal("cases/a", (await Client.ListCasesAsync(new() { Person = "persons/q" })).Cases.Single().Name);
        Assert.Equal("cases/a", (await Lookup.SearchRecordsAsync(new() { Query = Kept })).Records.Single().Name);
    }

    [Fact]
    public async Task CarryOut_APerson_LeavesAllThatIsCountedAsItWas()
    {
        await FillAsync("a");
        var before = await FedAsync();

        await EraseAsync("persons/p");

        var after = await FedAsync();
        Assert.NotEqual(before, after);
        after.Suspects[0].EraseTime = after.Arrests[0].EraseTime = null;
        Assert.Equal(before, after);
        Assert.Equal(2, after.Arrests.Count(arrest => !arrest.Withdrawn));
    }

    [Fact]
    public async Task CarryOut_AnErasureThatCameBeforeTheLink_LetsNothingNameThePerson()
    {
        await RegisterAsync("a");
        await AddSuspectAsync("a", "s", "", "");

        await EraseAsync("persons/p", "interceptions/i");

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(AddSuspectAsync("a", "t", "persons/p", Gone)));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(IdentifyAsync("a", "s", "persons/p")));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(ArrestAsync("a", "x", "", "interceptions/i")));
        // Also where nothing is said that would be sealed under the destroyed key.
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(AddSuspectAsync("a", "u", "persons/p", "")));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(ArrestAsync("a", "y", "", "interceptions/i", "")));
        await AddSuspectAsync("a", "t", "persons/q", Kept);
    }

    [Fact]
    public async Task CarryOut_ASuspectWhoWasNotKnownAtFirst_LeavesNoVersionOfThatTimeEither()
    {
        await RegisterAsync("a");
        await AddSuspectAsync("a", "s", "", Gone);
        await ArrestAsync("a", "x", "s", "interceptions/i");
        await IdentifyAsync("a", "s", "persons/p");

        await EraseAsync("persons/p");

        await AssertGoneAsync("a");
    }

    [Fact]
    public async Task CarryOut_ThePersonWhoWasThoughtToBeTheSuspect_LeavesWhatIsSaidOfTheOther()
    {
        await RegisterAsync("a");
        await AddSuspectAsync("a", "s", "persons/p", Gone);
        await Client.IdentifySuspectAsync(new() { Name = "cases/a", SuspectId = "s", Person = "persons/q", StatedName = Kept, Reason = $"not {Gone}", RequestId = "i" });

        await EraseAsync("persons/p");

        var suspect = (await Client.GetCaseAsync(new() { Name = "cases/a" })).Suspects.Single();
        Assert.Equal(("persons/q", Kept, null), (suspect.Person, suspect.StatedName, suspect.EraseTime));
        Assert.Empty(suspect.FormerPersons);
        Assert.DoesNotContain("persons/p", suspect.ToString(), StringComparison.Ordinal);
        var first = (await Lookup.ListVersionsAsync(new() { Name = "cases/a" })).Versions[1].Record.Unpack<Case>();
        Assert.Equal("", first.Suspects.Single().StatedName);
    }

    [Fact]
    public async Task CarryOut_WhomAnotherWasTakenFor_LeavesWhatCasesSayOfTheOther()
    {
        await RegisterAsync("a");
        await AddSuspectAsync("a", "s", "persons/p", Gone);
        await ArrestAsync("a", "x", "s", "persons/p");
        await IdentifyAsync("a", "s", "persons/q");
        await RegisterAsync("b");
        await AddSuspectAsync("b", "s", "persons/p", Kept);
        await Erasures.PlaceLegalHoldAsync(new() { Name = "cases/b", Reason = "court", RequestId = "h" });

        await EraseAsync("persons/q");

        Assert.Equal(ErasureState.Done, (await Erasures.ListErasuresAsync(new() { Service = "cases" })).Erasures.Single().State);
        Assert.NotNull((await Client.GetCaseAsync(new() { Name = "cases/a" })).Suspects.Single().EraseTime);
        var other = (await Client.GetCaseAsync(new() { Name = "cases/b" })).Suspects.Single();
        Assert.Equal(("persons/p", Kept, null), (other.Person, other.StatedName, other.EraseTime));
    }

    [Fact]
    public async Task CarryOut_ACaseOfBeforeItsSubjectsWereAKey_IsFoundByWhoIsSuspected()
    {
        await FillAsync("a");
        await Tampering.RunAsync(Place, "delete from text_key where field in (select id from key_field where name = 'subject')", "cases");

        await EraseAsync("persons/p");

        await AssertGoneAsync("a");
    }

    [Fact]
    public async Task CarryOut_SuspectsWhoWentOverToOtherCases_EmptiesAllOfThem()
    {
        await FillAsync("a");
        await RegisterAsync("b");
        await Client.MergeCasesAsync(new() { Name = "cases/b", Duplicate = "cases/a", MergeTime = SampleCases.Later, Reason = "one event", RequestId = "m" });
        await SplitAsync("b", "c", "s");

        await EraseAsync("persons/p");

        foreach (var id in new[] { "a", "b", "c" })
            await AssertGoneAsync(id);
        Assert.Equal(Kept, (await Client.GetCaseAsync(new() { Name = "cases/b" })).Suspects.Single().StatedName);
    }

    [Fact]
    public async Task CarryOut_ASuspectIdentifiedAfterAMerge_EmptiesTheDuplicateToo()
    {
        await MergeUnknownAsync();
        await IdentifyAsync("a", "s", "persons/p");

        await EraseAsync("persons/p");

        await AssertGoneAsync("a");
        await AssertGoneAsync("b");
        Assert.NotNull((await Client.GetCaseAsync(new() { Name = "cases/b" })).Suspects.Single().EraseTime);
    }

    [Fact]
    public async Task CarryOut_ADuplicateThatWasErasedBefore_IsLeftAsItIs()
    {
        await MergeUnknownAsync();
        await Erasures.EraseRecordAsync(new() { Name = "cases/b", ErasureId = "e", Reason = "as the law says", RequestId = "e" });
        await IdentifyAsync("a", "s", "persons/p");

        await EraseAsync("persons/p");

        await AssertGoneAsync("a");
        Assert.Equal(2, (await Erasures.ListErasuresAsync(new() { Service = "cases", State = ErasureState.Done })).Erasures.Count);
    }

    [Fact]
    public async Task ErasedSuspect_CanStillBeCorrectedSoThatFiguresStayRight()
    {
        await FillAsync("a");
        await EraseAsync("persons/p");

        var record = await Client.WithdrawArrestAsync(new() { Name = "cases/a", ArrestId = "x", Reason = "recorded twice", RequestId = "w" });

        Assert.True(record.Arrests[0].Withdrawn);
        Assert.Equal("recorded twice", (await Client.GetCaseAsync(new() { Name = "cases/a" })).Arrests[0].WithdrawReason);
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(IdentifyAsync("a", "s", "persons/r")));
    }

    [Fact]
    public async Task EraseRecord_OfTheCase_LeavesNothingOfItsSuspectsEither()
    {
        await FillAsync("a");
        await FillAsync("b");

        await Erasures.EraseRecordAsync(new() { Name = "cases/a", ErasureId = "e", Reason = "as the law says", RequestId = "e" });
        await RestartAsync();

        await AssertGoneAsync("a");
        Assert.DoesNotContain(Kept, (await Lookup.ListVersionsAsync(new() { Name = "cases/a" })).ToString(), StringComparison.Ordinal);
        Assert.Equal(Gone, (await Client.GetCaseAsync(new() { Name = "cases/b" })).Suspects[0].StatedName);
        Assert.Equal(StatusCode.InvalidArgument, await RefusalOf(Erasures.EraseRecordAsync(new() { Name = "cases/b", ErasureId = "followed-b", Reason = "why", RequestId = "f" })));
    }

    private async Task<Case> FedAsync()
    {
        var store = Host.Services.GetRequiredKeyedService<IDocumentStore>("cases");
        var last = (await store.ReadAsync(0, 1000, default))[^1];
        return Google.Protobuf.WellKnownTypes.Any.Parser.ParseFrom(last.State).Unpack<Case>();
    }
}
