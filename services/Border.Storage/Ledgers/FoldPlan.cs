using System.Runtime.InteropServices;

namespace Border.Storage.Ledgers;

/// <summary>What a source contributed last.</summary>
internal sealed record StandingEntry(long Version, DateOnly KnownOn, IReadOnlyList<LedgerLine> Lines);

/// <summary>
/// Decides what a fold changes, given what its sources contributed before. Later entries of the batch see what earlier ones do.
/// </summary>
internal sealed class FoldPlan
{
    private const int FewLines = 4;

    private readonly Dictionary<PostingKey, Measures> net = [];
    private readonly MonthSums months = new();
    private readonly DistinctSums distinct = new();
    private readonly Dictionary<string, StandingEntry> standing;
    private readonly bool isRebuild;

    private FoldPlan(Dictionary<string, StandingEntry> standing, bool isRebuild) => (this.standing, this.isRebuild) = (standing, isRebuild);

    public List<DayPosting> Postings { get; } = [];

    public List<ReportedPosting> Reported { get; } = [];

    /// <summary>What each source that changed contributes now, and whether it was stored before.</summary>
    public Dictionary<string, (StandingEntry Entry, bool Stored)> Changed { get; } = [];

    /// <summary>What the month cells change by.</summary>
    public List<KeyValuePair<MonthKey, MonthSum>> Cells { get; } = [];

    /// <summary>What the numbers of distinct sources change by.</summary>
    public List<KeyValuePair<DistinctKey, long>> Distinct { get; } = [];

    /// <param name="isRebuild">The entries stand whatever version their sources are at.</param>
    public static FoldPlan Decide(IReadOnlyList<LedgerEntry> entries, Dictionary<string, StandingEntry> standing, bool isRebuild = false)
    {
        var plan = new FoldPlan(standing, isRebuild);
        foreach (var entry in entries)
            plan.Take(entry);
        plan.Cells.AddRange(plan.months.RollUp().Where(cell => cell.Value != default));
        plan.Distinct.AddRange(plan.distinct.RollUp().All);
        return plan;
    }

    private void Take(LedgerEntry entry)
    {
        var stored = standing.TryGetValue(entry.Source, out var old);
        if (Changed.TryGetValue(entry.Source, out var earlier))
            old = earlier.Entry;
        if (!isRebuild && IsSettled(entry, old))
            return;
        // A clock that was set back must not take lines back before the day on which they were added.
        var knownOn = old is not null && old.KnownOn > entry.KnownOn ? old.KnownOn : entry.KnownOn;
        foreach (var line in entry.Lines)
            Check(line);
        if (old is null && AreApart(entry.Lines))
            PostEach(entry, knownOn);
        else
            PostNet(entry, old?.Lines ?? [], knownOn);
        distinct.Add(old?.Lines ?? [], -1);
        distinct.Add(entry.Lines, 1);
        Changed[entry.Source] = (new StandingEntry(entry.Version, knownOn, entry.Lines), stored);
    }

    // What is counted again is at the version that is stored, or comes by its own event.
    private static bool IsSettled(LedgerEntry entry, StandingEntry? old) =>
        entry.Again ? old?.Version != entry.Version || old.Lines.SequenceEqual(entry.Lines) : old?.Version >= entry.Version;

    private void PostEach(LedgerEntry entry, DateOnly knownOn)
    {
        foreach (var line in entry.Lines)
            Post(entry.Source, KeyOf(line, knownOn), Measures.Of(line));
    }

    // A line that did not change is taken back and added on the same day, and comes to nothing.
    private void PostNet(LedgerEntry entry, IReadOnlyList<LedgerLine> old, DateOnly knownOn)
    {
        net.Clear();
        foreach (var line in old)
            Sum(line) += -Measures.Of(line);
        foreach (var line in entry.Lines)
            Sum(line) += Measures.Of(line);
        foreach (var (key, change) in net)
            Post(entry.Source, key, change);

        ref Measures Sum(LedgerLine line) => ref CollectionsMarshal.GetValueRefOrAddDefault(net, KeyOf(line, knownOn), out _);
    }

    // Most sources are new and have few lines, none of which count in the same cell: these need no netting.
    private static bool AreApart(IReadOnlyList<LedgerLine> lines)
    {
        if (lines.Count > FewLines)
            return false;
        for (var i = 1; i < lines.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (KeyOf(lines[i], default) == KeyOf(lines[j], default))
                    return false;
            }
        }

        return true;
    }

    private static PostingKey KeyOf(LedgerLine line, DateOnly knownOn) =>
        new(line.Series, line.Start, line.End, line.Area, line.Category, line.Reported, line.KnownOn ?? knownOn);

    private void Post(string source, PostingKey key, Measures change)
    {
        if (change.IsNothing)
            return;
        if (key.Reported)
        {
            Reported.Add(new(source, key, change));
            return;
        }

        Postings.Add(new(source, key.Series, key.Start, key.Area, key.Category, key.KnownOn, change.Amount, change.Lines));
        months.Add(key.Series, key.Start, key.Area, key.Category, change.Amount, change.Lines);
    }

    private static void Check(LedgerLine line)
    {
        if (line.Reported ? line.End < line.Start : line.End != line.Start)
            throw new ArgumentException($"A line of {line.Series} from {line.Start:yyyy-MM-dd} to {line.End:yyyy-MM-dd} has no day or period to count in.");
        if (line is { Reported: true, Distinct: true })
            throw new ArgumentException($"A line of {line.Series} is reported, and what it counts cannot be told apart.");
    }
}
