using Border.Cases.Erasing;
using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Lookup.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Privacy;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Cases.Tests.Erasing;

public sealed class SqliteErasedPersonTests() : ErasedPersonSuite(StorageEngineKind.Sqlite);

public sealed class PostgresErasedPersonTests() : ErasedPersonSuite(StorageEngineKind.Postgres);

/// <summary>What cases say of suspects after the person was erased in Persons.</summary>
public abstract class ErasedPersonSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private const string Gone = "Wang-invented";
    private const string Kept = "Li-invented";

    private ErasedPersons Erased => Host.Services.GetRequiredService<ErasedPersons>();

    private ErasureService.ErasureServiceClient Erasures => new(Host.Channel);

    private LookupService.LookupServiceClient Lookup => new(Host.Channel);

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
    public async Task CarryOut_ACaseThatNamesAnEncounterWithThePerson_WaitsForItsHoldAndEmptiesIt()
    {
        await RegisterAsync("a");
        await AddSuspectAsync("a", "s", "persons/p", Gone);
        await ArrestAsync("a", "x", "s", "interceptions/i");
        await RegisterAsync("b");
        await ArrestAsync("b", "x", "", "interceptions/i");
        await Erasures.PlaceLegalHoldAsync(new() { Name = "cases/b", Reason = "court", RequestId = "h" });

        await EraseAsync("persons/p");

        Assert.Equal(["cases/b"], (await Erasures.ListErasuresAsync(new() { Service = "cases", State = ErasureState.Held })).Erasures.Single().HeldBy);
        Assert.Equal(Gone, (await Client.GetCaseAsync(new() { Name = "cases/b" })).Arrests.Single().Suspect.StatedName);
        await Erasures.LiftLegalHoldAsync(new() { Name = "cases/b", Reason = "done", RequestId = "l" });
        await Erased.CarryOutAsync(default);
        await AssertGoneAsync("a");
        await AssertGoneAsync("b");
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

    [Theory]
    [InlineData("cases/b")]
    [InlineData("cases/a")]
    [InlineData("cases/c")]
    public async Task Follow_ASuspectWhoWentFromCaseToCase_IsHeldByAnyThatSaysSomethingOfThem(string held)
    {
        await MergeUnknownAsync();
        await SplitAsync("a", "c", "s");
        await IdentifyAsync("c", "s", "persons/p");
        await Erasures.PlaceLegalHoldAsync(new() { Name = held, Reason = "court", RequestId = "h" });

        await EraseAsync("persons/p");

        Assert.Equal([held], (await Erasures.ListErasuresAsync(new() { Service = "cases", State = ErasureState.Held })).Erasures.Single().HeldBy);
        Assert.Equal(Gone, (await Client.GetCaseAsync(new() { Name = "cases/b" })).Suspects.Single().StatedName);
        await Erasures.LiftLegalHoldAsync(new() { Name = held, Reason = "done", RequestId = "l" });
        await Erased.CarryOutAsync(default);
        foreach (var id in new[] { "a", "b", "c" })
            await AssertGoneAsync(id);
    }

    [Fact]
    public async Task Follow_AHoldOnACaseThatWasSplitOffWithoutTheSuspect_HoldsNothing()
    {
        await MergeUnknownAsync();
        await AddSuspectAsync("a", "t", "persons/q", Kept);
        await SplitAsync("a", "c", "t");
        await IdentifyAsync("a", "s", "persons/p");
        await Erasures.PlaceLegalHoldAsync(new() { Name = "cases/c", Reason = "court", RequestId = "h" });

        await EraseAsync("persons/p");

        await AssertGoneAsync("a");
        await AssertGoneAsync("b");
    }

    [Fact]
    public async Task Follow_WhileALegalHoldIsOnACase_TellsSoAndErasesOnceItIsLifted()
    {
        await FillAsync("a");
        await FillAsync("b");
        await Erasures.PlaceLegalHoldAsync(new() { Name = "cases/b", Reason = "court", RequestId = "h" });

        await EraseAsync("persons/p");
        await Erased.CarryOutAsync(default);

        var held = (await Erasures.ListErasuresAsync(new() { Service = "cases", State = ErasureState.Held })).Erasures.Single();
        Assert.Equal(("erasures/of-persons/p", "cases/b", "2"), (held.Follows, held.HeldBy.Single(), (held.FollowedNumber + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(Gone, (await Client.GetCaseAsync(new() { Name = "cases/a" })).Suspects[0].StatedName);
        await Erasures.LiftLegalHoldAsync(new() { Name = "cases/b", Reason = "done", RequestId = "l" });
        await Erased.CarryOutAsync(default);
        await AssertGoneAsync("a");
        await AssertGoneAsync("b");
        Assert.Empty((await Erasures.ListErasuresAsync(new() { Service = "cases", State = ErasureState.Held })).Erasures);
    }

    [Fact]
    public async Task PlaceLegalHold_OnACaseThatIsBeingEmptied_IsRefusedUntilItIs()
    {
        await FillAsync("a");
        await RegisterAsync("b");
        await Erased.FollowAsync(Erasure("persons/p"), default);

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Erasures.PlaceLegalHoldAsync(new() { Name = "cases/a", Reason = "court", RequestId = "h" })));
        await Erasures.PlaceLegalHoldAsync(new() { Name = "cases/b", Reason = "court", RequestId = "i" });
        await Erased.CarryOutAsync(default);

        await AssertGoneAsync("a");
        Assert.False((await Erasures.PlaceLegalHoldAsync(new() { Name = "cases/a", Reason = "court", RequestId = "h" })).IsLifted);
    }

    [Fact]
    public async Task PlaceLegalHold_WhileThePersonIsErased_HoldsOrIsRefused()
    {
        for (var i = 0; i < 10; i++)
        {
            var (id, person) = ($"c{i}", $"persons/p{i}");
            await RegisterAsync(id);
            await AddSuspectAsync(id, "s", person, Gone);

            var erasing = Task.Run(() => EraseAsync(person));
            var holding = Task.Run(() => Record.ExceptionAsync(() => Erasures.PlaceLegalHoldAsync(new() { Name = $"cases/{id}", Reason = "court", RequestId = $"h{i}" }).ResponseAsync));
            await erasing;

            var isHeld = await holding is null;
            var isThere = (await Client.GetCaseAsync(new() { Name = $"cases/{id}" })).Suspects.Single().StatedName == Gone;
            var erasure = (await Erasures.ListErasuresAsync(new() { Service = "cases" })).Erasures.Single(each => each.Follows == $"erasures/of-{person}");
            // What it found erased already it could be placed on.
            Assert.Equal(isThere, erasure.State == ErasureState.Held);
            Assert.True(isHeld || !isThere);
        }
    }

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

    private async Task FillAsync(string id)
    {
        await RegisterAsync(id);
        await AddSuspectAsync(id, "s", "persons/p", Gone);
        await AddSuspectAsync(id, "t", "persons/q", Kept);
        await Client.IssueWarrantAsync(new()
        {
            Name = $"cases/{id}",
            Warrant = new() { Id = "w", Kind = WarrantKind.Wanted, SuspectId = "s", IssueTime = SampleCases.Registered, Issuer = "court", Particulars = $"{Gone} fled" },
            RequestId = $"w-{id}",
        });
        await ArrestAsync(id, "x", "s", "interceptions/i", Gone);
        await ArrestAsync(id, "y", "t", "", Kept);
        await Client.ReleaseSuspectAsync(new() { Name = $"cases/{id}", ArrestId = "x", ReleaseTime = SampleCases.Later, Reason = $"{Gone} is ill", RequestId = $"r-{id}" });
    }

    // In b, and since the merge in a.
    private async Task MergeUnknownAsync()
    {
        await RegisterAsync("a");
        await RegisterAsync("b");
        await AddSuspectAsync("b", "s", "", Gone);
        await Client.MergeCasesAsync(new() { Name = "cases/a", Duplicate = "cases/b", MergeTime = SampleCases.Later, Reason = "one event", RequestId = "m" });
    }

    private AsyncUnaryCall<Case> SplitAsync(string id, string part, string suspect) => Client.SplitCaseAsync(new()
    {
        Name = $"cases/{id}",
        CaseId = part,
        SplitTime = SampleCases.Later,
        PrincipalOffence = "illegal_crossing",
        SuspectIds = { suspect },
        Reason = "another event",
        RequestId = "split",
    });

    private AsyncUnaryCall<Case> AddSuspectAsync(string id, string suspect, string person, string name) => Client.AddSuspectAsync(
        new() { Name = $"cases/{id}", Suspect = new() { Id = suspect, Person = person, StatedName = name }, RequestId = $"s-{id}-{suspect}-{person}" });

    private AsyncUnaryCall<Case> IdentifyAsync(string id, string suspect, string person) => Client.IdentifySuspectAsync(
        new() { Name = $"cases/{id}", SuspectId = suspect, Person = person, Reason = $"{Gone} said so", RequestId = $"i-{id}-{person}" });

    private AsyncUnaryCall<Case> ArrestAsync(string id, string arrest, string suspect, string person, string name = Gone) => Client.RecordArrestAsync(new()
    {
        Name = $"cases/{id}",
        Arrest = new() { Id = arrest, SuspectId = suspect, ArrestTime = SampleCases.Registered, Suspect = new() { Person = person, StatedName = name } },
        RequestId = $"a-{id}-{arrest}",
    });

    // As Persons tells it.
    private static Erasure Erasure(params string[] records) =>
        new() { Name = $"erasures/of-{records[0]}", Number = 1, State = ErasureState.Done, Reason = "as the law says", Records = { records } };

    private async Task EraseAsync(params string[] records)
    {
        await Erased.FollowAsync(Erasure(records), default);
        await Erased.CarryOutAsync(default);
    }

    private async Task<Case> FedAsync()
    {
        var store = Host.Services.GetRequiredKeyedService<IDocumentStore>("cases");
        var last = (await store.ReadAsync(0, 1000, default))[^1];
        return Google.Protobuf.WellKnownTypes.Any.Parser.ParseFrom(last.State).Unpack<Case>();
    }

    private async Task AssertGoneAsync(string id)
    {
        var name = $"cases/{id}";
        await AssertUnreadableAsync(name);
        Assert.DoesNotContain((await Lookup.SearchRecordsAsync(new() { Query = Gone })).Records, found => found.Name == name);
    }

    private async Task AssertUnreadableAsync(string name)
    {
        Assert.DoesNotContain(Gone, (await Client.GetCaseAsync(new() { Name = name })).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Gone, (await Client.GetTimelineAsync(new() { Name = name })).ToString(), StringComparison.Ordinal);
        var versions = (await Lookup.ListVersionsAsync(new() { Name = name })).Versions.Select(version => (version.Reason, version.Record.Unpack<Case>()));
        Assert.All(versions, version => Assert.DoesNotContain(Gone, version.ToString(), StringComparison.Ordinal));
    }
}
