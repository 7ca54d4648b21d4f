namespace Border.Storage.Ledgers;

/// <summary>Gathers where the entries that are to stand differ from those that do. Of the others only the names are kept.</summary>
internal sealed class RebuildPlan
{
    /// <summary>How many entries are compared at once.</summary>
    private const int Page = 1000;

    /// <summary>The version of a source that is no more: whatever comes again under its name is later.</summary>
    public const long Gone = 0;

    private readonly HashSet<string> sources = new(StringComparer.Ordinal);
    private readonly List<LedgerEntry> differing = [];
    private readonly DateOnly knownOn;
    private int changed;

    private RebuildPlan(DateOnly knownOn) => this.knownOn = knownOn;

    /// <summary>What is to replace what stands.</summary>
    public IReadOnlyList<LedgerEntry> Differing => differing;

    public LedgerRebuild Result => new(sources.Count, changed, differing.Count - changed);

    /// <param name="standing">Reads what the sources of some entries contribute; those that never did are missing.</param>
    /// <param name="sources">Reads the names of all sources in a range that are not gone.</param>
    /// <remarks>What stands changes together with the cursor only, which whoever folds the plan looks at last.</remarks>
    public static async Task<RebuildPlan> MakeAsync(
        IReadOnlyList<string> collections,
        DateOnly knownOn,
        IAsyncEnumerable<LedgerEntry> entries,
        Func<IReadOnlyList<LedgerEntry>, Task<Dictionary<string, StandingEntry>>> standing,
        Func<(string After, string Before), Task<IReadOnlyList<string>>> sources,
        CancellationToken ct)
    {
        var plan = new RebuildPlan(knownOn);
        await foreach (var page in entries.Chunk(Page).WithCancellation(ct))
            plan.Compare(page, await standing(page));
        foreach (var collection in collections)
            plan.Retract(await sources(RecountSql.RangeOf(collection)));
        return plan;
    }

    private void Compare(IReadOnlyList<LedgerEntry> entries, Dictionary<string, StandingEntry> standing)
    {
        foreach (var entry in entries)
        {
            sources.Add(entry.Source);
            if (!standing.TryGetValue(entry.Source, out var stands) || stands.Version != entry.Version || !stands.Lines.SequenceEqual(entry.Lines))
                differing.Add(entry with { KnownOn = knownOn });
        }

        changed = differing.Count;
    }

    // All entries must have been compared.
    private void Retract(IEnumerable<string> standing)
    {
        foreach (var source in standing.Where(source => !sources.Contains(source)))
            differing.Add(new(source, Gone, knownOn, []));
    }
}
