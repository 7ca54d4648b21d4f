namespace Border.Storage.Commits;

/// <summary>
/// Decides, before anything is written, what becomes of each unit of a batch, from the receipts and documents that stand
/// in the database. Later units see what earlier ones of the batch do.
/// </summary>
internal sealed class BatchPlan
{
    private readonly CommitOutcome?[] outcomes;

    private BatchPlan(int count) => outcomes = new CommitOutcome?[count];

    /// <summary>The units to write, with the offset of their first event from the feed's head.</summary>
    public List<(int Index, CommitUnit Unit, int EventOffset)> Accepted { get; } = [];

    public int EventCount { get; private set; }

    public static BatchPlan Decide(
        IReadOnlyList<CommitUnit> units,
        IReadOnlyDictionary<string, Receipt> receipts,
        IReadOnlyDictionary<(string Collection, string Name), DocumentHead> documents)
    {
        var plan = new BatchPlan(units.Count);
        var claimed = new Dictionary<string, int>();
        var written = new Dictionary<(string, string), long>();
        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            if (unit.IsNote)
                plan.Accepted.Add((i, unit, plan.EventCount));
            else if (receipts.TryGetValue(unit.RequestId, out var receipt))
                plan.outcomes[i] = Answer(unit, receipt);
            else if (claimed.TryGetValue(unit.RequestId, out var earlier))
                plan.followers.Add((i, earlier));
            else if (FindConflict(unit) is { } conflict)
                plan.outcomes[i] = conflict;
            else
                Accept(i, unit);
        }

        return plan;

        CommitOutcome.Conflict? FindConflict(CommitUnit unit)
        {
            foreach (var write in unit.Writes)
            {
                var key = (write.Collection, write.Name);
                var version = written.TryGetValue(key, out var ours) ? ours : documents.GetValueOrDefault(key).Version;
                if (version != write.ExpectedVersion)
                    return new CommitOutcome.Conflict(write.Collection, write.Name, version);
            }

            return null;
        }

        void Accept(int index, CommitUnit unit)
        {
            claimed.Add(unit.RequestId, index);
            foreach (var write in unit.Writes)
                written[(write.Collection, write.Name)] = write.ExpectedVersion + 1;
            plan.Accepted.Add((index, unit, plan.EventCount));
            plan.EventCount += unit.Events.Count;
        }
    }

    /// <summary>The outcome of every unit, once the feed's head before this batch is known.</summary>
    public IReadOnlyList<CommitOutcome> Outcomes(IReadOnlyList<CommitUnit> units, long head)
    {
        foreach (var (index, unit, offset) in Accepted)
            outcomes[index] = unit.IsNote ? new CommitOutcome.Noted() : new CommitOutcome.Committed(ReceiptOf(unit, head + offset));
        foreach (var (index, earlier) in followers)
        {
            var first = (CommitOutcome.Committed)outcomes[earlier]!;
            outcomes[index] = Answer(units[index], first.Receipt);
        }

        return outcomes!;
    }

    /// <param name="before">The position before the unit's first event.</param>
    public static Receipt ReceiptOf(CommitUnit unit, long before)
    {
        var version = unit.Writes.Last(write => write.Collection == unit.Collection && write.Name == unit.Record).ExpectedVersion + 1;
        return new Receipt(unit.RequestId, unit.ContentHash, unit.Collection, unit.Record, version, before + unit.Events.Count);
    }

    // Units that repeat the request of an earlier one in the same batch: they get its answer.
    private readonly List<(int Index, int Earlier)> followers = [];

    private static CommitOutcome Answer(CommitUnit unit, Receipt receipt) =>
        receipt.ContentHash.AsSpan().SequenceEqual(unit.ContentHash)
            ? new CommitOutcome.Replayed(receipt)
            : new CommitOutcome.RequestIdReused();
}

/// <summary>What a batch must know of a document that stands in the database.</summary>
/// <param name="Id">By which its rows name it.</param>
/// <param name="Version">0 for one that is to be made.</param>
/// <param name="Tokens">As it tells them itself.</param>
internal readonly record struct DocumentHead(long Id, long Version, string? Tokens);
