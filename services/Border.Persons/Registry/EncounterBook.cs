using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Persons.Registry;

/// <summary>Keeps with each person the standing interceptions that name them, in the commit that changes the interception.</summary>
internal static class EncounterBook
{
    /// <param name="before">Whom the interception named, while it stood; empty when nobody.</param>
    /// <param name="after">The interception as it is to be saved.</param>
    public static async Task EnterAsync(RecordSession session, string before, Interception after)
    {
        var now = PersonNamedBy(after);
        if (before.Length == 0 && now.Length == 0)
            return;
        var persons = new PersonSession(session);
        var to = now.Length == 0 ? null : await RootAsync(persons, now, after, isNew: now != before);
        if (before.Length > 0 && await persons.FindAsync(before) is { } old)
        {
            var from = await persons.RootOfAsync(old);
            if (from != to && PersonMerge.Hold(from, after.Name, null))
                persons.Change(from);
        }

        if (to is not null && PersonMerge.Hold(to, after.Name, EncounterOf(after)))
            persons.Change(to);
        persons.Save("encounters changed");
    }

    /// <summary>Whom an interception names while it stands.</summary>
    public static string PersonNamedBy(Interception record) => record.State == InterceptionState.Void ? "" : record.Person;

    // What a device recorded offline may come in any order: the person may be registered after the encounter.
    private static async Task<Person> RootAsync(PersonSession persons, string name, Interception namedBy, bool isNew)
    {
        if (await persons.FindAsync(name) is not { } person)
        {
            var expected = PersonRecord.Expect(name, namedBy);
            persons.Add(expected);
            return expected;
        }

        if (isNew && person.State == PersonState.Void)
            throw Refusals.WrongState(name, "void", "named by an interception");
        return await persons.RootOfAsync(person);
    }

    private static Encounter EncounterOf(Interception record) => new()
    {
        Interception = record.Name,
        Person = record.Person,
        InterceptTime = record.InterceptTime,
        Area = record.Area,
        Conducts = { record.Conducts },
    };
}
