using Border.Erasures.V1;
using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Seizures;

/// <summary>What is erased with a seizure or an exhibit, and for how long they are kept without a review.</summary>
internal static class SeizureErasing
{
    public static readonly Erasable[] Kinds =
    [
        new Erasable<Seizure>(
            SeizureRegister.Kind,
            RetentionCategory.Seizures,
            "seize_time",
            options => options.SeizureDays,
            record => record.SeizeTime,
            WithSeizureAsync),
        new Erasable<Exhibit>(
            CustodyRegister.Kind,
            RetentionCategory.Exhibits,
            "open_time",
            options => options.ExhibitDays,
            record => record.Entries.Select(entry => entry.RecordTime).Append(record.OpenTime).Max()!,
            WithExhibitAsync)
        {
            VersionsNeeded = "its chain of custody is read from them",
        },
    ];

    // No custody begins while this is committed: it takes what a custody would take.
    private static async Task<IReadOnlyList<string>> WithSeizureAsync(RecordSession session, string name)
    {
        var seizure = await session.FindAsync(SeizureRegister.Kind, name);
        foreach (var item in seizure!.Items)
            await session.TakeAsync(CustodyRegister.CustodyOf(name, item.Id));
        var exhibits = await session.NamesAsync(CustodyRegister.Kind, new KeyFilter.AnyLookup("seizure", [name]), "open_time");
        foreach (var exhibit in exhibits)
            await RequireEndedAsync(session, exhibit);
        return exhibits;
    }

    private static async Task<IReadOnlyList<string>> WithExhibitAsync(RecordSession session, string name)
    {
        await RequireEndedAsync(session, name);
        return [];
    }

    // Whoever holds it could enter nothing any more.
    private static async Task RequireEndedAsync(RecordSession session, string name)
    {
        if (await session.FindAsync(CustodyRegister.Kind, name) is { State: ExhibitState.InCustody or ExhibitState.Offered })
            throw Refusals.RuleBroken($"{name} is in custody. Enter first what becomes of it.");
    }
}
