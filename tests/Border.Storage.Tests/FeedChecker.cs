namespace Border.Storage.Tests;

/// <summary>What a reader saw of a feed: positions must follow one another from 1 on, and each record must come once.</summary>
internal sealed class FeedChecker
{
    private readonly HashSet<string> records = [];

    public IReadOnlySet<string> Records => records;

    public List<string> Faults { get; } = [];

    public long Last { get; private set; }

    public void See(long position, string record)
    {
        if (position != Last + 1)
            Faults.Add($"position {position} after {Last}");
        if (!records.Add(record))
            Faults.Add($"{record} twice");
        Last = position;
    }
}
