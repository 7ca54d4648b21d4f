using Border.Seizures.V1;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Custody.Reports;

/// <summary>Gathers what a report of custody says.</summary>
internal sealed class CustodyReports(CustodyRegister custody, RecordStore<Seizure> seizures, TimeProvider clock)
{
    public async Task<CustodyReport> MakeAsync(string name, CancellationToken ct)
    {
        var exhibit = await custody.GetAsync(name, ct);
        var seizure = await seizures.GetAsync(exhibit.Seizure, ct);
        var report = new CustodyReport
        {
            Exhibit = exhibit,
            Unit = seizure.Unit,
            Area = seizure.Area,
            SeizeTime = seizure.SeizeTime,
            Standing = StandingOf(seizure, exhibit.ItemId),
            Verification = await custody.VerifyAsync(exhibit, ct),
            ReportTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
        };
        CustodyReportWriter.Write(report);
        return report;
    }

    private static SeizureStanding StandingOf(Seizure seizure, string itemId)
    {
        if (seizure.State == SeizureState.Void)
            return SeizureStanding.Void;
        return seizure.Items.Any(item => item.Id == itemId) ? SeizureStanding.Stands : SeizureStanding.ItemRemoved;
    }
}
