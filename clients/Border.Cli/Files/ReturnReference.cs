using Border.Statistics.V1;

namespace Border.Cli.Files;

/// <summary>The reference data that returns are checked against.</summary>
internal sealed class ReturnReference(IEnumerable<Indicator> indicators, IEnumerable<Area> areas)
{
    private readonly Dictionary<string, Indicator> _indicators = indicators.ToDictionary(indicator => indicator.Code);
    private readonly HashSet<string> _areas = [.. areas.Select(area => area.Code)];

    public Indicator? Indicator(string code) => _indicators.GetValueOrDefault(code);

    public bool HasArea(string code) => _areas.Contains(code);

    public static async Task<ReturnReference> LoadAsync(Session session, CancellationToken cancellation)
    {
        var indicators = await session.Statistics.ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: cancellation);
        var areas = await session.Statistics.ListAreasAsync(new ListAreasRequest(), cancellationToken: cancellation);
        return new ReturnReference(indicators.Indicators, areas.Areas);
    }
}
