using System.Reflection;
using Border.Audits;
using Border.Lookup.V1;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Border.Persons.Tests.Audits;

public sealed class SqliteAuditedCallTests() : AuditedCallSuite(StorageEngineKind.Sqlite);

public sealed class PostgresAuditedCallTests() : AuditedCallSuite(StorageEngineKind.Postgres)
{
    [Fact]
    public async Task Read_DatabaseReadableButNotWritable_FailsAndTellsNothing()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await using (var server = new NpgsqlConnection($"{Place.Options.ConnectionString};Database=postgres;Pooling=false"))
        {
            await server.OpenAsync();
            var database = $"{Place.Options.DatabasePrefix}_persons";
            foreach (var sql in (string[])[$"alter database {database} set default_transaction_read_only = on", $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'"])
            {
                await using var command = new NpgsqlCommand(sql, server);
                await command.ExecuteNonQueryAsync();
            }
        }

        // The first calls may meet connections that were just ended; what counts is that none is answered, although reading works.
        for (var i = 0; i < 5; i++)
            Assert.Equal(StatusCode.Unavailable, await StatusAsync(Persons.GetPersonAsync(new() { Name = "persons/a" })));
        Assert.Single((await Persons.ListPersonsAsync(new())).Persons);
    }
}

/// <summary>What each call leaves in the audit log, over a real host.</summary>
public abstract class AuditedCallSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private ServiceHost host = null!;

    protected StoragePlace Place { get; private set; } = null!;

    protected PersonRegistryService.PersonRegistryServiceClient Persons => new(host.Channel);

    public async Task InitializeAsync()
    {
        Place = await StoragePlace.NewAsync(engine);
        host = await StartAsync(_ => { });
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        Place.Dispose();
    }

    [Fact]
    public async Task Write_IsEnteredOnceWithTheRecordAndNothingOfThePerson()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"), Headers("anna", "border_check"));

        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("anna", "r-a"), (entry.Actor, entry.RequestId));
        Assert.Equivalent(
            new AuditNote
            {
                Action = "collection",
                Method = "border.persons.v1.PersonRegistryService/RegisterPerson",
                Records = ["persons/a"],
                Roles = entry.Note.Roles,
                Purpose = "border_check",
                Address = "127.0.0.1",
            },
            entry.Note);
    }

    [Fact]
    public async Task Get_IsAConsultationOfTheRecord()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));

        await Persons.GetPersonAsync(new() { Name = "persons/a" }, Headers("bert", "investigation"));

        var entry = (await EntriesAsync())[^1];
        Assert.Equal(("bert", "consultation", "persons/a", "investigation", "done"), (entry.Actor, entry.Note.Action, entry.Note.Records.Single(), entry.Note.Purpose, entry.Note.Outcome));
        Assert.Equal(2, entry.Sequence);
    }

    [Fact]
    public async Task Get_OfARecordThatIsNotThere_IsEnteredAsRefused()
    {
        Assert.Equal(StatusCode.NotFound, await StatusAsync(Persons.GetPersonAsync(new() { Name = "persons/none" })));

        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("record_not_found", "persons/none"), (entry.Note.Outcome, entry.Note.Records.Single()));
    }

    [Fact]
    public async Task Write_Refused_IsEnteredWithItsReason()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(Persons.UnmergePersonAsync(new() { Name = "persons/a", Reason = "Wrong.", RequestId = "u" })));

        var entry = (await EntriesAsync())[^1];
        Assert.Equal(("combination", "wrong_state", "persons/a"), (entry.Note.Action, entry.Note.Outcome, entry.Note.Records.Single()));
    }

    [Fact]
    public async Task Calls_ThatTellNothingOfAPerson_LeaveNoEntry()
    {
        await Persons.ListPersonsAsync(new());
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(Persons.GetPersonAsync(new() { Name = "Wang Invented" })));

        Assert.Empty(await EntriesAsync());
    }

    [Fact]
    public async Task Write_Repeated_IsEnteredAsSuch()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"), Headers("carl", ""));

        var entry = (await EntriesAsync())[^1];
        Assert.Equal(("carl", "repeated", "persons/a"), (entry.Actor, entry.Note.Outcome, entry.Note.Records.Single()));
    }

    [Fact]
    public async Task Search_IsADisclosureOfWhatWasFound_WithoutWhatWasAsked()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Persons.RegisterPersonAsync(NewPerson("b", "LI INVENTED"));

        await new LookupService.LookupServiceClient(host.Channel).SearchRecordsAsync(new() { Query = "invented" });

        var entry = (await EntriesAsync())[^1];
        Assert.Equal("disclosure", entry.Note.Action);
        Assert.Equal(["persons/a", "persons/b"], entry.Note.Records.Order());
        Assert.DoesNotContain("invented", entry.ToString() + entry.Note, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Merge_IsACombinationOfBoth()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Persons.RegisterPersonAsync(NewPerson("b", "LI INVENTED"));

        await Persons.MergePersonsAsync(new() { Name = "persons/a", Survivor = "persons/b", Reason = "Same.", RequestId = "m" });

        var entry = (await EntriesAsync())[^1];
        Assert.Equal("combination", entry.Note.Action);
        Assert.Superset(new HashSet<string> { "persons/a", "persons/b" }, entry.Note.Records.ToHashSet());
    }

    [Fact]
    public async Task Stream_EachRequestIsEnteredByItself()
    {
        using var call = new PersonService.PersonServiceClient(host.Channel).SubmitInterceptions(Headers("dora", "border_check"));
        await call.RequestStream.WriteAsync(new() { RegisterPerson = NewPerson("a", "ZHANG INVENTED") });
        await call.RequestStream.WriteAsync(new() { RegisterPerson = NewPerson("b", "LI INVENTED") });
        await call.RequestStream.WriteAsync(new() { UnmergePerson = new() { Name = "persons/none", Reason = "Wrong.", RequestId = "u" } });
        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(default))
        {
        }

        Assert.Equal(
            [
                "dora border.persons.v1.PersonRegistryService/RegisterPerson persons/a done r-a",
                "dora border.persons.v1.PersonRegistryService/RegisterPerson persons/b done r-b",
                "dora border.persons.v1.PersonRegistryService/UnmergePerson persons/none record_not_found u",
            ],
            (await EntriesAsync()).Select(entry => $"{entry.Actor} {entry.Note.Method} {entry.Note.Records.Single()} {entry.Note.Outcome} {entry.RequestId}").Order());
    }

    [Fact]
    public async Task Read_ThatCannotBeEntered_IsNotAnswered()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await host.DisposeAsync();
        host = await StartAsync(services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IDocumentStore) && Equals(service.ServiceKey, "persons"));
            services.AddKeyedSingleton("persons", (provider, key) => FullStore.Of((IDocumentStore)real.KeyedImplementationFactory!(provider, key)));
        });

        Assert.Equal(StatusCode.Unavailable, await StatusAsync(Persons.GetPersonAsync(new() { Name = "persons/a" })));
        Assert.Equal(StatusCode.Unavailable, await StatusAsync(Persons.GetPersonAsync(new() { Name = "persons/none" })));
        Assert.Single((await Persons.ListPersonsAsync(new())).Persons);
    }

    protected static RegisterPersonRequest NewPerson(string id, string name) => new()
    {
        PersonId = id,
        RequestId = $"r-{id}",
        Person = new()
        {
            Unit = "U1",
            Area = "53.01",
            RegisterTime = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.Zero)),
            Identity = new() { Claims = { new IdentityClaim { FamilyName = name, Source = ClaimSource.Stated } } },
        },
    };

    protected static async Task<StatusCode> StatusAsync<T>(AsyncUnaryCall<T> call) => (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode;

    private static Metadata Headers(string actor, string purpose) => new() { { "border-actor", actor }, { "border-purpose", purpose } };

    private Task<ServiceHost> StartAsync(Action<IServiceCollection> change) => ServiceHost.StartAsync(
        Place,
        builder =>
        {
            builder.AddPersons();
            change(builder.Services);
        },
        app => app.MapPersons());

    private Task<IReadOnlyList<AuditEntry>> EntriesAsync() =>
        host.Services.GetRequiredKeyedService<IDocumentStore>("persons").AuditAsync(new(0, 100), default);
}

/// <summary>A store whose disk is full: it can be read.</summary>
public class FullStore : DispatchProxy
{
    private IDocumentStore _store = null!;

    public static IDocumentStore Of(IDocumentStore store)
    {
        var full = Create<IDocumentStore, FullStore>();
        ((FullStore)(object)full)._store = store;
        return full;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IDocumentStore.CommitAsync)
            ? Task.FromException<CommitOutcome>(new StorageUnavailableException("full"))
            : targetMethod.Invoke(_store, args);
}
