using Border.Cases.Tests.Emergencies;
using Border.Cases.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Cases.Tests;

/// <summary>The Cases service as it runs, on one engine, for the tests of a feature.</summary>
public abstract class CaseHost(StorageEngineKind engine) : ServiceTestBase(engine), IAsyncLifetime
{
    internal MovedClock Clock { get; } = new();

    internal CaseService.CaseServiceClient Client => new(Host.Channel);

    protected override void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddCases();
    }

    protected override void Map(WebApplication app) => app.MapCases();

    /// <summary>Makes calls as somebody of this name.</summary>
    internal static Metadata As(string actor) => new() { { "border-actor", actor } };

    internal static RegisterCaseRequest Registration(string id)
    {
        var record = SampleCases.New();
        (record.Name, record.Number, record.State) = ("", "", CaseState.Unspecified);
        return new() { CaseId = id, Case = record, RequestId = $"register-{id}" };
    }

    internal async Task<string> RegisterAsync(string id) => (await Client.RegisterCaseAsync(Registration(id))).Name;

    internal static async Task<StatusCode> RefusalOf<T>(AsyncUnaryCall<T> call) =>
        (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode;
}
