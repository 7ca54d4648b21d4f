using Border.Persons.V1;
using Border.Storage;

namespace Border.Persons.Tests.Registry;

public sealed class SqliteRegistryMatchTests() : RegistryMatchSuite(StorageEngineKind.Sqlite);

public sealed class PostgresRegistryMatchTests() : RegistryMatchSuite(StorageEngineKind.Postgres);

/// <summary>Who may be the same, and what is decided of it, as clients see it.</summary>
public abstract class RegistryMatchSuite(StorageEngineKind engine) : RegistryHost(engine)
{
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
}
