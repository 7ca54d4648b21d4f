using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Statistics.Figures;
using Border.Statistics.V1;

namespace Border.Statistics.Reference;

/// <summary>Answers requests about indicators and areas.</summary>
internal sealed class ReferenceDesk(ReferenceCatalogue catalogue, IndicatorRegister indicators, AreaRegister areas)
{
    public Task<Indicator> CreateIndicatorAsync(CreateIndicatorRequest request, string actor, CancellationToken ct) =>
        indicators.CreateAsync(request, actor, ct);

    public Task<ImportAreasResponse> ImportAreasAsync(ImportAreasRequest request, string actor, CancellationToken ct) =>
        areas.ImportAsync(request, actor, ct);

    public async Task<ListIndicatorsResponse> ListIndicatorsAsync(CancellationToken ct) =>
        new() { Indicators = { (await catalogue.ReadAsync(ct)).Indicators.Select(IndicatorMessages.ToMessage) } };

    public async Task<ListAreasResponse> ListAreasAsync(ListAreasRequest request, CancellationToken ct)
    {
        var known = (await catalogue.ReadAsync(ct)).Areas;
        var above = known.InFigures(request.Area);
        var under = known.All.Where(area => above.Length == 0 || area.Code == above || AreaTree.IsBelow(above, area.Code)).ToList();
        if (above.Length > 0 && under.Count == 0)
            throw Refusals.NotFound($"area {request.Area}");
        List<Area> list = [.. under.Select(Message)];
        var answer = new ListAreasResponse { Etag = ListEtag.Of(list) };
        if (request.KnownEtag != answer.Etag)
            answer.Areas.AddRange(list);
        return answer;
    }

    private static Area Message(KnownArea area) => new() { Code = area.Code, DisplayName = area.Name.ToProto(), Kind = area.Kind };
}
