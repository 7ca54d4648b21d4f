using System.Security.Cryptography;
using Border.Seizures.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Border.Seizures.Custody;

/// <summary>The entries of an exhibit, each linked to the one before by its hash.</summary>
internal static class CustodyChain
{
    /// <summary>Adds an entry as the next link, and carries it out.</summary>
    /// <param name="entry">Without number, exhibit and hashes, which it gets.</param>
    public static void Append(Exhibit exhibit, CustodyEntry entry)
    {
        entry.Number = exhibit.Entries.Count + 1;
        entry.Exhibit = exhibit.Name;
        entry.PreviousHash = exhibit.HeadHash;
        entry.Hash = HashOf(entry);
        ExhibitProjection.Apply(exhibit, entry);
        exhibit.Entries.Add(entry);
        exhibit.HeadHash = entry.Hash;
    }

    public static string HashOf(CustodyEntry entry)
    {
        var content = entry.Clone();
        content.Hash = "";
        return Convert.ToHexStringLower(SHA256.HashData(content.ToByteArray()));
    }

    /// <param name="parent">The exhibit that it was taken from; null for a whole.</param>
    /// <returns>What is wrong first, and with which entry; nothing when all is as it was made.</returns>
    public static (CustodyFault Fault, int Entry) Verify(Exhibit exhibit, Exhibit? parent)
    {
        var previous = "";
        foreach (var (index, entry) in exhibit.Entries.Index())
        {
            if (entry.Number != index + 1 || entry.Exhibit != exhibit.Name)
                return (CustodyFault.Number, index + 1);
            if (entry.PreviousHash != previous)
                return (CustodyFault.Link, index + 1);
            if (entry.Hash != HashOf(entry))
                return (CustodyFault.Content, index + 1);
            previous = entry.Hash;
        }

        if (!IsWhatItsEntriesComeTo(exhibit))
            return (CustodyFault.State, exhibit.Entries.Count);
        return IsTakenFrom(parent, exhibit) ? (CustodyFault.Unspecified, 0) : (CustodyFault.Parent, 1);
    }

    private static bool IsWhatItsEntriesComeTo(Exhibit exhibit)
    {
        if (exhibit.Entries.Count == 0 || exhibit.Entries[0].ActCase != CustodyEntry.ActOneofCase.Opening)
            return false;
        var again = new Exhibit { Name = exhibit.Name };
        foreach (var entry in exhibit.Entries)
            ExhibitProjection.Apply(again, entry);
        again.Entries.Add(exhibit.Entries);
        again.HeadHash = exhibit.Entries[^1].Hash;
        (again.Etag, again.CreateTime, again.UpdateTime) = (exhibit.Etag, exhibit.CreateTime, exhibit.UpdateTime);
        return again.Equals(exhibit);
    }

    private static bool IsTakenFrom(Exhibit? parent, Exhibit exhibit)
    {
        var opening = exhibit.Entries[0].Opening;
        if (opening.Parent.Length == 0)
            return parent is null;
        var source = parent?.Entries.FirstOrDefault(entry => entry.Hash == opening.ParentHash && HashOf(entry) == entry.Hash);
        return source is not null && parent!.Name == opening.Parent && PortionsOf(source).Any(portion => $"exhibits/{portion.ExhibitId}" == exhibit.Name);
    }

    private static RepeatedField<Portion> PortionsOf(CustodyEntry entry) => entry.ActCase switch
    {
        CustodyEntry.ActOneofCase.Splitting => entry.Splitting.Parts,
        CustodyEntry.ActOneofCase.Sampling => [entry.Sampling.Sample],
        _ => [],
    };
}
