using Border.Seizures.V1;
using Google.Protobuf.Collections;

namespace Border.Seizures.Custody;

/// <summary>
/// The entries of an exhibit, each linked to the one before by its hash. Each is kept in the version of the exhibit that it made, and
/// nowhere else, so that an act costs the same however long the chain is.
/// </summary>
internal static class CustodyChain
{
    /// <summary>Adds an entry as the next link, and carries it out.</summary>
    /// <param name="entry">Without number, exhibit and hashes, which it gets.</param>
    public static void Append(Exhibit exhibit, CustodyEntry entry)
    {
        entry.Number = exhibit.EntryCount + 1;
        entry.Exhibit = exhibit.Name;
        entry.PreviousHash = exhibit.HeadHash;
        EntryHash.Set(entry);
        ExhibitProjection.Apply(exhibit, entry);
        exhibit.Entries.Clear();
        exhibit.Entries.Add(entry);
        (exhibit.EntryCount, exhibit.HeadHash) = (entry.Number, entry.Hash);
    }

    /// <summary>Whether the exhibit was stored with all of its entries, as exhibits once were: without their count.</summary>
    public static bool IsWhole(Exhibit exhibit) => exhibit.EntryCount == 0;

    /// <summary>Fills in what exhibits that were stored with all of their entries do not tell.</summary>
    public static void Complete(Exhibit exhibit)
    {
        if (!IsWhole(exhibit))
            return;
        exhibit.EntryCount = exhibit.Entries.Count;
        foreach (var broken in exhibit.Entries.Select(entry => entry.SealBreaking?.SealNumber).OfType<string>())
            ExhibitProjection.AddBroken(exhibit, broken);
    }

    /// <summary>Whether an exhibit was taken from another by an entry of that one.</summary>
    /// <param name="opening">The first entry of the exhibit.</param>
    /// <param name="source">An entry of what it was taken from.</param>
    public static bool IsTakenBy(CustodyEntry opening, CustodyEntry source) =>
        source.Hash == opening.Opening.ParentHash
        && EntryHash.Holds(source)
        && source.Exhibit == opening.Opening.Parent
        && PortionsOf(source).Any(portion => $"{ExhibitRecord.Collection}/{portion.ExhibitId}" == opening.Exhibit);

    private static RepeatedField<Portion> PortionsOf(CustodyEntry entry) => entry.ActCase switch
    {
        CustodyEntry.ActOneofCase.Splitting => entry.Splitting.Parts,
        CustodyEntry.ActOneofCase.Sampling => [entry.Sampling.Sample],
        _ => [],
    };
}
