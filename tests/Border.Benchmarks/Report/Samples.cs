namespace Border.Benchmarks.Report;

/// <summary>The results of the runs of one thing.</summary>
internal sealed class Samples
{
    private readonly List<double> values = [];

    public IReadOnlyList<double> Values => values;

    public double Median => Percentile(values, 0.5);

    public double Min => values.Min();

    public double Max => values.Max();

    public void Add(double value) => values.Add(value);

    /// <summary>Run by run, so that what slows a whole run down does not count for either side.</summary>
    public Samples Over(Samples other)
    {
        var ratios = new Samples();
        foreach (var (mine, others) in values.Zip(other.values))
            ratios.Add(mine / others);
        return ratios;
    }

    /// <summary>The middle of an even number of values is the mean of the two; any other percentile is the nearest rank.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        if (share == 0.5 && sorted.Count % 2 == 0)
            return (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
        return sorted[Math.Max((int)Math.Ceiling(share * sorted.Count) - 1, 0)];
    }
}
