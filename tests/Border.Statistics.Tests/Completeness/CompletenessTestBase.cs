using Border.Cases.V1;
using Border.Statistics.Tests.Indicators;
using Border.Statistics.Tests.Service;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;

namespace Border.Statistics.Tests.Completeness;

/// <summary>The nation CN with 45, 53 with the sectors 53.01 and 53.02, and 65; on 5 June 2021, when May is due on the 10th.</summary>
public abstract class CompletenessTestBase(StorageEngineKind engine) : IAsyncLifetime
{
    protected const string Cases = "border_cases_registered";
    protected const string May = "2021-05";

    private StoragePlace _place = null!;

    protected StoragePlace Place => _place;

    private protected DayClock Clock { get; } = new("2021-06-05");

    private protected StatisticsHost Host { get; private set; } = null!;

    private protected async Task RestartAsync(Backup? restored = null)
    {
        await Host.DisposeAsync();
        if (restored is not null)
            await restored.RestoreAsync();
        Host = await StatisticsHost.StartAsync(_place, Clock);
    }

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        Host = await StatisticsHost.StartAsync(_place, Clock);
        await Host.Client.ImportAreasAsync(new()
        {
            Areas = { Area("CN", AreaKind.Nation), Area("45", AreaKind.Region), Area("53", AreaKind.Region), Area("53.01", AreaKind.Sector), Area("53.02", AreaKind.Sector), Area("65", AreaKind.Region) },
            RequestId = "areas",
        });
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        _place.Dispose();
    }

    private protected async Task CommitCaseAsync(string id, string area, string time = "2021-05-17T02:00:00Z", long version = 1, string knownTo = "")
    {
        var record = Records.Case();
        (record.Name, record.Area, record.RegisterTime) = ($"cases/{id}", area, Records.Time(time));
        if (knownTo.Length > 0)
            record.NeedToKnow.Add(knownTo);
        await Host.CommitAsync(record, version);
        await Host.FoldedAsync();
    }

    private protected async Task<ZeroReport> ZeroAsync(string area, string period = May)
    {
        var report = await Host.Completeness.SubmitZeroReportAsync(Zero(area, period));
        await Host.FoldedAsync();
        return report;
    }

    private protected static SubmitZeroReportRequest Zero(string area, string period = May, string indicator = Cases) =>
        new() { Indicator = indicator, Period = period, Area = area, RequestId = Guid.CreateVersion7().ToString() };

    private protected async Task WithdrawAsync(ZeroReport report)
    {
        await Host.Completeness.WithdrawZeroReportAsync(new() { Name = report.Name, Reason = "Filed by mistake.", RequestId = Guid.CreateVersion7().ToString() });
        await Host.FoldedAsync();
    }

    private protected async Task<IndicatorCompleteness> AskAsync(
        string indicator = Cases, string period = May, string area = "", AreaKind kind = AreaKind.Unspecified, string asOf = "") =>
        Assert.Single((await Host.Completeness.GetCompletenessAsync(
            new() { Indicators = { indicator }, Period = period, Area = area, Kind = kind, AsOf = asOf })).Indicators);

    /// <summary>Each area as <c>area status value known_on late_days</c>.</summary>
    private protected static IEnumerable<string> Lines(IndicatorCompleteness completeness) => completeness.Areas.Select(area =>
        $"{area.Area} {area.Status} {area.Value?.Amount ?? "-"} {(area.KnownOn.Length > 0 ? area.KnownOn : "-")} {area.LateDays}");

    private static Area Area(string code, AreaKind kind) => new() { Code = code, Kind = kind, DisplayName = new() { En = $"Area {code}", Zh = code } };
}
