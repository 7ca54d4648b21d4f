using Border.Erasures.V1;
using Border.Persons.V1;
using Border.ServiceDefaults.Erasing;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Border.Persons.Tests.Watching.WatchSamples;

namespace Border.Persons.Tests.Erasing;

public sealed class SqliteLongErasureTests() : LongErasureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLongErasureTests() : LongErasureSuite(StorageEngineKind.Postgres);

/// <summary>An erasure of more records than are emptied in one commit.</summary>
public abstract class LongErasureSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const int Encounters = 6;
    private const string Last = "interceptions/i0";

    private StoragePlace place = null!;
    private ServiceHost host = null!;

    private ErasureService.ErasureServiceClient Erasures => new(host.Channel);

    private PersonService.PersonServiceClient Interceptions => new(host.Channel);

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        await StartAsync();
        await new PersonRegistryService.PersonRegistryServiceClient(host.Channel).RegisterPersonAsync(new()
        {
            PersonId = "a",
            Person = new() { Unit = "U1", Area = "53.01", RegisterTime = Morning, Identity = new() { Claims = { ByName("Zhao-invented") } } },
            RequestId = "a",
        });
        for (var i = 0; i < Encounters; i++)
        {
            var request = Met($"i{i}", ByName("Zhao-invented"));
            request.Interception.Person = "persons/a";
            request.Interception.InterceptTime = Morning + Duration.FromTimeSpan(TimeSpan.FromHours(i));
            await Interceptions.RegisterInterceptionAsync(request);
        }
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task EraseRecord_OfMoreThanOneCommitEmpties_EmptiesAllAndIsNumberedOnce()
    {
        var erasure = await EraseAsync();

        Assert.Equal((ErasureState.Done, 1, "persons/a"), (erasure.State, erasure.Number, erasure.Record));
        Assert.Equal(Encounters + 1, erasure.Records.Distinct().Count());
        await AssertEmptyAsync();
        Assert.Equal(erasure, await EraseAsync());
        Assert.Equal(erasure, Assert.Single((await Erasures.ListErasuresAsync(new() { Service = "persons", FromNumber = 1 })).Erasures));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task EraseRecord_ThatWasCutShort_IsGoneOnWithAtTheNextStartOrWhenItIsAskedAgainOrByItself(bool isRestarted, bool isAskedAgain)
    {
        await StopAtTheLastAsync();
        await Assert.ThrowsAsync<RpcException>(EraseAsync);
        var begun = Assert.Single((await Erasures.ListErasuresAsync(new() { Service = "persons", State = ErasureState.UnderWay })).Erasures);
        Assert.Equal((0, false), (begun.Number, begun.Records.Contains(Last)));
        Assert.NotNull((await Interceptions.GetInterceptionAsync(new() { Name = Last })).Identity);
        await LetGoOnAsync();

        if (isRestarted)
        {
            await host.DisposeAsync();
            await StartAsync();
        }
        else if (isAskedAgain)
        {
            Assert.Equal(ErasureState.Done, (await EraseAsync()).State);
        }

        for (var wait = 0; wait < 600 && (await Erasures.ListErasuresAsync(new() { Service = "persons", State = ErasureState.Done })).Erasures.Count == 0; wait++)
            await Task.Delay(50);

        Assert.Contains(Last, Assert.Single((await Erasures.ListErasuresAsync(new() { Service = "persons", FromNumber = 1 })).Erasures).Records);
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task PlaceLegalHold_OnWhatAnErasureUnderWayHasNotReached_IsRefused()
    {
        await StopAtTheLastAsync();
        await Assert.ThrowsAsync<RpcException>(EraseAsync);
        PlaceLegalHoldRequest hold = new() { Name = Last, Reason = "court", RequestId = "h" };

        var underWay = await Assert.ThrowsAsync<RpcException>(async () => await Erasures.PlaceLegalHoldAsync(hold));

        Assert.Equal(StatusCode.FailedPrecondition, underWay.StatusCode);
        await LetGoOnAsync();
        Assert.Equal(ErasureState.Done, (await EraseAsync()).State);
        Assert.Equal(StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(async () => await Erasures.PlaceLegalHoldAsync(hold))).StatusCode);
    }

    [Fact]
    public async Task EraseRecord_BegunBeforeHoldsHadMarks_ForbidsThemWhenItGoesOn()
    {
        await StopAtTheLastAsync();
        await Assert.ThrowsAsync<RpcException>(EraseAsync);
        await Tampering.RunAsync(place, "update document set collection = 'gone' where collection = 'referred'", "persons");
        await LetGoOnAsync();

        Assert.Equal(ErasureState.Done, (await EraseAsync()).State);

        var store = host.Services.GetRequiredKeyedService<IDocumentStore>("persons");
        for (var i = 0; i < Encounters; i++)
            Assert.NotNull(await store.FindAsync("referred", ErasureKinds.HoldOf($"interceptions/i{i}"), default));
    }

    [Fact]
    public async Task PlaceLegalHold_WhileAnErasureBegins_IsRefusedOrRefusesIt()
    {
        for (var i = 0; i < Encounters; i++)
        {
            var name = $"interceptions/i{i}";
            var outcomes = await Task.WhenAll(
                Task.Run(() => IsDoneAsync(Erasures.PlaceLegalHoldAsync(new() { Name = name, Reason = "court", RequestId = $"h{i}" }))),
                Task.Run(() => IsDoneAsync(Erasures.EraseRecordAsync(new() { Name = name, ErasureId = $"e{i}", Reason = "as the law says", RequestId = $"e{i}" }))));

            Assert.Single(outcomes, isDone => isDone);
        }
    }

    private static async Task<bool> IsDoneAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    private async Task StartAsync() =>
        host = await ServiceHost.StartAsync(place, builder => builder.AddPersons(), app => app.MapPersons(), ("Retention:ErasedAtOnce", "2"));

    private async Task<Erasure> EraseAsync() =>
        await Erasures.EraseRecordAsync(new() { Name = "persons/a", ErasureId = "e", Reason = "as the law says", RequestId = "erase" });

    private async Task AssertEmptyAsync()
    {
        for (var i = 0; i < Encounters; i++)
        {
            var record = await Interceptions.GetInterceptionAsync(new() { Name = $"interceptions/i{i}" });
            Assert.Null(record.Identity);
            Assert.NotNull(record.EraseTime);
        }
    }

    // As a database that fails in the middle.
    private Task StopAtTheLastAsync() => Tampering.RunAsync(
        place,
        engine == StorageEngineKind.Sqlite
            ? $"create trigger stop before update on document when new.name = '{Last}' begin select raise(abort, 'stopped'); end"
            : $"create function stop() returns trigger language plpgsql as $$ begin raise exception 'stopped'; end $$; create trigger stop before update on document for each row when (new.name = '{Last}') execute function stop()",
        "persons");

    private Task LetGoOnAsync() => Tampering.RunAsync(place, engine == StorageEngineKind.Sqlite ? "drop trigger stop" : "drop trigger stop on document", "persons");
}
