using Border.Persons.Interceptions;
using Border.Persons.Registry;
using Border.Persons.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Persons.Matching;

/// <summary>
/// Proposes records that may be of the same person. It looks after the record is committed, so that of two that arrive at
/// once the later finds the earlier; and again at each retry, so that none is missed when a process ends in between.
/// </summary>
internal sealed class MatchFinder(
    RecordStore<Person> persons,
    RecordStore<Interception> interceptions,
    [FromKeyedServices(PersonsModule.Service)] RecordWork work)
{
    // Of each collection and by each key. A name and birth date that more share tells nothing.
    private const int MaxFound = 200;

    // Those with the same document, then the likeliest. Who has a name and birth date of very many must not fill the queue.
    private const int MaxProposed = 20;

    public async Task ProposeAsync(Person person, MatchSearch search, string actor, CancellationToken ct)
    {
        var root = await RootOfAsync(person, ct);
        var found = await PersonsAsync(search, ct);
        var met = await FoundAsync(interceptions, "intercept_time", search, ct);
        found.AddRange(met.Where(MayMatch).Select(interception => (interception.Name, MatchProfile.Of(interception.Identity))));
        await ProposeAsync(root, search.Profile, found, actor, ct);
    }

    public async Task ProposeAsync(Interception interception, MatchSearch search, string actor, CancellationToken ct)
    {
        if (MayMatch(interception))
            await ProposeAsync(interception.Name, search.Profile, await PersonsAsync(search, ct), actor, ct);
    }

    /// <summary>Whether an interception is to be matched: it stands, and does not say who it was.</summary>
    public static bool MayMatch(Interception interception) => interception.State != InterceptionState.Void && interception.Person.Length == 0;

    // By document apart: whoever has the same must not be lost among the many who have the same name and birth date.
    private static async Task<List<T>> FoundAsync<T>(RecordStore<T> records, string time, MatchSearch search, CancellationToken ct)
        where T : class, IMessage<T>, new()
    {
        List<T> found = [];
        foreach (var keys in (IReadOnlyList<string>[])[search.Documents, search.Names])
        {
            if (keys.Count > 0)
                found.AddRange(await records.QueryAsync([new KeyFilter.AnyLookup(BlockingKeys.Field, keys, MaxFound)], new(time, Descending: true), MaxFound, ct));
        }

        return found;
    }

    // A claim of one who was merged speaks for the person who stands for both.
    private async Task<List<(string Name, MatchProfile Profile)>> PersonsAsync(MatchSearch search, CancellationToken ct)
    {
        List<(string, MatchProfile)> found = [];
        foreach (var person in await FoundAsync(persons, "register_time", search, ct))
            found.Add((await RootOfAsync(person, ct), MatchProfile.Of(person.Identity)));
        return found;
    }

    private async Task<string> RootOfAsync(Person person, CancellationToken ct)
    {
        while (person.MergedInto.Length > 0)
            person = await persons.FindAnywhereAsync(person.MergedInto, ct) ?? throw new InvalidOperationException($"{person.Name} is merged into nobody.");
        return person.Name;
    }

    private async Task ProposeAsync(
        string record, MatchProfile profile, IEnumerable<(string Name, MatchProfile Profile)> found, string actor, CancellationToken ct)
    {
        var likeliest = found.Where(other => other.Name != record)
            .Select(other => (other.Name, Score: MatchScore.Of(profile, other.Profile)))
            .Where(other => other.Score.Value >= MatchScore.Worthwhile)
            .OrderByDescending(other => other.Score.Reasons.Contains(MatchReason.DocumentSame)).ThenByDescending(other => other.Score.Value).DistinctBy(other => other.Name).Take(MaxProposed);
        foreach (var (name, score) in likeliest)
            await MatchProposals.ProposeAsync(work, record, name, score, actor, ct);
    }
}
