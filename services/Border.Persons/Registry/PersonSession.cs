using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Persons.Registry;

/// <summary>The persons that one request reads and changes: each is read once and saved once.</summary>
internal sealed class PersonSession(RecordSession session)
{
    private readonly Dictionary<string, Person?> _persons = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    public async Task<Person?> FindAsync(string name)
    {
        if (!_persons.TryGetValue(name, out var person))
            _persons.Add(name, person = await session.FindAsync(PersonRegister.Kind, name));
        return person;
    }

    public async Task<Person> GetAsync(string name) => await FindAsync(name) ?? throw Refusals.NotFound(name);

    /// <summary>The person who stands for this one: themselves, or the root of their merges.</summary>
    public async Task<Person> RootOfAsync(Person person)
    {
        while (person.MergedInto.Length > 0)
            person = await GetAsync(person.MergedInto);
        return person;
    }

    /// <summary>Adds a person who is not there yet.</summary>
    public void Add(Person person)
    {
        _persons[person.Name] = person;
        _changed.Add(person.Name);
    }

    public void Change(Person person) => _changed.Add(person.Name);

    /// <summary>Saves all that were added or changed, under one verb.</summary>
    /// <param name="about">Of whom the reason says something, besides the person whose version it is; null for nobody.</param>
    public void Save(string verb, string reason = "", IReadOnlyList<string>? about = null)
    {
        foreach (var name in _changed)
            session.Save(PersonRegister.Kind, _persons[name]!, verb, reason, about);
        _changed.Clear();
    }
}
