using Border.Statistics.V1;

namespace Border.Statistics.Indicators;

/// <summary>What a figure counts.</summary>
internal sealed record IndicatorDefinition
{
    public required string Code { get; init; }

    public required Bilingual Name { get; init; }

    public required string Unit { get; init; }

    public Measure Measure { get; init; } = Measure.Flow;

    /// <summary>What one unit is, what decides the period, what is included and excluded.</summary>
    public required Bilingual Methodology { get; init; }

    public required NumberStyle Style { get; init; }

    /// <summary>How it is counted from records; null for one that is reported in returns.</summary>
    public CountingRule? Rule { get; init; }

    /// <summary>The counts of another indicator among which its own are; null for none.</summary>
    public PartOf? PartOf { get; init; }

    /// <summary>The sentence of a bulletin; null for the name and the number.</summary>
    public SentenceTemplate? Sentence { get; init; }

    public bool IsCounted => Rule is not null;

    /// <summary>The feed that its numbers come from.</summary>
    public string Feed => Rule?.Feed ?? FeedNames.Statistics;

    /// <summary>Its number counts whole things, not a mass, a rate or money.</summary>
    public bool CountsWholeThings => Measure != Measure.Rate && !Units.IsContinuous(Unit);
}

/// <summary>What one indicator counts is counted by another too, in one of its categories.</summary>
/// <param name="Category">Of the other.</param>
/// <param name="OwnCategory">The own counts that are there; empty when all are, and there is nothing else in that category.</param>
internal sealed record PartOf(string Indicator, string Category, string OwnCategory = "");

/// <summary>How bulletins print a number.</summary>
/// <param name="Step">Null for the number as it is.</param>
internal sealed record NumberStyle(Qualifier Qualifier, decimal? Step)
{
    public static NumberStyle AsItIs { get; } = new(Qualifier.Exact, null);
}

/// <summary>A sentence with <c>{0}</c> for the printed number and its unit.</summary>
/// <param name="EnOne">The English sentence for exactly one.</param>
internal sealed record SentenceTemplate(string En, string EnOne, string Zh);
