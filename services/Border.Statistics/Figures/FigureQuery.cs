using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.V1;
using Border.Storage.Ledgers;

namespace Border.Statistics.Figures;

/// <summary>Which figures to give.</summary>
internal sealed record FigureQuery
{
    public required IReadOnlyList<IndicatorDefinition> Indicators { get; init; }

    public required Period Period { get; init; }

    public IReadOnlyList<Period> Bases { get; init; } = [];

    /// <summary>An empty code is the whole nation.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [""];

    public Breakdown Breakdown { get; init; }

    /// <summary>Empty for all.</summary>
    public string Category { get; init; } = "";

    /// <summary>Only what is in the areas themselves, and in none of those below.</summary>
    public bool Remainder { get; init; }

    public DateOnly? AsOf { get; init; }

    public required DateOnly Today { get; init; }

    public bool AcrossRuleBreaks { get; init; }

    /// <summary>Feeds that are behind or away.</summary>
    public IReadOnlySet<string> StaleFeeds { get; init; } = new HashSet<string>();

    /// <summary>The indicators whose returns stand for the whole of a period that is not over; null for those that are returned for all of it.</summary>
    public IReadOnlySet<string>? OfWholePeriod { get; init; }

    /// <summary>The last day that can be counted.</summary>
    public DateOnly LastDay => AsOf is { } asOf && asOf < Today ? asOf : Today;
}

/// <summary>One number with what it means.</summary>
/// <param name="Counted">The days that are counted; fewer than the period's while it is not over, unless all of it was returned.</param>
internal sealed record FigureRow(
    IndicatorDefinition Indicator,
    Period Period,
    DayRange Counted,
    string Area,
    string Category,
    Approximate? Value,
    IReadOnlyList<FigureFlag> Flags,
    IReadOnlyList<BaseComparison> Comparisons)
{
    /// <summary>The reported cells that the number was made from; none for one that is counted.</summary>
    public IReadOnlyList<ReportedCell> Cells { get; init; } = [];

    /// <summary>It is what is in the area itself, and in none of those below.</summary>
    public bool Remainder { get; init; }

    /// <summary>The period is not over, and the number is of all of it.</summary>
    public bool IsOfWholePeriod { get; init; }

    public bool Has(FigureFlag flag) => Flags.Contains(flag);
}
