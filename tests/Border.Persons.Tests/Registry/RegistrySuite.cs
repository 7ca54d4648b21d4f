using Border.Lookup.V1;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Persons.Tests.Registry;

public sealed class SqliteRegistryTests() : RegistrySuite(StorageEngineKind.Sqlite);

public sealed class PostgresRegistryTests() : RegistrySuite(StorageEngineKind.Postgres);

/// <summary>Persons and their merges as a client sees them, on each engine.</summary>
public abstract class RegistrySuite(StorageEngineKind engine) : RegistryHost(engine)
{
    [Fact]
    public async Task RegisterPerson_WholeRecord_IsReadBackListedWithoutClaimsAndFound()
    {
        var request = NewPerson("a", "ZHANG INVENTED");

        var registered = await Persons.RegisterPersonAsync(request);

        Assert.Equal(registered, await Persons.GetPersonAsync(new() { Name = "persons/a" }));
        Assert.Equal(registered, await Persons.RegisterPersonAsync(request));
        Assert.Equal((PersonState.Registered, "1", request.Person.Identity), (registered.State, registered.Etag, registered.Identity));
        Assert.Null(Assert.Single((await Persons.ListPersonsAsync(new() { Area = "53", State = PersonState.Registered })).Persons).Identity);
        Assert.Empty((await Persons.ListPersonsAsync(new() { Area = "54" })).Persons);
        var fed = Assert.Single(await Host.FirstEventsAsync("persons", 1)).State.Unpack<Person>();
        Assert.Equal(("53.01", null), (fed.Area, fed.Identity));
        var found = await new LookupService.LookupServiceClient(Host.Channel).SearchRecordsAsync(new() { Query = "invented" });
        Assert.Equal(["persons/a"], found.Records.Select(record => record.Name));
    }

    [Fact]
    public async Task RegisterPerson_NameTaken_IsRefused()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        var other = NewPerson("a", "LI OTHERWISE");
        other.RequestId = "another";

        Assert.Equal("ERROR_REASON_RECORD_EXISTS", await RefusedAsync(Persons.RegisterPersonAsync(other)));
    }

    [Fact]
    public async Task AddClaimAndAmend_EachKeepsWhatItIsNotAbout()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        var claimed = await Persons.AddClaimAsync(
            new() { Name = "persons/a", Claim = Claim("张三", "1990-02-14"), RequestId = "c", Etag = "1" });
        var amendment = new AmendPersonRequest
        {
            Person = new() { Name = "persons/a", Etag = "2", Area = "54" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "moved",
            RequestId = "m",
        };

        var amended = await Persons.AmendPersonAsync(amendment);

        Assert.Equal(["ZHANG INVENTED", "张三"], claimed.Identity.Claims.Select(claim => claim.FamilyName));
        Assert.Equal(("54", "3", 2), (amended.Area, amended.Etag, amended.Identity.Claims.Count));
        Assert.Equal(amended, await Persons.AmendPersonAsync(amendment));
        amendment.RequestId = "late";
        Assert.Equal("ERROR_REASON_STALE_ETAG", await RefusedAsync(Persons.AmendPersonAsync(amendment)));
        amendment.UpdateMask.Paths[0] = "encounters";
        Assert.Equal("ERROR_REASON_STALE_ETAG", await RefusedAsync(Persons.AmendPersonAsync(amendment)));
        (amendment.RequestId, amendment.Person.Etag) = ("other", "3");
        Assert.Equal("ERROR_REASON_INVALID_FIELDS", await RefusedAsync(Persons.AmendPersonAsync(amendment)));
    }

    [Fact]
    public async Task Interception_OfAPersonNotYetRegistered_IsKeptForThem()
    {
        await MeetAsync("i1", "a");
        var expected = await Persons.GetPersonAsync(new() { Name = "persons/a" });

        var arrived = await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));

        Assert.Equal((PersonState.Expected, null), (expected.State, expected.Identity));
        Assert.Equal((PersonState.Registered, "2"), (arrived.State, arrived.Etag));
        Assert.Equal(new() { Interception = "interceptions/i1", Person = "persons/a", InterceptTime = Morning, Area = "53.01", Conducts = { Conduct.IllegalEntry } }, Assert.Single(arrived.Encounters));
    }

    [Fact]
    public async Task Interception_Amended_MovesTheEncounter()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Persons.RegisterPersonAsync(NewPerson("b", "LI OTHERWISE"));
        await MeetAsync("i1", "a");

        await AmendAsync("i1", new() { Person = "persons/b" }, "person");
        Assert.Equal((0, 1), (await EncountersAsync("a"), await EncountersAsync("b")));
        await AmendAsync("i1", new() { Area = "54" }, "area");
        Assert.Equal("54", (await Persons.GetPersonAsync(new() { Name = "persons/b" })).Encounters[0].Area);
        Assert.Equal(["interceptions/i1"], (await Interceptions.ListInterceptionsAsync(new() { Person = "persons/b" })).Interceptions.Select(record => record.Name));
        await Interceptions.VoidInterceptionAsync(new() { Name = "interceptions/i1", Reason = "by mistake", RequestId = NextId() });
        Assert.Equal(0, await EncountersAsync("b"));
    }

    [Fact]
    public async Task VoidPerson_WithEncounters_IsRefusedUntilThereAreNone()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await MeetAsync("i1", "a");
        Assert.Equal("ERROR_REASON_RULE_BROKEN", await RefusedAsync(Persons.VoidPersonAsync(Void("a"))));
        await AmendAsync("i1", new() { Person = "" }, "person");

        Assert.Equal(PersonState.Void, (await Persons.VoidPersonAsync(Void("a"))).State);

        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(Persons.VoidPersonAsync(Void("a"))));
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(Interceptions.RegisterInterceptionAsync(Interception("i2", "a"))));
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(Persons.AddClaimAsync(new() { Name = "persons/a", Claim = Claim("x", ""), RequestId = NextId() })));
    }

    [Fact]
    public async Task MergeAndUnmerge_InAnyOrder_KeepEveryEncounterWithWhoStandsForIt()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            await Persons.RegisterPersonAsync(NewPerson(id, $"INVENTED {id}"));
            await MeetAsync($"i{id}", id);
        }

        await MergeAsync("a", "b");
        await MergeAsync("b", "c");
        await MeetAsync("later", "a");
        Assert.Equal((0, 0, 4), await CountsAsync());
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(Persons.MergePersonsAsync(Merge("c", "a"))));
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(Persons.MergePersonsAsync(Merge("a", "c"))));

        var alone = await Persons.UnmergePersonAsync(Unmerge("a"));
        Assert.Equal((PersonState.Registered, "", 2), (alone.State, alone.MergedInto, alone.Encounters.Count));
        Assert.Equal((2, 0, 2), await CountsAsync());
        await Persons.UnmergePersonAsync(Unmerge("b"));
        Assert.Equal((2, 1, 1), await CountsAsync());
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(Persons.UnmergePersonAsync(Unmerge("b"))));

        Assert.Equal("INVENTED a", alone.Identity.Claims[0].FamilyName);
        var versions = await new LookupService.LookupServiceClient(Host.Channel).ListVersionsAsync(new() { Name = "persons/a" });
        Assert.Equal(["registered", "encounters changed", "merged", "unmerged"], versions.Versions.Select(version => version.Verb));
    }

    [Fact]
    public async Task MergePersons_SentTwiceOrStale_IsCarriedOutOnce()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "INVENTED A"));
        await Persons.RegisterPersonAsync(NewPerson("b", "INVENTED B"));
        var request = Merge("a", "b");
        request.Etag = "7";
        Assert.Equal("ERROR_REASON_STALE_ETAG", await RefusedAsync(Persons.MergePersonsAsync(request)));
        request.Etag = "1";

        var first = await Persons.MergePersonsAsync(request);

        Assert.Equal(("persons/b", "2"), (first.Name, first.Etag));
        Assert.Equal(first, await Persons.MergePersonsAsync(request));
    }

    [Fact]
    public async Task SubmitInterceptions_PersonsAndMatchesToo_AnswersEach()
    {
        using var call = Interceptions.SubmitInterceptions();
        await call.RequestStream.WriteAsync(new() { Register = Interception("i1", "a") });
        await call.RequestStream.WriteAsync(new() { RegisterPerson = NewPerson("a", "ZHANG INVENTED") });
        await call.RequestStream.WriteAsync(new() { AddClaim = new() { Name = "persons/a", Claim = Claim("x", ""), RequestId = "c" } });
        await call.RequestStream.WriteAsync(new() { VoidPerson = new() { Name = "persons/none", Reason = "x", RequestId = "v" } });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(["c", "meet-i1", "person-a"], receipts.Where(receipt => receipt.Accepted is not null).Select(receipt => receipt.RequestId).Order());
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Single(receipts, receipt => receipt.Error is not null).Error.Reason);
        var person = await Persons.GetPersonAsync(new() { Name = "persons/a" });
        Assert.Equal((PersonState.Registered, 1, 2), (person.State, person.Encounters.Count, person.Identity.Claims.Count));
    }

    [Fact]
    public async Task AmendInterception_ZoneSentTwice_IsAnsweredTheSame()
    {
        await Interceptions.RegisterInterceptionAsync(Interception("i1", ""));
        var amendment = new AmendInterceptionRequest
        {
            Interception = new()
            {
                Name = "interceptions/i1",
                Etag = "1",
                Identity = new() { Claims = { new IdentityClaim { Source = ClaimSource.Document, MachineReadableZone = Zones.Specimens.Invented } } },
            },
            UpdateMask = new() { Paths = { "identity" } },
            Reason = "the passport was found",
            RequestId = "m",
        };

        var amended = await Interceptions.AmendInterceptionAsync(amendment);

        Assert.Equal("X1234567", amended.Identity.Claims[0].Document.Number);
        Assert.Equal(amended, await Interceptions.AmendInterceptionAsync(amendment));
    }

    [Fact]
    public async Task Health_OfEachService_IsServing()
    {
        await Host.WaitUntilServingAsync(PersonRegistryService.Descriptor.FullName);
        await Host.WaitUntilServingAsync(MatchReviewService.Descriptor.FullName);
    }

    private async Task MeetAsync(string id, string person) => await Interceptions.RegisterInterceptionAsync(Interception(id, person));

    private async Task AmendAsync(string id, Interception values, string path)
    {
        values.Name = $"interceptions/{id}";
        values.Etag = (await Interceptions.GetInterceptionAsync(new() { Name = values.Name })).Etag;
        await Interceptions.AmendInterceptionAsync(
            new() { Interception = values, UpdateMask = new() { Paths = { path } }, Reason = "as established", RequestId = NextId() });
    }

    private VoidPersonRequest Void(string id) => new() { Name = $"persons/{id}", Reason = "by mistake", RequestId = NextId() };

    private async Task<int> EncountersAsync(string id) => (await Persons.GetPersonAsync(new() { Name = $"persons/{id}" })).Encounters.Count;

    private async Task<(int A, int B, int C)> CountsAsync() => (await EncountersAsync("a"), await EncountersAsync("b"), await EncountersAsync("c"));
}
