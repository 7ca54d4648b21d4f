using Border.Seizures.V1;

namespace Border.Seizures.Custody;

/// <summary>Takes the entries of a chain in order, and finds what is wrong first.</summary>
/// <param name="name">The exhibit's.</param>
/// <param name="knownHash">A hash that an entry must have; empty for none.</param>
internal sealed class ChainCheck(string name, string knownHash = "")
{
    private readonly Exhibit _again = new() { Name = name };
    private readonly VerifyCustodyResponse _found = new();
    private bool _isKnown = knownHash.Length == 0;

    /// <summary>The entry that opened it; null when there is none.</summary>
    public CustodyEntry? Opening { get; private set; }

    /// <returns>False when it is wrong; what follows need not be looked at.</returns>
    public bool Take(CustodyEntry entry)
    {
        var number = _again.EntryCount + 1;
        if (FaultOf(entry, number) is var fault && fault != CustodyFault.Unspecified)
            return Fails(fault, number);
        Opening ??= entry;
        _isKnown |= entry.Hash == knownHash;
        if (EntryHash.IsErased(entry))
            _found.ErasedEntries.Add(number);
        ExhibitProjection.Apply(_again, entry);
        (_again.EntryCount, _again.HeadHash) = (number, entry.Hash);
        return true;
    }

    /// <summary>What the chain came to, beside what the exhibit is.</summary>
    /// <param name="stands">The exhibit as it stands; null when it is gone and some of its entries are still there.</param>
    /// <param name="isTakenFrom">Whether what it was taken from, if anything, has the entry by which it was.</param>
    public VerifyCustodyResponse Result(Exhibit? stands, bool isTakenFrom)
    {
        (_found.EntryCount, _found.HeadHash) = (stands?.EntryCount ?? _again.EntryCount, stands?.HeadHash ?? _again.HeadHash);
        if (_found.Fault != CustodyFault.Unspecified)
            return _found;
        if (stands is null || _again.EntryCount < stands.EntryCount)
            Fails(CustodyFault.Number, _again.EntryCount + 1);
        else if (!IsWhatItCameTo(stands))
            Fails(CustodyFault.State, _again.EntryCount);
        else if (!isTakenFrom)
            Fails(CustodyFault.Parent, 1);
        else if (!_isKnown)
            Fails(CustodyFault.KnownHash, _again.EntryCount);
        _found.Intact = _found.Fault == CustodyFault.Unspecified;
        return _found;
    }

    private CustodyFault FaultOf(CustodyEntry entry, int number)
    {
        if (entry.Number != number || entry.Exhibit != name)
            return CustodyFault.Number;
        if (entry.PreviousHash != _again.HeadHash)
            return CustodyFault.Link;
        if (!EntryHash.Holds(entry))
            return CustodyFault.Content;
        return (number == 1) == (entry.ActCase == CustodyEntry.ActOneofCase.Opening) ? CustodyFault.Unspecified : CustodyFault.State;
    }

    private bool IsWhatItCameTo(Exhibit stands)
    {
        var again = _again.Clone();
        again.Entries.Add(stands.Entries);
        (again.Etag, again.CreateTime, again.UpdateTime) = (stands.Etag, stands.CreateTime, stands.UpdateTime);
        (again.EraseTime, again.EraseReason) = (stands.EraseTime, stands.EraseReason);
        return stands.EntryCount > 0 && again.Equals(stands);
    }

    private bool Fails(CustodyFault fault, int entry)
    {
        (_found.Fault, _found.Entry) = (fault, entry);
        return false;
    }
}
