using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Station.Demo;
using Border.Statistics.V1;
using Grpc.Core;

namespace Border.Station.Loading;

/// <summary>
/// Sends the demo through the public services: reference data first, then the records by four bulk streams side by side, then
/// what links them, replies to notices, what comes of them all, the zero reports when all is counted, and the returns. What was sent before is
/// answered as before, so that a load that was broken off is finished by this one.
/// </summary>
internal sealed class DemoLoad(ChannelBase channel, DemoData demo, LoadCounter counter, TimeProvider clock)
{
    private const string ActorHeader = "border-actor";

    private readonly StatisticsService.StatisticsServiceClient _statistics = new(channel);
    private readonly Dictionary<string, long> _positions = [];

    /// <summary>Returns when everything is stored and counted.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await _statistics.ImportAreasAsync(demo.Areas, cancellationToken: ct);
        await new BoundaryService.BoundaryServiceClient(channel).ImportBoundaryAsync(demo.Boundary, cancellationToken: ct);
        foreach (var indicator in demo.Indicators)
            await _statistics.CreateIndicatorAsync(indicator, cancellationToken: ct);
        await SendRecordsAsync(ct);
        foreach (var more in new[] { demo.Links, demo.Replies })
            await SendAsync("cases", more, new CaseService.CaseServiceClient(channel).SubmitCases, null, ct);
        await Task.WhenAll(
            TurnsAsync("seizures", demo.Custody, new SeizureService.SeizureServiceClient(channel).SubmitSeizures, ct),
            TurnsAsync("cases", demo.Work, new CaseService.CaseServiceClient(channel).SubmitCases, ct),
            TurnsAsync("persons", demo.Persons, new PersonService.PersonServiceClient(channel).SubmitInterceptions, ct));
        await UntilCountedAsync(ct);
        await SendAsync("statistics", demo.ZeroReports, new CompletenessService.CompletenessServiceClient(channel).SubmitZeroReports, null, ct);
        await SendAsync("statistics", demo.Returns, _statistics.SubmitReturns, null, ct);
        await UntilCountedAsync(ct);
    }

    private async Task UntilCountedAsync(CancellationToken ct)
    {
        var positions = _positions.Select(pair => new FeedPosition { Feed = pair.Key, Position = pair.Value });
        await _statistics.AwaitProgressAsync(new() { Positions = { positions } }, cancellationToken: ct);
    }

    private async Task SendRecordsAsync(CancellationToken callers)
    {
        using var anyFailed = CancellationTokenSource.CreateLinkedTokenSource(callers);
        var ct = anyFailed.Token;
        List<Task> streams =
        [
            SendAsync("patrols", demo.Patrols, new PatrolService.PatrolServiceClient(channel).SubmitPatrols, null, ct),
            SendAsync("persons", demo.Interceptions, new PersonService.PersonServiceClient(channel).SubmitInterceptions, null, ct),
            SendAsync("cases", demo.Cases, new CaseService.CaseServiceClient(channel).SubmitCases, null, ct),
            SendAsync("seizures", demo.Seizures, new SeizureService.SeizureServiceClient(channel).SubmitSeizures, null, ct),
        ];
        try
        {
            await foreach (var stream in Task.WhenEach(streams).WithCancellation(callers))
                await stream;
        }
        catch
        {
            await anyFailed.CancelAsync();
            await Task.WhenAll(streams).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task TurnsAsync<TRequest>(
        string feed, IReadOnlyList<DemoTurn<TRequest>> turns, Func<CallOptions, AsyncDuplexStreamingCall<TRequest, Type.V1.SubmissionReceipt>> open, CancellationToken ct)
        where TRequest : class, Google.Protobuf.IMessage
    {
        foreach (var turn in turns)
            await SendAsync(feed, turn.Requests, open, turn.Actor, ct);
    }

    /// <param name="actor">Who did it; null for the station itself.</param>
    private async Task SendAsync<TRequest>(
        string feed,
        IEnumerable<TRequest> requests,
        Func<CallOptions, AsyncDuplexStreamingCall<TRequest, Type.V1.SubmissionReceipt>> open,
        string? actor,
        CancellationToken ct)
        where TRequest : class, Google.Protobuf.IMessage
    {
        Metadata headers = actor is null ? [] : new() { { ActorHeader, actor } };
        var position = await new BulkSend<TRequest>(() => open(new(headers, cancellationToken: ct)), counter, clock).RunAsync(requests, ct);
        lock (_positions)
            _positions[feed] = Math.Max(_positions.GetValueOrDefault(feed), position);
    }
}
