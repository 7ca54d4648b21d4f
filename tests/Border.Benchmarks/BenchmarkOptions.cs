using System.Globalization;

namespace Border.Benchmarks;

/// <param name="Rows">The rows to measure; empty for all.</param>
/// <param name="Runs">How often each is measured.</param>
/// <param name="IsQuick">Only to see that everything works: the numbers mean little.</param>
internal sealed record BenchmarkOptions(IReadOnlyList<string> Rows, int Runs, bool IsQuick)
{
    public const string Usage = "usage: Border.Benchmarks [--rows NAME,NAME] [--runs 5] [--quick]";

    private const int DefaultRuns = 5;

    /// <summary>How long a load lasts each time that it is one side's turn.</summary>
    public TimeSpan Slice => IsQuick ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(1.5);

    /// <summary>A server runs for months. In the first seconds it compiles its code, and the more it does the longer.</summary>
    public TimeSpan WarmUp => IsQuick ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(20);

    /// <returns>Null when the command line is wrong.</returns>
    public static BenchmarkOptions? Parse(string[] args, IReadOnlyCollection<string> names)
    {
        var (rows, runs, quick) = (Array.Empty<string>(), (int?)null, false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--rows" when i + 1 < args.Length:
                    rows = args[++i].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                    break;
                case "--runs" when i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0:
                    runs = n;
                    i++;
                    break;
                default:
                    return null;
            }
        }

        return rows.All(names.Contains) ? new(rows, runs ?? (quick ? 1 : DefaultRuns), quick) : null;
    }
}
