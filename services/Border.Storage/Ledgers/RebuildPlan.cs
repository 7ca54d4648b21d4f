namespace Border.Storage.Ledgers;

/// <summary>Gathers where the entries that are to stand differ from those that do. Of the others only the names are kept.</summary>
internal sealed class RebuildPlan(DateOnly knownOn)
{
    /// <summary>How many entries are compared at once.</summary>
    public const int Page = 1000;

    /// <summary>The version of a source that is no more: whatever comes again under its name is later.</summary>
    public const long Gone = 0;

    private readonly HashSet<string> sources = new(StringComparer.Ordinal);
    private readonly List<LedgerEntry> differing = [];
    private int changed;

    /// <summary>What is to replace what stands.</summary>
    public IReadOnlyList<LedgerEntry> Differing => differing;

    public LedgerRebuild Result => new(sources.Count, changed, differing.Count - changed);

    /// <param name="standing">What the sources of the entries contribute; those that never did are missing.</param>
    public void Compare(IReadOnlyList<LedgerEntry> entries, Dictionary<string, StandingEntry> standing)
    {
        foreach (var entry in entries)
        {
            sources.Add(entry.Source);
            if (!standing.TryGetValue(entry.Source, out var stands) || stands.Version != entry.Version || !stands.Lines.SequenceEqual(entry.Lines))
                differing.Add(entry with { KnownOn = knownOn });
        }

        changed = differing.Count;
    }

    /// <param name="standing">Every source that stands; all entries must have been compared.</param>
    public void Retract(IEnumerable<string> standing)
    {
        foreach (var source in standing.Where(source => !sources.Contains(source)))
            differing.Add(new(source, Gone, knownOn, []));
    }
}
