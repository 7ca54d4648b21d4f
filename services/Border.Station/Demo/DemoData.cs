using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Statistics.V1;

namespace Border.Station.Demo;

/// <summary>
/// The demo: requests as field units would send them, the same at each call. The records come as streams, in the order of
/// their events.
/// </summary>
internal sealed class DemoData(DemoTargets targets)
{
    public ImportAreasRequest Areas { get; } = DemoAreas.Known.Import;

    public ImportBoundaryRequest Boundary { get; } = DemoBoundary.Import(DemoAreas.Known.Stations);

    public IReadOnlyList<CreateIndicatorRequest> Indicators { get; } = DemoReturns.Indicators;

    public IEnumerable<SubmitPatrolsRequest> Patrols => new DemoPatrols(targets).Requests();

    public IEnumerable<SubmitInterceptionsRequest> Interceptions => new DemoInterceptions(targets).Requests();

    public IEnumerable<SubmitCasesRequest> Cases => new DemoCases(targets).Requests();

    public IEnumerable<SubmitSeizuresRequest> Seizures => new DemoSeizures(targets).Requests();

    /// <summary>To be sent when all cases and seizures are stored.</summary>
    public IEnumerable<SubmitCasesRequest> Links => new DemoLinks(targets).Requests().Concat(new DemoNotices(targets).Requests());

    /// <summary>To be sent when all of the links and notices are stored.</summary>
    public IEnumerable<SubmitCasesRequest> Replies => new DemoNotices(targets).Replies();

    /// <summary>What comes of records that are stored, each turn by somebody, after the one before.</summary>
    public IReadOnlyList<DemoTurn<SubmitSeizuresRequest>> Custody { get; } = new DemoCustody(targets).Turns;

    /// <inheritdoc cref="Custody"/>
    public IReadOnlyList<DemoTurn<SubmitCasesRequest>> Work { get; } = new DemoWork(targets).Turns;

    /// <inheritdoc cref="Custody"/>
    public IReadOnlyList<DemoTurn<SubmitInterceptionsRequest>> Persons { get; } = new DemoPersons(targets).Turns;

    /// <summary>To be sent when all of the records are counted.</summary>
    public IReadOnlyList<SubmitZeroReportsRequest> ZeroReports { get; } = [.. DemoZeroReports.Requests(targets)];

    public IReadOnlyList<SubmitReturnsRequest> Returns { get; } = DemoReturns.Requests;

    /// <summary>How many requests the streams have together. They are made once more to be counted: that takes a second.</summary>
    public long SubmissionCount =>
        Patrols.LongCount() + Interceptions.LongCount() + Cases.LongCount() + Seizures.LongCount() + Links.LongCount() + Replies.LongCount()
        + Custody.Sum(turn => turn.Requests.Count) + Work.Sum(turn => turn.Requests.Count) + Persons.Sum(turn => turn.Requests.Count)
        + ZeroReports.Count + Returns.Count;
}
