using Border.Lookup.V1;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.Persons.Tests.Registry;

public sealed class SqliteRegistryTests() : RegistrySuite(StorageEngineKind.Sqlite);

public sealed class PostgresRegistryTests() : RegistrySuite(StorageEngineKind.Postgres);

/// <summary>Persons, their merges and their matches as a client sees them, on each engine.</summary>
public abstract class RegistrySuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));

    private StoragePlace place = null!;
    private ServiceHost host = null!;
    private PersonService.PersonServiceClient interceptions = null!;
    private PersonRegistryService.PersonRegistryServiceClient persons = null!;
    private MatchReviewService.MatchReviewServiceClient matches = null!;
    private int requests;

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

    [Fact]
    public async Task RegisterPerson_WholeRecord_IsReadBackListedWithoutClaimsAndFound()
    {
        var request = NewPerson("a", "ZHANG INVENTED");

        var registered = await persons.RegisterPersonAsync(request);

        Assert.Equal(registered, await persons.GetPersonAsync(new() { Name = "persons/a" }));
        Assert.Equal(registered, await persons.RegisterPersonAsync(request));
        Assert.Equal((PersonState.Registered, "1", request.Person.Identity), (registered.State, registered.Etag, registered.Identity));
        Assert.Null(Assert.Single((await persons.ListPersonsAsync(new() { Area = "53", State = PersonState.Registered })).Persons).Identity);
        Assert.Empty((await persons.ListPersonsAsync(new() { Area = "54" })).Persons);
        var fed = Assert.Single(await host.FirstEventsAsync("persons", 1)).State.Unpack<Person>();
        Assert.Equal(("53.01", null), (fed.Area, fed.Identity));
        var found = await new LookupService.LookupServiceClient(host.Channel).SearchRecordsAsync(new() { Query = "invented" });
        Assert.Equal(["persons/a"], found.Records.Select(record => record.Name));
    }

    [Fact]
    public async Task RegisterPerson_NameTaken_IsRefused()
    {
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        var other = NewPerson("a", "LI OTHERWISE");
        other.RequestId = "another";

        Assert.Equal("ERROR_REASON_RECORD_EXISTS", await RefusedAsync(persons.RegisterPersonAsync(other)));
    }

    [Fact]
    public async Task AddClaimAndAmend_EachKeepsWhatItIsNotAbout()
    {
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        var claimed = await persons.AddClaimAsync(
            new() { Name = "persons/a", Claim = Claim("张三", "1990-02-14"), RequestId = "c", Etag = "1" });
        var amendment = new AmendPersonRequest
        {
            Person = new() { Name = "persons/a", Etag = "2", Area = "54" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "moved",
            RequestId = "m",
        };

        var amended = await persons.AmendPersonAsync(amendment);

        Assert.Equal(["ZHANG INVENTED", "张三"], claimed.Identity.Claims.Select(claim => claim.FamilyName));
        Assert.Equal(("54", "3", 2), (amended.Area, amended.Etag, amended.Identity.Claims.Count));
        Assert.Equal(amended, await persons.AmendPersonAsync(amendment));
        amendment.RequestId = "late";
        Assert.Equal("ERROR_REASON_STALE_ETAG", await RefusedAsync(persons.AmendPersonAsync(amendment)));
        amendment.UpdateMask.Paths[0] = "encounters";
        Assert.Equal("ERROR_REASON_STALE_ETAG", await RefusedAsync(persons.AmendPersonAsync(amendment)));
        (amendment.RequestId, amendment.Person.Etag) = ("other", "3");
        Assert.Equal("ERROR_REASON_INVALID_FIELDS", await RefusedAsync(persons.AmendPersonAsync(amendment)));
    }

    [Fact]
    public async Task Interception_OfAPersonNotYetRegistered_IsKeptForThem()
    {
        await MeetAsync("i1", "a");
        var expected = await persons.GetPersonAsync(new() { Name = "persons/a" });

        var arrived = await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));

        Assert.Equal((PersonState.Expected, null), (expected.State, expected.Identity));
        Assert.Equal((PersonState.Registered, "2"), (arrived.State, arrived.Etag));
        Assert.Equal(new() { Interception = "interceptions/i1", Person = "persons/a", InterceptTime = Morning, Area = "53.01", Conducts = { Conduct.IllegalEntry } }, Assert.Single(arrived.Encounters));
    }

    [Fact]
    public async Task Interception_Amended_MovesTheEncounter()
    {
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await persons.RegisterPersonAsync(NewPerson("b", "LI OTHERWISE"));
        await MeetAsync("i1", "a");

        await AmendAsync("i1", new() { Person = "persons/b" }, "person");
        Assert.Equal((0, 1), (await EncountersAsync("a"), await EncountersAsync("b")));
        await AmendAsync("i1", new() { Area = "54" }, "area");
        Assert.Equal("54", (await persons.GetPersonAsync(new() { Name = "persons/b" })).Encounters[0].Area);
        Assert.Equal(["interceptions/i1"], (await interceptions.ListInterceptionsAsync(new() { Person = "persons/b" })).Interceptions.Select(record => record.Name));
        await interceptions.VoidInterceptionAsync(new() { Name = "interceptions/i1", Reason = "by mistake", RequestId = NextId() });
        Assert.Equal(0, await EncountersAsync("b"));
    }

    [Fact]
    public async Task VoidPerson_WithEncounters_IsRefusedUntilThereAreNone()
    {
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await MeetAsync("i1", "a");
        Assert.Equal("ERROR_REASON_RULE_BROKEN", await RefusedAsync(persons.VoidPersonAsync(Void("a"))));
        await AmendAsync("i1", new() { Person = "" }, "person");

        Assert.Equal(PersonState.Void, (await persons.VoidPersonAsync(Void("a"))).State);

        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(persons.VoidPersonAsync(Void("a"))));
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(interceptions.RegisterInterceptionAsync(Interception("i2", "a"))));
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(persons.AddClaimAsync(new() { Name = "persons/a", Claim = Claim("x", ""), RequestId = NextId() })));
    }

    [Fact]
    public async Task MergeAndUnmerge_InAnyOrder_KeepEveryEncounterWithWhoStandsForIt()
    {
        foreach (var id in new[] { "a", "b", "c" })
        {
            await persons.RegisterPersonAsync(NewPerson(id, $"INVENTED {id}"));
            await MeetAsync($"i{id}", id);
        }

        await MergeAsync("a", "b");
        await MergeAsync("b", "c");
        await MeetAsync("later", "a");
        Assert.Equal((0, 0, 4), await CountsAsync());
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(persons.MergePersonsAsync(Merge("c", "a"))));
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(persons.MergePersonsAsync(Merge("a", "c"))));

        var alone = await persons.UnmergePersonAsync(Unmerge("a"));
        Assert.Equal((PersonState.Registered, "", 2), (alone.State, alone.MergedInto, alone.Encounters.Count));
        Assert.Equal((2, 0, 2), await CountsAsync());
        await persons.UnmergePersonAsync(Unmerge("b"));
        Assert.Equal((2, 1, 1), await CountsAsync());
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(persons.UnmergePersonAsync(Unmerge("b"))));

        Assert.Equal("INVENTED a", alone.Identity.Claims[0].FamilyName);
        var versions = await new LookupService.LookupServiceClient(host.Channel).ListVersionsAsync(new() { Name = "persons/a" });
        Assert.Equal(["registered", "encounters changed", "merged", "unmerged"], versions.Versions.Select(version => version.Verb));
    }

    [Fact]
    public async Task MergePersons_SentTwiceOrStale_IsCarriedOutOnce()
    {
        await persons.RegisterPersonAsync(NewPerson("a", "INVENTED A"));
        await persons.RegisterPersonAsync(NewPerson("b", "INVENTED B"));
        var request = Merge("a", "b");
        request.Etag = "7";
        Assert.Equal("ERROR_REASON_STALE_ETAG", await RefusedAsync(persons.MergePersonsAsync(request)));
        request.Etag = "1";

        var first = await persons.MergePersonsAsync(request);

        Assert.Equal(("persons/b", "2"), (first.Name, first.Etag));
        Assert.Equal(first, await persons.MergePersonsAsync(request));
    }

    [Fact]
    public async Task Register_TwoAlikeAtOnce_FindEachOtherOnce()
    {
        await Task.WhenAll(
            persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED")).ResponseAsync,
            persons.RegisterPersonAsync(NewPerson("b", "Invented Zhang")).ResponseAsync,
            persons.RegisterPersonAsync(NewPerson("c", "QUITE OTHERWISE")).ResponseAsync);

        var candidate = Assert.Single((await matches.ListMatchCandidatesAsync(new())).Candidates);

        Assert.Equal(("persons/a", "persons/b", MatchState.Pending, 1), (candidate.First, candidate.Second, candidate.State, candidate.Score));
        Assert.Equal([MatchReason.NameSame, MatchReason.BirthDateSame, MatchReason.NationalitySame], candidate.Reasons);
        Assert.Equal(candidate, await matches.GetMatchCandidateAsync(new() { Name = candidate.Name }));
    }

    [Fact]
    public async Task Register_InterceptionAndPersonInEitherOrder_AreProposed()
    {
        await interceptions.RegisterInterceptionAsync(Interception("early", "", "ZHANG INVENTED"));
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await interceptions.RegisterInterceptionAsync(Interception("late", "", "Zhang Invented"));
        await interceptions.RegisterInterceptionAsync(Interception("known", "a", "ZHANG INVENTED"));

        var pairs = (await matches.ListMatchCandidatesAsync(new() { Record = "persons/a" })).Candidates.Select(candidate => candidate.First);

        Assert.Equal(["interceptions/early", "interceptions/late"], pairs.Order());
    }

    // An interception is found by fewer keys than it looks by.
    [Theory]
    [InlineData("Invented Zhang", "1990-02-14", "early,late")]
    [InlineData("ZHANG INVENTED", "1990-02-15", "early,late")]
    [InlineData("ZHANG INVENTED", "1991-02-14", "late")]
    [InlineData("ZHANG INVENTAR", "1990-02-14", "late")]
    public async Task Register_InterceptionThatIsNotQuiteThePerson_IsProposedInThisOrder(string name, string birth, string expected)
    {
        var (early, late) = (Interception("early", "", name), Interception("late", "", name));
        early.Interception.Identity.Claims[0].BirthDate = late.Interception.Identity.Claims[0].BirthDate = birth;
        await interceptions.RegisterInterceptionAsync(early);
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await interceptions.RegisterInterceptionAsync(late);

        var candidates = (await matches.ListMatchCandidatesAsync(new() { Record = "persons/a" })).Candidates;

        Assert.Equal(expected, string.Join(',', candidates.Select(candidate => candidate.First["interceptions/".Length..]).Order()));
    }

    [Fact]
    public async Task RegisterPerson_LikeVeryMany_ProposesTheLikeliestOnly()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => persons.RegisterPersonAsync(NewPerson($"p{i}", "ZHANG INVENTED")).ResponseAsync));
        var documented = NewPerson("d", "ZHANG INVENTED");
        documented.Person.Identity.Claims[0].Document = new() { Type = DocumentType.Passport, Number = "AB1234", IssuingCountry = "VNM" };
        await persons.RegisterPersonAsync(documented);
        (documented.PersonId, documented.RequestId) = ("e", "person-e");

        await persons.RegisterPersonAsync(documented);

        var candidates = (await matches.ListMatchCandidatesAsync(new() { Record = "persons/e", PageSize = 100 })).Candidates;
        Assert.Equal(20, candidates.Count);
        Assert.Equal("persons/d", Assert.Single(candidates, candidate => candidate.Reasons.Contains(MatchReason.DocumentSame)).First);
    }

    [Fact]
    public async Task RegisterPerson_LikeMoreThanAreCompared_ProposesTheOneWithTheSameDocument()
    {
        var document = new IdentityDocument { Type = DocumentType.Passport, Number = "AB1234", IssuingCountry = "VNM" };
        var first = Interception("first", "", "QUITE OTHERWISE");
        first.Interception.Identity.Claims[0].Document = document;
        first.Interception.InterceptTime = new() { Seconds = Morning.Seconds - 3600 };
        await interceptions.RegisterInterceptionAsync(first);
        await Task.WhenAll(Enumerable.Range(0, 201).Select(i => interceptions.RegisterInterceptionAsync(Interception($"i{i}", "", "ZHANG INVENTED")).ResponseAsync));
        var person = NewPerson("a", "ZHANG INVENTED");
        person.Person.Identity.Claims[0].Document = document;

        await persons.RegisterPersonAsync(person);

        var candidates = (await matches.ListMatchCandidatesAsync(new() { Record = "persons/a", PageSize = 100 })).Candidates;
        Assert.Equal("interceptions/first", Assert.Single(candidates, candidate => candidate.Reasons.Contains(MatchReason.DocumentSame)).First);
    }

    [Fact]
    public async Task RejectMatch_ThenMoreClaims_IsNotProposedAgainAndNotMerged()
    {
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await persons.RegisterPersonAsync(NewPerson("b", "ZHANG INVENTED"));
        var reject = new RejectMatchRequest { Record = "persons/b", OtherRecord = "persons/a", Reason = "twins", RequestId = "r" };

        var rejected = await matches.RejectMatchAsync(reject);
        await persons.AddClaimAsync(new() { Name = "persons/b", Claim = Claim("Zhang Invented", "1990-02-14"), RequestId = "c" });

        Assert.Equal((MatchState.Rejected, "twins", "2"), (rejected.State, rejected.DecisionReason, rejected.Etag));
        Assert.Equal(rejected, await matches.RejectMatchAsync(reject));
        Assert.Equal("2", Assert.Single((await matches.ListMatchCandidatesAsync(new())).Candidates).Etag);
        Assert.Empty((await matches.ListMatchCandidatesAsync(new() { State = MatchState.Pending })).Candidates);
        Assert.Equal("ERROR_REASON_RULE_BROKEN", await RefusedAsync(persons.MergePersonsAsync(Merge("a", "b"))));
        reject.RequestId = "again";
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(matches.RejectMatchAsync(reject)));
        await matches.ConfirmMatchAsync(new() { Record = "persons/a", OtherRecord = "persons/b", Reason = "one after all", RequestId = "y", Etag = "2" });
        Assert.Equal(PersonState.Registered, (await persons.MergePersonsAsync(Merge("a", "b"))).State);
    }

    [Fact]
    public async Task RejectMatch_BeforeItWasProposed_IsRememberedToo()
    {
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await persons.RegisterPersonAsync(NewPerson("b", "QUITE OTHERWISE"));
        await matches.RejectMatchAsync(new() { Record = "persons/a", OtherRecord = "persons/b", Reason = "seen together", RequestId = "r" });

        await persons.AddClaimAsync(new() { Name = "persons/b", Claim = Claim("ZHANG INVENTED", "1990-02-14"), RequestId = "c" });

        Assert.Equal(MatchState.Rejected, Assert.Single((await matches.ListMatchCandidatesAsync(new())).Candidates).State);
        Assert.Equal("ERROR_REASON_RECORD_NOT_FOUND", await RefusedAsync(
            matches.RejectMatchAsync(new() { Record = "persons/a", OtherRecord = "persons/none", Reason = "x", RequestId = "n" })));
        Assert.Equal("ERROR_REASON_INVALID_FIELDS", await RefusedAsync(
            matches.ConfirmMatchAsync(new() { Record = "persons/a", OtherRecord = "persons/a", Reason = "x", RequestId = "s" })));
    }

    [Fact]
    public async Task MergeAndUnmerge_OfAProposedPair_DecideIt()
    {
        await persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await persons.RegisterPersonAsync(NewPerson("b", "ZHANG INVENTED"));

        await MergeAsync("a", "b");
        Assert.Equal(MatchState.Confirmed, Assert.Single((await matches.ListMatchCandidatesAsync(new())).Candidates).State);
        await persons.RegisterPersonAsync(NewPerson("c", "ZHANG INVENTED"));
        await persons.UnmergePersonAsync(Unmerge("a"));

        var candidates = (await matches.ListMatchCandidatesAsync(new() { OrderBy = "propose_time" })).Candidates;
        Assert.Equal(
            [("persons/a", "persons/b", MatchState.Rejected), ("persons/b", "persons/c", MatchState.Pending)],
            candidates.Select(candidate => (candidate.First, candidate.Second, candidate.State)));
    }

    [Fact]
    public async Task SubmitInterceptions_PersonsAndMatchesToo_AnswersEach()
    {
        using var call = interceptions.SubmitInterceptions();
        await call.RequestStream.WriteAsync(new() { Register = Interception("i1", "a") });
        await call.RequestStream.WriteAsync(new() { RegisterPerson = NewPerson("a", "ZHANG INVENTED") });
        await call.RequestStream.WriteAsync(new() { AddClaim = new() { Name = "persons/a", Claim = Claim("x", ""), RequestId = "c" } });
        await call.RequestStream.WriteAsync(new() { VoidPerson = new() { Name = "persons/none", Reason = "x", RequestId = "v" } });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(["c", "meet-i1", "person-a"], receipts.Where(receipt => receipt.Accepted is not null).Select(receipt => receipt.RequestId).Order());
        Assert.Equal(ErrorReason.RecordNotFound, Assert.Single(receipts, receipt => receipt.Error is not null).Error.Reason);
        var person = await persons.GetPersonAsync(new() { Name = "persons/a" });
        Assert.Equal((PersonState.Registered, 1, 2), (person.State, person.Encounters.Count, person.Identity.Claims.Count));
    }

    [Fact]
    public async Task AmendInterception_ZoneSentTwice_IsAnsweredTheSame()
    {
        await interceptions.RegisterInterceptionAsync(Interception("i1", ""));
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

        var amended = await interceptions.AmendInterceptionAsync(amendment);

        Assert.Equal("X1234567", amended.Identity.Claims[0].Document.Number);
        Assert.Equal(amended, await interceptions.AmendInterceptionAsync(amendment));
    }

    [Fact]
    public async Task Health_OfEachService_IsServing()
    {
        await host.WaitUntilServingAsync(PersonRegistryService.Descriptor.FullName);
        await host.WaitUntilServingAsync(MatchReviewService.Descriptor.FullName);
    }

    private static async Task<string> RefusedAsync<T>(AsyncUnaryCall<T> call) =>
        (await Assert.ThrowsAsync<RpcException>(async () => await call)).GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;

    private string NextId() => $"q{++requests}";

    private async Task MeetAsync(string id, string person) => await interceptions.RegisterInterceptionAsync(Interception(id, person));

    private async Task AmendAsync(string id, Interception values, string path)
    {
        values.Name = $"interceptions/{id}";
        values.Etag = (await interceptions.GetInterceptionAsync(new() { Name = values.Name })).Etag;
        await interceptions.AmendInterceptionAsync(
            new() { Interception = values, UpdateMask = new() { Paths = { path } }, Reason = "as established", RequestId = NextId() });
    }

    private async Task MergeAsync(string duplicate, string survivor) => await persons.MergePersonsAsync(Merge(duplicate, survivor));

    private MergePersonsRequest Merge(string duplicate, string survivor) =>
        new() { Name = $"persons/{duplicate}", Survivor = $"persons/{survivor}", Reason = "one person", RequestId = NextId() };

    private UnmergePersonRequest Unmerge(string id) => new() { Name = $"persons/{id}", Reason = "two persons", RequestId = NextId() };

    private VoidPersonRequest Void(string id) => new() { Name = $"persons/{id}", Reason = "by mistake", RequestId = NextId() };

    private async Task<int> EncountersAsync(string id) => (await persons.GetPersonAsync(new() { Name = $"persons/{id}" })).Encounters.Count;

    private async Task<(int A, int B, int C)> CountsAsync() => (await EncountersAsync("a"), await EncountersAsync("b"), await EncountersAsync("c"));

    private static RegisterPersonRequest NewPerson(string id, string name) => new()
    {
        PersonId = id,
        RequestId = $"person-{id}",
        Person = new() { Unit = "U1", Area = "53.01", RegisterTime = Morning, Identity = new() { Claims = { Claim(name, "1990-02-14") } } },
    };

    private static IdentityClaim Claim(string name, string birth) =>
        new() { Source = ClaimSource.Stated, FamilyName = name, BirthDate = birth, Nationality = "VNM" };

    private static RegisterInterceptionRequest Interception(string id, string person, string name = "") => new()
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
