namespace Border.Station.Demo;

/// <summary>Splits whole numbers by weights so that the parts add up to the whole.</summary>
internal sealed class Shares
{
    private readonly long[] _upTo;

    public Shares(IEnumerable<int> weights)
    {
        List<long> upTo = [0];
        foreach (var weight in weights)
            upTo.Add(upTo[^1] + weight);
        _upTo = [.. upTo];
    }

    /// <summary>How much of the total the parts before an index have together.</summary>
    public long Before(long total, int index)
    {
        var whole = (Int128)_upTo[^1];
        return (long)(((total * (Int128)_upTo[index]) + (whole / 2)) / whole);
    }

    public long Part(long total, int index) => Before(total, index + 1) - Before(total, index);
}
