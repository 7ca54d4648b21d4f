using Border.Statistics.Figures;

namespace Border.Statistics.Completeness;

/// <summary>What to look at.</summary>
/// <param name="Figures">The indicators, the period and the day as known on which; its areas and breakdown do not matter.</param>
/// <param name="Area">The area in which all of the expected ones lie.</param>
/// <param name="Expected">The areas that are expected to report, by code.</param>
internal sealed record CompletenessQuery(FigureQuery Figures, string Area, IReadOnlyList<string> Expected);
