using System.Collections.Frozen;
using Border.Statistics.Figures;
using Border.Statistics.Indicators;

namespace Border.Statistics.Reference;

/// <summary>The indicators and areas as they were at one moment.</summary>
internal sealed class ReferenceData
{
    private readonly FrozenDictionary<string, IndicatorDefinition> _indicators;

    /// <param name="indicators">Those that are counted first, then the others as they were added.</param>
    public ReferenceData(IReadOnlyList<IndicatorDefinition> indicators, AreaTree areas)
    {
        (Indicators, Areas) = (indicators, areas);
        _indicators = indicators.ToFrozenDictionary(indicator => indicator.Code, StringComparer.Ordinal);
    }

    /// <summary>In the order of the bulletin.</summary>
    public IReadOnlyList<IndicatorDefinition> Indicators { get; }

    public AreaTree Areas { get; }

    public IndicatorDefinition? FindIndicator(string code) => _indicators.GetValueOrDefault(code);
}
