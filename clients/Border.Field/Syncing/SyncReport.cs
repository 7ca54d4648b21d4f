using Border.Field.Sending;

namespace Border.Field.Syncing;

/// <summary>What a run brought.</summary>
internal sealed class SyncReport
{
    public int Received { get; set; }

    public int Refused { get; set; }

    public int Proposals { get; set; }

    public int Attachments { get; set; }

    /// <summary>How many have their answer.</summary>
    public int Settled => Received + Refused + Proposals + Attachments;

    /// <summary>Why the server did not take all; null when it did.</summary>
    public ServerFault? Fault { get; set; }

    /// <summary>The device was told that it is revoked; nothing was sent.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>The authors whom the server does not know, or no longer: their records wait until they sign in.</summary>
    public List<string> Unknown { get; } = [];
}
