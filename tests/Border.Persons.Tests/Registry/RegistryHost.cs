using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.Persons.Tests.Registry;

/// <summary>The registry with clients of it, and what is sent to it.</summary>
public abstract class RegistryHost(StorageEngineKind engine) : IAsyncLifetime
{
    private protected static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    private protected StoragePlace place = null!;
    private protected ServiceHost host = null!;
    private protected PersonService.PersonServiceClient interceptions = null!;
    private protected PersonRegistryService.PersonRegistryServiceClient persons = null!;
    private protected MatchReviewService.MatchReviewServiceClient matches = null!;
    private protected int requests;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        host = await ServiceHost.StartAsync(place, builder => builder.AddPersons(), app => app.MapPersons());
        (interceptions, persons, matches) = (new(host.Channel), new(host.Channel), new(host.Channel));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        place.Dispose();
    }

    private protected static async Task<string> RefusedAsync<T>(AsyncUnaryCall<T> call) =>
        (await Assert.ThrowsAsync<RpcException>(async () => await call)).GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;

    private protected string NextId() => $"q{++requests}";

    private protected async Task MergeAsync(string duplicate, string survivor) => await persons.MergePersonsAsync(Merge(duplicate, survivor));

    private protected MergePersonsRequest Merge(string duplicate, string survivor) =>
        new() { Name = $"persons/{duplicate}", Survivor = $"persons/{survivor}", Reason = "one person", RequestId = NextId() };

    private protected UnmergePersonRequest Unmerge(string id) => new() { Name = $"persons/{id}", Reason = "two persons", RequestId = NextId() };

    private protected static RegisterPersonRequest NewPerson(string id, string name) => new()
    {
        PersonId = id,
        RequestId = $"person-{id}",
        Person = new() { Unit = "U1", Area = "53.01", RegisterTime = Morning, Identity = new() { Claims = { Claim(name, "1990-02-14") } } },
    };

    private protected static IdentityClaim Claim(string name, string birth) =>
        new() { Source = ClaimSource.Stated, FamilyName = name, BirthDate = birth, Nationality = "VNM" };

    private protected static RegisterInterceptionRequest Interception(string id, string person, string name = "") => new()
    {
        InterceptionId = id,
        RequestId = $"meet-{id}",
        Interception = new()
        {
            Unit = "U1",
            Area = "53.01",
            InterceptTime = Morning,
            Conducts = { Conduct.IllegalEntry },
            Citizenship = CitizenshipStatus.Foreign,
            Disposition = Disposition.Detained,
            Person = person.Length == 0 ? "" : $"persons/{person}",
            Identity = name.Length == 0 ? null : new() { Claims = { Claim(name, "1990-02-14") } },
        },
    };
}
