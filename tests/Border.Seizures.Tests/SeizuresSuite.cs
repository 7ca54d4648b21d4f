using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Seizures.Tests;

/// <summary>The service as it really runs, on an engine.</summary>
public abstract class SeizuresSuite(StorageEngineKind engine) : IAsyncLifetime
{
    protected static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));

    private protected StoragePlace Place { get; private set; } = null!;

    private protected ServiceHost Host { get; private set; } = null!;

    protected SeizureService.SeizureServiceClient Seizures => new(Host.Channel);

    private protected SetClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        await StartAsync();
    }

    /// <param name="meanwhile">Done while nothing runs.</param>
    private protected async Task RestartAsync(Func<Task> meanwhile)
    {
        await Host.DisposeAsync();
        await meanwhile();
        await StartAsync();
    }

    private async Task StartAsync() => Host = await ServiceHost.StartAsync(
        Place,
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.AddSeizures();
        },
        app => app.MapSeizures());

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        Place.Dispose();
    }

    protected static Metadata As(string actor) => new() { { "border-actor", actor } };

    protected static RecordSeizureRequest RecordOf(string id, params SeizedItem[] items) => new()
    {
        SeizureId = id,
        RequestId = $"record-{id}",
        Seizure = new() { Unit = "U1", Area = "53.01.02", SeizeTime = Morning, Items = { items } },
    };

    protected static SeizedItem Heroin(string amount, MassUnit unit = MassUnit.Kilogram) =>
        new() { Id = "d1", Kind = ItemKind.Drug, Sort = "heroin", Quantity = new() { Mass = new() { Amount = amount, Unit = unit } } };

    private protected static async Task<(StatusCode Code, string Reason)> RefusalOfAsync<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return (error.StatusCode, error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason["ERROR_REASON_".Length..]);
    }
}
