using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Storage;
using Grpc.Core;

namespace Border.Cases.Tests.Erasing;

public sealed class SqliteErasedPersonHoldTests() : ErasedPersonHoldSuite(StorageEngineKind.Sqlite);

public sealed class PostgresErasedPersonHoldTests() : ErasedPersonHoldSuite(StorageEngineKind.Postgres);

/// <summary>What a legal hold on a case keeps of a person who was erased, and until when.</summary>
public abstract class ErasedPersonHoldSuite(StorageEngineKind engine) : ErasedPersonHost(engine)
{
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
}
