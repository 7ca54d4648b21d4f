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
            Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED")).ResponseAsync,
            Persons.RegisterPersonAsync(NewPerson("b", "Invented Zhang")).ResponseAsync,
            Persons.RegisterPersonAsync(NewPerson("c", "QUITE OTHERWISE")).ResponseAsync);

        var candidate = Assert.Single((await Matches.ListMatchCandidatesAsync(new())).Candidates);

        Assert.Equal(("persons/a", "persons/b", MatchState.Pending, 1), (candidate.First, candidate.Second, candidate.State, candidate.Score));
        Assert.Equal([MatchReason.NameSame, MatchReason.BirthDateSame, MatchReason.NationalitySame], candidate.Reasons);
        Assert.Equal(candidate, await Matches.GetMatchCandidateAsync(new() { Name = candidate.Name }));
    }

    [Fact]
    public async Task Register_InterceptionAndPersonInEitherOrder_AreProposed()
    {
        await Interceptions.RegisterInterceptionAsync(Interception("early", "", "ZHANG INVENTED"));
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Interceptions.RegisterInterceptionAsync(Interception("late", "", "Zhang Invented"));
        await Interceptions.RegisterInterceptionAsync(Interception("known", "a", "ZHANG INVENTED"));

        var pairs = (await Matches.ListMatchCandidatesAsync(new() { Record = "persons/a" })).Candidates.Select(candidate => candidate.First);

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
        await Interceptions.RegisterInterceptionAsync(early);
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Interceptions.RegisterInterceptionAsync(late);

        var candidates = (await Matches.ListMatchCandidatesAsync(new() { Record = "persons/a" })).Candidates;

        Assert.Equal(expected, string.Join(',', candidates.Select(candidate => candidate.First["interceptions/".Length..]).Order()));
    }

    [Fact]
    public async Task RegisterPerson_LikeVeryMany_ProposesTheLikeliestOnly()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Persons.RegisterPersonAsync(NewPerson($"p{i}", "ZHANG INVENTED")).ResponseAsync));
        var documented = NewPerson("d", "ZHANG INVENTED");
        documented.Person.Identity.Claims[0].Document = new() { Type = DocumentType.Passport, Number = "AB1234", IssuingCountry = "VNM" };
        await Persons.RegisterPersonAsync(documented);
        (documented.PersonId, documented.RequestId) = ("e", "person-e");

        await Persons.RegisterPersonAsync(documented);

        var candidates = (await Matches.ListMatchCandidatesAsync(new() { Record = "persons/e", PageSize = 100 })).Candidates;
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
        await Interceptions.RegisterInterceptionAsync(first);
        await Task.WhenAll(Enumerable.Range(0, 201).Select(i => Interceptions.RegisterInterceptionAsync(Interception($"i{i}", "", "ZHANG INVENTED")).ResponseAsync));
        var person = NewPerson("a", "ZHANG INVENTED");
        person.Person.Identity.Claims[0].Document = document;

        await Persons.RegisterPersonAsync(person);

        var candidates = (await Matches.ListMatchCandidatesAsync(new() { Record = "persons/a", PageSize = 100 })).Candidates;
        Assert.Equal("interceptions/first", Assert.Single(candidates, candidate => candidate.Reasons.Contains(MatchReason.DocumentSame)).First);
    }

    [Fact]
    public async Task RejectMatch_ThenMoreClaims_IsNotProposedAgainAndNotMerged()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Persons.RegisterPersonAsync(NewPerson("b", "ZHANG INVENTED"));
        var reject = new RejectMatchRequest { Record = "persons/b", OtherRecord = "persons/a", Reason = "twins", RequestId = "r" };

        var rejected = await Matches.RejectMatchAsync(reject);
        await Persons.AddClaimAsync(new() { Name = "persons/b", Claim = Claim("Zhang Invented", "1990-02-14"), RequestId = "c" });

        Assert.Equal((MatchState.Rejected, "twins", "2"), (rejected.State, rejected.DecisionReason, rejected.Etag));
        Assert.Equal(rejected, await Matches.RejectMatchAsync(reject));
        Assert.Equal("2", Assert.Single((await Matches.ListMatchCandidatesAsync(new())).Candidates).Etag);
        Assert.Empty((await Matches.ListMatchCandidatesAsync(new() { State = MatchState.Pending })).Candidates);
        Assert.Equal("ERROR_REASON_RULE_BROKEN", await RefusedAsync(Persons.MergePersonsAsync(Merge("a", "b"))));
        reject.RequestId = "again";
        Assert.Equal("ERROR_REASON_WRONG_STATE", await RefusedAsync(Matches.RejectMatchAsync(reject)));
        await Matches.ConfirmMatchAsync(new() { Record = "persons/a", OtherRecord = "persons/b", Reason = "one after all", RequestId = "y", Etag = "2" });
        Assert.Equal(PersonState.Registered, (await Persons.MergePersonsAsync(Merge("a", "b"))).State);
    }

    [Fact]
    public async Task RejectMatch_BeforeItWasProposed_IsRememberedToo()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Persons.RegisterPersonAsync(NewPerson("b", "QUITE OTHERWISE"));
        await Matches.RejectMatchAsync(new() { Record = "persons/a", OtherRecord = "persons/b", Reason = "seen together", RequestId = "r" });

        await Persons.AddClaimAsync(new() { Name = "persons/b", Claim = Claim("ZHANG INVENTED", "1990-02-14"), RequestId = "c" });

        Assert.Equal(MatchState.Rejected, Assert.Single((await Matches.ListMatchCandidatesAsync(new())).Candidates).State);
        Assert.Equal("ERROR_REASON_RECORD_NOT_FOUND", await RefusedAsync(
            Matches.RejectMatchAsync(new() { Record = "persons/a", OtherRecord = "persons/none", Reason = "x", RequestId = "n" })));
        Assert.Equal("ERROR_REASON_INVALID_FIELDS", await RefusedAsync(
            Matches.ConfirmMatchAsync(new() { Record = "persons/a", OtherRecord = "persons/a", Reason = "x", RequestId = "s" })));
    }

    [Fact]
    public async Task MergeAndUnmerge_OfAProposedPair_DecideIt()
    {
        await Persons.RegisterPersonAsync(NewPerson("a", "ZHANG INVENTED"));
        await Persons.RegisterPersonAsync(NewPerson("b", "ZHANG INVENTED"));

        await MergeAsync("a", "b");
        Assert.Equal(MatchState.Confirmed, Assert.Single((await Matches.ListMatchCandidatesAsync(new())).Candidates).State);
        await Persons.RegisterPersonAsync(NewPerson("c", "ZHANG INVENTED"));
        await Persons.UnmergePersonAsync(Unmerge("a"));

        var candidates = (await Matches.ListMatchCandidatesAsync(new() { OrderBy = "propose_time" })).Candidates;
        Assert.Equal(
            [("persons/a", "persons/b", MatchState.Rejected), ("persons/b", "persons/c", MatchState.Pending)],
            candidates.Select(candidate => (candidate.First, candidate.Second, candidate.State)));
    }
}
