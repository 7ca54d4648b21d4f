using Border.Erasures.V1;
using Border.Persons.Interceptions;
using Border.Persons.Registry;
using Border.Persons.Watching;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Persons;

/// <summary>What is erased with a person, and for how long records about persons are kept without a review.</summary>
internal static class PersonErasing
{
    public static readonly Erasable[] Kinds =
    [
        new Erasable<V1.Interception>(
            InterceptionRegister.Kind,
            RetentionCategory.Interceptions,
            "intercept_time",
            options => options.InterceptionDays,
            record => record.InterceptTime),
        new Erasable<V1.Person>(
            PersonRegister.Kind,
            RetentionCategory.Persons,
            "register_time",
            options => options.PersonDays,
            record => record.Encounters.Select(met => met.InterceptTime).Append(record.RegisterTime).Max()!,
            WithPersonAsync),
        new Erasable<V1.WatchNotice>(
            WatchRegister.Kind,
            RetentionCategory.WatchNotices,
            "valid_from",
            options => options.WatchNoticeDays,
            record => record.ValidUntil),
    ];

    // Whoever was merged into them, and the encounters with any of them.
    private static async Task<IReadOnlyList<string>> WithPersonAsync(RecordSession session, string name)
    {
        var persons = await session.TreeAsync(PersonRegister.Kind, name, record => record.Merged);
        var met = await session.NamesAsync(InterceptionRegister.Kind, new KeyFilter.AnyLookup("person", persons), "intercept_time");
        return [.. persons, .. met];
    }
}
