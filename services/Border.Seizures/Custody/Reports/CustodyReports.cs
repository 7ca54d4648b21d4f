using Border.Seizures.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Seizures.Custody.Reports;

/// <summary>Gathers what a report of custody says.</summary>
internal sealed class CustodyReports(ChainReader chains, RecordStore<Seizure> seizures, TimeProvider clock)
{
    public async Task<CustodyReport> MakeAsync(GetCustodyReportRequest request, CancellationToken ct)
    {
        var exhibit = await chains.GetAsync(request.Name, ct);
        var (entries, next) = await chains.PageAsync(request, exhibit, request.PageToken, request.PageSize, ct);
        exhibit.Entries.Clear();
        exhibit.Entries.Add(entries);
        // The heading tells the holder where it was seized, also elsewhere, and nothing else of the seizure.
        var seizure = await seizures.FindAnywhereAsync(exhibit.Seizure, ct) ?? throw Refusals.NotFound(exhibit.Seizure);
        var report = new CustodyReport
        {
            Exhibit = exhibit,
            Unit = seizure.Unit,
            Area = seizure.Area,
            SeizeTime = seizure.SeizeTime,
            Standing = StandingOf(seizure, exhibit.ItemId),
            Verification = await chains.VerifyAsync(exhibit.Name, "", ct),
            ReportTime = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
            NextPageToken = next,
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
