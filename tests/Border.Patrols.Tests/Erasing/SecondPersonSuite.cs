using Border.Erasures.V1;
using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Google.Rpc;
using Grpc.Core;

namespace Border.Patrols.Tests.Erasing;

public sealed class SqliteSecondPersonTests() : SecondPersonSuite(StorageEngineKind.Sqlite);

public sealed class PostgresSecondPersonTests() : SecondPersonSuite(StorageEngineKind.Postgres);

/// <summary>What is erased by two persons, as a service is set unless somebody says otherwise.</summary>
public abstract class SecondPersonSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Name = "patrols/a";

    private static readonly Metadata First = As("first");
    private static readonly Metadata Second = As("second");

    private StoragePlace _place = null!;
    private ServiceHost _host = null!;

    private ErasureService.ErasureServiceClient Erasures => new(_host.Channel);

    private PatrolService.PatrolServiceClient Service => new(_host.Channel);

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        await StartAsync();
        foreach (var id in (string[])["a", "b"])
        {
            await Service.CreatePatrolAsync(new() { PatrolId = id, Patrol = Patrols.In(PatrolState.Planned), RequestId = $"c-{id}" });
            await Service.CancelPatrolAsync(new() { Name = $"patrols/{id}", Reason = "snow", RequestId = $"off-{id}" });
        }
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task EraseRecord_ThatSomebodyElseProposed_IsCarriedOutOnce()
    {
        var proposed = await ProposeAsync();
        Assert.Equal((ErasureState.Proposed, "first", Name), (proposed.State, proposed.Proposer, proposed.Record));
        Assert.Equal("N-1", (await Service.GetPatrolAsync(new() { Name = Name })).Leader);
        await RestartAsync();

        var done = await Erasures.EraseRecordAsync(Erase(), Second);

        Assert.Equal((ErasureState.Done, "first", Name, "agreed"), (done.State, done.Proposer, Assert.Single(done.Records), done.Reason));
        Assert.Equal("", (await Service.GetPatrolAsync(new() { Name = Name })).Leader);
        Assert.Equal(done, await Erasures.EraseRecordAsync(Erase(), Second));
        Assert.Equal("RECORD_EXISTS", await RefusalOfAsync(Erasures.EraseRecordAsync(Erase(request: "again"), Second)));
    }

    [Fact]
    public async Task EraseRecord_ByOneAlone_IsRefused()
    {
        Assert.Equal("RULE_BROKEN", await RefusalOfAsync(Erasures.EraseRecordAsync(Erase(), Second)));
        await ProposeAsync();
        Assert.Equal("RULE_BROKEN", await RefusalOfAsync(Erasures.EraseRecordAsync(Erase(request: "own"), First)));

        Assert.Equal("N-1", (await Service.GetPatrolAsync(new() { Name = Name })).Leader);
    }

    [Fact]
    public async Task EraseRecord_OfAnotherRecordThanTheProposal_IsRefused()
    {
        await ProposeAsync();

        Assert.Equal("RECORD_EXISTS", await RefusalOfAsync(Erasures.EraseRecordAsync(Erase(name: "patrols/b"), Second)));
        Assert.Equal("RECORD_EXISTS", await RefusalOfAsync(Erasures.ProposeErasureAsync(new() { Name = "patrols/b", ErasureId = "e", Reason = "why", RequestId = "p2" }, Second)));
    }

    [Fact]
    public async Task EraseRecord_OfMoreThanWasProposed_IsRefused()
    {
        await Erasures.ProposeErasureAsync(new() { Name = Name, ErasureId = "e", Scope = ErasureScope.EarlierVersions, Reason = "a name", RequestId = "p" }, First);

        Assert.Equal("RULE_BROKEN", await RefusalOfAsync(Erasures.EraseRecordAsync(Erase(), Second)));
        var request = Erase(request: "earlier");
        request.Scope = ErasureScope.EarlierVersions;
        Assert.Equal(ErasureState.Done, (await Erasures.EraseRecordAsync(request, Second)).State);
        Assert.Equal("N-1", (await Service.GetPatrolAsync(new() { Name = Name })).Leader);
    }

    [Fact]
    public async Task ProposeErasure_OfWhatIsHeldOrNotThere_IsRefused()
    {
        await Erasures.PlaceLegalHoldAsync(new() { Name = Name, Reason = "court", RequestId = "h" }, First);

        Assert.Equal("WRONG_STATE", await RefusalOfAsync(Erasures.ProposeErasureAsync(new() { Name = Name, ErasureId = "e", Reason = "why", RequestId = "p" }, First)));
        Assert.Equal("RECORD_NOT_FOUND", await RefusalOfAsync(Erasures.ProposeErasureAsync(new() { Name = "patrols/none", ErasureId = "e", Reason = "why", RequestId = "p" }, First)));
    }

    [Fact]
    public async Task EraseRecord_ByTwoAtOnce_IsDoneByOne()
    {
        await ProposeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => TryAsync(Erasures.EraseRecordAsync(Erase(request: $"r{i}"), As($"second-{i}")))));

        Assert.Single(outcomes, true);
    }

    [Fact]
    public async Task WithdrawErasure_OfAProposal_KeepsTheRecordForGood()
    {
        await ProposeAsync();
        var withdrawn = await Erasures.WithdrawErasureAsync(Withdraw(), Second);

        Assert.Equal((ErasureState.Withdrawn, "first", "second", "needed", "five years"), (withdrawn.State, withdrawn.Proposer, withdrawn.Withdrawer, withdrawn.WithdrawReason, withdrawn.Reason));
        await RestartAsync();
        Assert.Equal(withdrawn, await Erasures.WithdrawErasureAsync(Withdraw(), Second));
        Assert.Equal(("WRONG_STATE", "withdrawn"), await StateOfAsync(Erasures.EraseRecordAsync(Erase(), Second)));
        Assert.Equal(("WRONG_STATE", "withdrawn"), await StateOfAsync(Erasures.WithdrawErasureAsync(Withdraw(request: "w2"), First)));
        Assert.Equal("RECORD_EXISTS", await RefusalOfAsync(Erasures.ProposeErasureAsync(new() { Name = Name, ErasureId = "e", Reason = "why", RequestId = "p2" }, First)));
        Assert.Equal("N-1", (await Service.GetPatrolAsync(new() { Name = Name })).Leader);
        Assert.Equal("erasures/e", Assert.Single(await ListAsync(ErasureState.Withdrawn)).Name);
        Assert.Empty(await ListAsync(ErasureState.Proposed));
    }

    [Fact]
    public async Task WithdrawErasure_OfWhatIsNotProposed_IsRefused()
    {
        Assert.Equal("RECORD_NOT_FOUND", await RefusalOfAsync(Erasures.WithdrawErasureAsync(Withdraw(), First)));
        await ProposeAsync();
        Assert.Equal("RECORD_NOT_FOUND", await RefusalOfAsync(Erasures.WithdrawErasureAsync(Withdraw(name: "patrols/b", request: "w2"), First)));
        await Erasures.EraseRecordAsync(Erase(), Second);

        Assert.Equal(("WRONG_STATE", "done"), await StateOfAsync(Erasures.WithdrawErasureAsync(Withdraw(request: "w3"), First)));
        Assert.Equal(ErasureState.Done, Assert.Single(await ListAsync(default)).State);
    }

    [Fact]
    public async Task WithdrawErasure_ByWhoeverMayNotPropose_IsRefused()
    {
        await ProposeAsync();
        Metadata officer = new() { { "border-actor", "o" }, { "border-roles", "patrol_officer" }, { "border-areas", "*" }, { "border-purpose", "oversight" } };
        Metadata local = new() { { "border-actor", "s" }, { "border-roles", "supervisor" }, { "border-areas", "53" }, { "border-purpose", "oversight" } };

        Assert.Equal("NOT_PERMITTED", await RefusalOfAsync(Erasures.WithdrawErasureAsync(Withdraw(), officer)));
        Assert.Equal("NOT_PERMITTED", await RefusalOfAsync(Erasures.WithdrawErasureAsync(Withdraw(), local)));
        Assert.Equal(ErasureState.Proposed, Assert.Single(await ListAsync(default)).State);
    }

    [Fact]
    public async Task WithdrawErasure_WhileItIsCarriedOut_IsDoneOrTheErasureIs()
    {
        await ProposeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TryAsync(i % 2 == 0
            ? Erasures.EraseRecordAsync(Erase(request: $"r{i}"), As($"second-{i}"))
            : Erasures.WithdrawErasureAsync(Withdraw(request: $"w{i}"), As($"third-{i}")))));

        Assert.Single(outcomes, true);
        var isWithdrawn = Array.IndexOf(outcomes, true) % 2 == 1;
        Assert.Equal(isWithdrawn ? ErasureState.Withdrawn : ErasureState.Done, Assert.Single(await ListAsync(default)).State);
        Assert.Equal(isWithdrawn ? "N-1" : "", (await Service.GetPatrolAsync(new() { Name = Name })).Leader);
    }

    [Fact]
    public async Task WithdrawErasure_OfTheSameRequestAtOnce_IsDoneOnceAndAnsweredAlike()
    {
        await ProposeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Erasures.WithdrawErasureAsync(Withdraw(), First).ResponseAsync));

        Assert.Single(answers.Distinct());
        Assert.Equal("2", answers[0].Etag);
    }

    private async Task RestartAsync()
    {
        await _host.DisposeAsync();
        await StartAsync();
    }

    private async Task StartAsync() => _host = await ServiceHost.StartAsync(
        _place, builder => builder.AddPatrols(), app => app.MapPatrols(), ("Retention:SecondPerson", "true"));

    private async Task<Erasure> ProposeAsync() => await Erasures.ProposeErasureAsync(new() { Name = Name, ErasureId = "e", Reason = "five years", RequestId = "p" }, First);

    private static EraseRecordRequest Erase(string name = Name, string request = "erase") => new() { Name = name, ErasureId = "e", Reason = "agreed", RequestId = request };

    private static WithdrawErasureRequest Withdraw(string name = Name, string request = "withdraw") => new() { Name = name, ErasureId = "e", Reason = "needed", RequestId = request };

    private async Task<IReadOnlyList<Erasure>> ListAsync(ErasureState state) => (await Erasures.ListErasuresAsync(new() { Service = "patrols", State = state })).Erasures;

    private static async Task<(string Reason, string State)> StateOfAsync<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        var info = error.GetRpcStatus()!.GetDetail<ErrorInfo>()!;
        return (info.Reason["ERROR_REASON_".Length..], info.Metadata["state"]);
    }

    private static Metadata As(string actor) => new() { { "border-actor", actor }, { "border-purpose", "oversight" } };

    private static async Task<string> RefusalOfAsync<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return error.Reason()["ERROR_REASON_".Length..];
    }

    private static async Task<bool> TryAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.AlreadyExists or StatusCode.FailedPrecondition)
        {
            return false;
        }
    }
}
