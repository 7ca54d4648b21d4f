using Border.Persons.Tests.Interceptions;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Border.Persons.Tests.Registry;

/// <summary>The registry with clients of it, and what is sent to it.</summary>
public abstract class RegistryHost(StorageEngineKind engine) : ServiceTestBase(engine), IAsyncLifetime
{
    private protected static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    private protected int requests;

    private protected PersonService.PersonServiceClient Interceptions => new(Host.Channel);

    private protected PersonRegistryService.PersonRegistryServiceClient Persons => new(Host.Channel);

    private protected MatchReviewService.MatchReviewServiceClient Matches => new(Host.Channel);

    protected override void Add(WebApplicationBuilder builder) => builder.AddPersons();

    protected override void Map(WebApplication app) => app.MapPersons();

    private protected static async Task<string> RefusedAsync<T>(AsyncUnaryCall<T> call) =>
        (await Assert.ThrowsAsync<RpcException>(async () => await call)).Reason();

    private protected string NextId() => $"q{++requests}";

    private protected async Task MergeAsync(string duplicate, string survivor) => await Persons.MergePersonsAsync(Merge(duplicate, survivor));

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

    private protected static RegisterInterceptionRequest Interception(string id, string person, string name = "") =>
        SampleInterceptions.Of(id, Morning, person.Length == 0 ? "" : $"persons/{person}", name.Length == 0 ? null : Claim(name, "1990-02-14"));
}
