using Border.Erasures.V1;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Tests.Erasing;

public sealed class SqliteRetentionTests() : RetentionSuite(StorageEngineKind.Sqlite);

public sealed class PostgresRetentionTests() : RetentionSuite(StorageEngineKind.Postgres);

/// <summary>What is due for review, and that it stays until somebody erases it.</summary>
public abstract class RetentionSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private StoragePlace place = null!;
    private ServiceHost host = null!;

    private ErasureService.ErasureServiceClient Erasures => new(host.Channel);

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        host = await ServiceHost.StartAsync(
            place, builder => builder.AddPersons(), app => app.MapPersons(),
            ("Retention:InterceptionDays", "30"), ("Retention:PersonDays", "30"), ("Retention:ReviewEvery", "00:00:00.050"));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task ListRetentionDue_OldAndNewRecords_TellsTheOldOnesUntilTheyAreErased()
    {
        await RegisterAsync("old", days: 40);
        await RegisterAsync("older", days: 50);
        await RegisterAsync("new", days: 20);

        Assert.Equal(["interceptions/older", "interceptions/old"], await DueAsync());
        await Erasures.EraseRecordAsync(new() { Name = "interceptions/old", ErasureId = "e", Reason = "reviewed", RequestId = "e" });
        await Task.Delay(120);
        Assert.Equal(["interceptions/older"], await DueAsync());
        Assert.NotNull((await new PersonService.PersonServiceClient(host.Channel).GetInterceptionAsync(new() { Name = "interceptions/older" })).Identity);
    }

    [Fact]
    public async Task ListRetentionDue_OfAPersonMetAgain_CountsFromTheLastEncounter()
    {
        await RegisterPersonAsync("met", days: 50);
        await RegisterPersonAsync("gone", days: 50);
        await RegisterAsync("again", days: 5, person: "persons/met");

        var due = Assert.Single((await Erasures.ListRetentionDueAsync(new() { Category = RetentionCategory.Persons })).Records);

        Assert.Equal(("persons/gone", "53.01"), (due.Name, due.Area));
        Assert.Equal(30, (due.ReviewTime - due.SinceTime).ToTimeSpan().TotalDays);
    }

    private async Task<IEnumerable<string>> DueAsync() =>
        (await Erasures.ListRetentionDueAsync(new() { Category = RetentionCategory.Interceptions })).Records.Select(record => record.Name);

    private static IdentityClaim Claim() => new() { Source = ClaimSource.Stated, FamilyName = "LI INVENTED" };

    private async Task RegisterPersonAsync(string id, int days) => await new PersonRegistryService.PersonRegistryServiceClient(host.Channel).RegisterPersonAsync(new()
    {
        PersonId = id,
        RequestId = $"p-{id}",
        Person = new() { Unit = "U1", Area = "53.01", RegisterTime = Timestamp.FromDateTimeOffset(Now.AddDays(-days)), Identity = new() { Claims = { Claim() } } },
    });

    private async Task RegisterAsync(string id, int days, string person = "") => await new PersonService.PersonServiceClient(host.Channel).RegisterInterceptionAsync(new()
    {
        InterceptionId = id,
        RequestId = $"i-{id}",
        Interception = new()
        {
            Unit = "U1",
            Area = "53.01",
            InterceptTime = Timestamp.FromDateTimeOffset(Now.AddDays(-days)),
            Conducts = { Conduct.IllegalEntry },
            Citizenship = CitizenshipStatus.Foreign,
            Disposition = Disposition.Detained,
            Person = person,
            Identity = new() { Claims = { Claim() } },
        },
    });
}
