namespace Border.Audits;

/// <summary>Follows a chain entry by entry and finds the first that does not belong.</summary>
public sealed class AuditCheck
{
    /// <summary>The last entry that was found right.</summary>
    public AuditHead Head { get; private set; } = AuditChain.Start;

    /// <summary>The first broken entry; null while there is none.</summary>
    public AuditFault? Fault { get; private set; }

    internal void Break(long sequence, string what) => Fault ??= new(sequence, what);

    /// <returns>False once the chain is broken: what follows proves nothing.</returns>
    public bool See(AuditEntry entry)
    {
        if (Fault is not null)
            return false;
        var next = AuditChain.Next(Head, entry);
        if (entry.Sequence != next.Sequence)
            Fault = new(next.Sequence, "is missing, or stands elsewhere");
        else if (!next.Hash.AsSpan().SequenceEqual(entry.Hash))
            Fault = new(entry.Sequence, "is not what was entered: its hash does not follow");
        else
            Head = next;
        return Fault is null;
    }

    /// <summary>Compares the place reached with what is known of it from elsewhere, such as a checkpoint.</summary>
    /// <param name="known">Of the present place; others are passed over.</param>
    public bool Compare(AuditHead known)
    {
        if (Fault is null && known.Sequence == Head.Sequence && !known.Hash.AsSpan().SequenceEqual(Head.Hash))
            Fault = new(known.Sequence, "is not what it was when it was witnessed: it or one before it was made anew");
        return Fault is null;
    }

    /// <summary>The entries have ended; they must go as far as is known of them.</summary>
    public bool EndAt(AuditHead known)
    {
        if (Fault is null && known.Sequence > Head.Sequence)
            Fault = new(Head.Sequence + 1, "is missing: the log was cut off before it");
        return Compare(known);
    }
}

/// <param name="What">What is wrong, after "entry N".</param>
public sealed record AuditFault(long Sequence, string What);
