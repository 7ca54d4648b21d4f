namespace Border.Audits;

/// <summary>Follows a chain, and compares it with its checkpoints where it comes by them.</summary>
public sealed class WitnessedCheck
{
    private readonly ILookup<long, AuditCheckpoint> _checkpoints;
    private readonly List<string> _keyIds = [];

    /// <param name="checkpoints">In any order. One that is not of this service or not signed is a fault of the log.</param>
    public WitnessedCheck(string service, IEnumerable<AuditCheckpoint> checkpoints)
    {
        _checkpoints = checkpoints.ToLookup(checkpoint => checkpoint.Head.Sequence);
        if (checkpoints.FirstOrDefault(checkpoint => checkpoint.Service != service || !checkpoint.IsGenuine()) is { } forged)
            Check.Break(forged.Head.Sequence, "has a checkpoint that its service did not sign");
    }

    public AuditCheck Check { get; } = new();

    /// <summary>The checkpoints that were met and found right.</summary>
    public int Compared { get; private set; }

    /// <summary>The keys that signed these, in the order in which they were met.</summary>
    public IReadOnlyList<string> KeyIds => _keyIds;

    /// <inheritdoc cref="AuditCheck.See"/>
    public bool See(AuditEntry entry) => Check.See(entry) && _checkpoints[entry.Sequence].All(Compare);

    /// <summary>The entries have ended; they must go as far as is known of them, from their head and from each checkpoint.</summary>
    public void EndAt(AuditHead head)
    {
        Check.EndAt(head);
        foreach (var checkpoint in _checkpoints.SelectMany(group => group).Where(checkpoint => checkpoint.Head.Sequence > Check.Head.Sequence))
            Check.EndAt(checkpoint.Head);
    }

    private bool Compare(AuditCheckpoint checkpoint)
    {
        var isRight = Check.Compare(checkpoint.Head);
        if (!isRight)
            return false;
        Compared++;
        if (!_keyIds.Contains(checkpoint.KeyId))
            _keyIds.Add(checkpoint.KeyId);
        return true;
    }
}
