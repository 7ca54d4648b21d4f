using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Border.Patrols.Tests;

/// <summary>The service with a client of it, and what is sent to it.</summary>
public abstract class PatrolServiceHost(StorageEngineKind engine) : ServiceTestBase(engine), IAsyncLifetime
{
    private protected static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    private protected static readonly Timestamp Noon = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));

    private protected PatrolService.PatrolServiceClient Client => new(Host.Channel);

    protected override void Add(WebApplicationBuilder builder) => builder.AddPatrols();

    protected override void Map(WebApplication app) => app.MapPatrols();

    private protected static Timestamp Later(int minutes) => Timestamp.FromDateTimeOffset(Morning.ToDateTimeOffset().AddMinutes(minutes));

    private protected static CreatePatrolRequest Create(string id) => new()
    {
        PatrolId = id,
        RequestId = $"create-{id}",
        Patrol = new() { Unit = "U1", Area = "53.01.02", Type = PatrolType.Routine, OfficerCount = 4, PlanTime = Morning },
    };

    private protected static AddObservationRequest Observe(string name, string id) => new()
    {
        Name = name,
        RequestId = $"observe-{name}-{id}",
        Observation = new() { Id = id, Category = ObservationCategory.Vehicle, ObserveTime = Noon, Note = "A herder, invented" },
    };
}
