using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Sending;

namespace Border.Field.Proposals;

/// <summary>Settles proposals as a person decides.</summary>
internal static class Settlement
{
    /// <param name="mine">The fields in which the officer's version is to stand; none lets the server's stand.</param>
    /// <returns>The new request; null when nothing is to be changed.</returns>
    public static Entry? Settle(Device device, Proposal proposal, IReadOnlyCollection<string> mine)
    {
        if (mine.FirstOrDefault(field => !proposal.Fields.Contains(field)) is { } other)
            throw new DeviceException($"'{other}' is not a field of the proposal. It changes {string.Join(", ", proposal.Fields)}.");
        return device.InOne(() =>
        {
            if (device.Queue.Find(proposal.Entry.Sequence) is not { State: EntryState.Proposal })
                throw new DeviceException($"Record {proposal.Entry.Sequence} is no proposal, or was settled.");
            if (mine.Count > 0)
                return device.Queue.Add(
                    new NewEntry(proposal.Entry.Author, SubmissionKind.Find(proposal.Entry.Kind)!, proposal.Settled(mine), EntryState.Ready, false), proposal.Entry);
            device.Queue.Discard(proposal.Entry);
            return null;
        });
    }
}
