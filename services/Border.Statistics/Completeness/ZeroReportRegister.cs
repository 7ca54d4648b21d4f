using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Periods;
using Border.Statistics.Reference;
using Border.Statistics.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Completeness;

/// <summary>Takes and withdraws zero reports. One of the same indicator, period and area is the same record.</summary>
internal sealed class ZeroReportRegister(
    [FromKeyedServices(FeedNames.Statistics)] RecordWork work,
    RecordStore<ZeroReport> reports,
    ReferenceCatalogue catalogue,
    FigureReader figures,
    FigureDesk desk)
{
    public static RecordKind<ZeroReport> Kind { get; } = new(
        ZeroReportNames.Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        _ => [])
    {
        Place = new(record => record.Area),
    };

    public async Task<Written<ZeroReport>> SubmitAsync(SubmitZeroReportRequest request, string actor, CancellationToken ct)
    {
        var (period, _) = PeriodFields.Read(request.Period, [], desk.FiscalStartMonth(0));
        return await work.RunAsync(
            new(request, actor),
            Kind,
            async session =>
            {
                // In here, because a retry gets its answer whatever was counted since.
                var area = await CheckedAreaAsync(request, period, ct);
                var standing = await session.FindAsync(Kind, ZeroReportNames.Of(request.Indicator, period.Range, area));
                var record = ZeroReportRules.Report(standing, request.Indicator, period.Range, area, session.Time);
                session.Save(Kind, record, standing?.State == ZeroReportState.Standing ? "confirmed" : "reported");
                return record;
            },
            ct);
    }

    public async Task<ZeroReport> WithdrawAsync(WithdrawZeroReportRequest request, string actor, CancellationToken ct) =>
        (await reports.ChangeAsync(
            new(request, actor),
            request.Name,
            request.Etag,
            "withdrawn",
            request.Reason,
            record => ZeroReportRules.Withdraw(record, request.Reason),
            ct)).Record;

    public Task<ZeroReport> GetAsync(string name, CancellationToken ct) => reports.GetAsync(name, ct);

    /// <returns>The area, as figures name it.</returns>
    private async Task<string> CheckedAreaAsync(SubmitZeroReportRequest request, Period period, CancellationToken ct)
    {
        var reference = await catalogue.ReadAsync(ct);
        var indicator = reference.FindIndicator(request.Indicator) ?? throw Refusals.UnknownReference("indicator", request.Indicator);
        ZeroReportRules.RefuseIndicator(indicator);
        var area = reference.Areas.InFigures(request.Area);
        if (!ExpectedAreas.Knows(reference.Areas, area))
            throw Refusals.UnknownReference("area", request.Area);
        var today = desk.Today();
        ZeroReportRules.RefuseUnfinished(period, today);
        ZeroReportRules.RefuseCounted(await FigureAsync(indicator, period, area, today, reference, ct));
        return area;
    }

    private async Task<FigureRow> FigureAsync(
        IndicatorDefinition indicator, Period period, string area, DateOnly today, ReferenceData reference, CancellationToken ct)
    {
        var query = new FigureQuery { Indicators = [indicator], Period = period, Areas = [area], Today = today };
        return (await figures.ReadAsync(query, reference, ct))[0];
    }
}
