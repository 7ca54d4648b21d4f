namespace Border.Field.Queue;

/// <summary>What has become of a record on the device; kept by these names.</summary>
internal enum EntryState
{
    // Not to be sent yet: unfinished, or against a rule.
    Draft,
    Ready,
    // Sent, or about to be, and not answered. It may have arrived.
    Sending,
    // Stored by the server for good.
    Received,
    // Refused by the server for good; kept for the officer.
    Refused,
    // A change of a record that was changed by somebody else meanwhile; for a person to settle.
    Proposal,
    // Given up by the officer.
    Discarded,
    // Corrected; another request took its place.
    Replaced,
}
