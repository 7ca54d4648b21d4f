using Border.Statistics.V1;

namespace Border.Cli.Files;

/// <summary>The reference data that reports are checked against.</summary>
internal sealed class ReportReference(IEnumerable<Indicator> indicators, IEnumerable<Area> areas)
{
    private readonly Dictionary<string, Indicator> _indicators = indicators.ToDictionary(indicator => indicator.Code);
    private readonly HashSet<string> _areas = [.. areas.Select(area => area.Code)];

    public Indicator? Indicator(string code) => _indicators.GetValueOrDefault(code);

    /// <summary>What is wrong with an area; null for one that is known.</summary>
    public string? FaultOfArea(string code) =>
        !FieldForms.IsAreaCode(code) ? $"'{code}' is not an area code."
        : _areas.Contains(code) ? null
        : $"'{code}' is not known. `border areas list` shows the areas, `border areas import` adds some.";

    /// <summary>What is wrong with an indicator of reports of one kind; null when nothing is.</summary>
    /// <param name="isCounted">Whether it must be counted from records, or must not.</param>
    /// <param name="otherwise">What to say of one that is of the other kind.</param>
    public string? FaultOfIndicator(string code, bool isCounted, string otherwise) =>
        code.Length == 0 ? "It is empty."
        : Indicator(code) is not { } indicator ? $"'{code}' is not known. `border indicators list` shows those that are."
        : indicator.Counted == isCounted ? null
        : $"'{code}' {otherwise}";

    public static async Task<ReportReference> LoadAsync(Session session, CancellationToken cancellation)
    {
        var indicators = await session.Statistics.ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: cancellation);
        var areas = await session.Statistics.ListAreasAsync(new ListAreasRequest(), cancellationToken: cancellation);
        return new ReportReference(indicators.Indicators, areas.Areas);
    }
}
