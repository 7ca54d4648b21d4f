using System.Runtime.InteropServices;

namespace Border.Storage.Ledgers;

/// <summary>What a source contributed last.</summary>
internal sealed record StandingEntry(long Version, DateOnly KnownOn, IReadOnlyList<LedgerLine> Lines);

/// <summary>
/// Decides what a fold changes, given what its sources contributed before. Later entries of the batch see what earlier ones do.
/// </summary>
internal sealed class FoldPlan
{
    private readonly Dictionary<PostingKey, Measures> net = [];
    private readonly MonthSums months = new();
    private readonly Dictionary<string, StandingEntry> standing;

    private FoldPlan(Dictionary<string, StandingEntry> standing) => this.standing = standing;

    /// <summary>What day lines change.</summary>
    public List<Posting> Postings { get; } = [];

    /// <summary>What reported lines change.</summary>
    public List<Posting> Reported { get; } = [];

    /// <summary>What each source that changed contributes now, and whether it was stored before.</summary>
    public Dictionary<string, (StandingEntry Entry, bool Stored)> Changed { get; } = [];

    /// <summary>What the month cells change by, in the order in which cells are changed.</summary>
    public List<KeyValuePair<MonthKey, MonthSum>> Cells { get; private set; } = [];

    public static FoldPlan Decide(IReadOnlyList<LedgerEntry> entries, Dictionary<string, StandingEntry> standing)
    {
        var plan = new FoldPlan(standing);
        foreach (var entry in entries)
            plan.Take(entry);
        plan.Cells = [.. plan.months.RollUp().Where(cell => cell.Value != default).OrderBy(cell => cell.Key)];
        return plan;
    }

    private void Take(LedgerEntry entry)
    {
        var stored = standing.TryGetValue(entry.Source, out var old);
        if (Changed.TryGetValue(entry.Source, out var earlier))
            old = earlier.Entry;
        if (old is not null && old.Version >= entry.Version)
            return;
        // A clock that was set back must not take lines back before the day on which they were added.
        var knownOn = old is not null && old.KnownOn > entry.KnownOn ? old.KnownOn : entry.KnownOn;
        net.Clear();
        foreach (var line in old?.Lines ?? [])
            Net(line, knownOn, -Measures.Of(line));
        foreach (var line in entry.Lines)
            Net(Checked(line), knownOn, Measures.Of(line));
        foreach (var (key, change) in net)
            Post(entry.Source, key, change);
        Changed[entry.Source] = (new StandingEntry(entry.Version, knownOn, entry.Lines), stored);
    }

    // A line that did not change is taken back and added on the same day, and comes to nothing.
    private void Net(LedgerLine line, DateOnly knownOn, Measures change)
    {
        var key = new PostingKey(line.Series, line.Start, line.End, line.Area, line.Category, line.Reported, line.KnownOn ?? knownOn);
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(net, key, out _);
        sum += change;
    }

    private void Post(string source, PostingKey key, Measures change)
    {
        if (change.IsNothing)
            return;
        (key.Reported ? Reported : Postings).Add(new(source, key, change));
        if (!key.Reported)
            months.Add(key.Series, key.Start, key.Area, key.Category, change.Amount, change.Lines);
    }

    private static LedgerLine Checked(LedgerLine line) => line.Reported ? line.End >= line.Start ? line : throw Bad(line)
        : line.End == line.Start ? line : throw Bad(line);

    private static ArgumentException Bad(LedgerLine line) =>
        new($"A line of {line.Series} from {line.Start:yyyy-MM-dd} to {line.End:yyyy-MM-dd} has no day or period to count in.");
}
