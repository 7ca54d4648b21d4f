using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Seizures.Tests;

/// <summary>The service as it really runs, on an engine.</summary>
public abstract class SeizuresSuite(StorageEngineKind engine) : ServiceTestBase(engine), IAsyncLifetime
{
    protected static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));

    protected SeizureService.SeizureServiceClient Seizures => new(Host.Channel);

    private protected SetClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddSeizures();
    }

    protected override void Map(WebApplication app) => app.MapSeizures();

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
        return (error.StatusCode, error.Reason()["ERROR_REASON_".Length..]);
    }
}
