using Border.Cases.V1;
using Border.ServiceDefaults.Records;
using Google.Protobuf;

namespace Border.Cases.Suspects;

/// <summary>
/// What a case says of each suspect, with their arrests and warrants. It is sealed under the key of the person, the same in all cases; while
/// it is not known who it is, under one of the suspect. What was erased has no key, and what is said after it is the case's own.
/// </summary>
internal static class CaseParts
{
    private const string Suspects = "/suspects/";

    /// <summary>Of which records whoever is arrested may have one.</summary>
    public static readonly string[] Collections = [CaseSuspects.Persons, "interceptions"];

    public static bool MayBeOf(string name) => Collections.Contains(RecordNames.CollectionOf(name));

    public static IReadOnlyList<RecordPart> Of(Case record) => record.Suspects.Count == 0 && record.Arrests.Count == 0 && record.Warrants.Count == 0 ? [] :
    [
        .. record.Suspects.Select(suspect => new RecordPart(suspect, KeysOf(record, suspect))),
        .. record.Arrests.Select(arrest => new RecordPart(arrest, KeysOf(record, arrest))),
        .. record.Warrants.Select(warrant => new RecordPart(warrant, KeysOf(record, warrant))),
    ];

    /// <param name="part">A suspect, an arrest or a warrant of the case.</param>
    public static IReadOnlyList<string> KeysOf(Case record, IMessage part) => part switch
    {
        CaseSuspect suspect => Named(KeyOf(record, suspect)),
        Arrest { EraseTime: null } arrest => Named(KeyOf(record, arrest.SuspectId), PersonOf(arrest)),
        Warrant warrant => Named(KeyOf(record, warrant.SuspectId)),
        _ => [],
    };

    /// <summary>Where a suspect was named first: that is the name of their key while it is not known who it is.</summary>
    public static string OriginOf(Case record, CaseSuspect suspect) => suspect.Origin.Length > 0 ? suspect.Origin : $"{record.Name}{Suspects}{suspect.Id}";

    public static bool IsOrigin(string key) => key.Contains(Suspects, StringComparison.Ordinal);

    /// <summary>The case of an origin.</summary>
    public static string CaseOf(string origin) => origin[..origin.IndexOf(Suspects, StringComparison.Ordinal)];

    /// <summary>The records of persons that the case says something of, now or in a version of before.</summary>
    public static IEnumerable<string> SubjectsOf(Case record) => Named(
    [
        .. record.Suspects.SelectMany(suspect => suspect.FormerPersons.Append(suspect.Person)),
        .. record.Arrests.Select(PersonOf),
    ]);

    /// <summary>
    /// The keys under which the case said something of a person before it was known that it is that person, or of an encounter with them. Never
    /// that of another person, whom an arrest may name that was recorded when they were thought to be the suspect.
    /// </summary>
    public static IEnumerable<string> OtherKeysOf(Case record, IReadOnlySet<string> persons) =>
        from suspect in record.Suspects
        where persons.Contains(suspect.Person)
        from key in record.Arrests.Where(arrest => arrest.SuspectId == suspect.Id).Select(PersonOf).Where(IsEncounter).Append(OriginOf(record, suspect))
        select key;

    /// <summary>Empties a case of what it says of some persons.</summary>
    public static void Erase(Case record, IReadOnlySet<string> persons, DateTimeOffset time)
    {
        foreach (var part in Of(record).Where(part => part.Keys.Any(persons.Contains)))
            part.Erase(time);
        foreach (var suspect in record.Suspects)
        {
            foreach (var person in suspect.FormerPersons.Where(persons.Contains).ToList())
                suspect.FormerPersons.Remove(person);
        }
    }

    private static string KeyOf(Case record, string suspectId) =>
        suspectId.Length > 0 && record.Suspects.FirstOrDefault(suspect => suspect.Id == suspectId) is { } suspect ? KeyOf(record, suspect) : "";

    private static string KeyOf(Case record, CaseSuspect suspect) =>
        suspect.EraseTime is not null ? "" : suspect.Person.Length > 0 ? suspect.Person : OriginOf(record, suspect);

    // Arrests of before may name a record of any kind.
    private static string PersonOf(Arrest arrest) => arrest.Suspect?.Person is { Length: > 0 } name && MayBeOf(name) ? name : "";

    private static bool IsEncounter(string name) => name.Length > 0 && RecordNames.CollectionOf(name) != CaseSuspects.Persons;

    private static IReadOnlyList<string> Named(params IEnumerable<string> names) => [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
}
