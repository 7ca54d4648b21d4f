using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Station.Demo;
using Border.Statistics.V1;
using Grpc.Core;

namespace Border.Station.Loading;

/// <summary>
/// Sends the demo through the public services: reference data first; then patrols, interceptions, cases and seizures side by side, and after
/// those of a kind what needs them; the zero reports when all is counted, and the returns. What was sent before is answered as before, so
/// that a load that was broken off is finished by this one.
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
        await TogetherAsync(
            [
                any => SendAsync("patrols", demo.Patrols, new PatrolService.PatrolServiceClient(channel).SubmitPatrols, null, any),
                PersonsAsync,
                CasesAsync,
            ],
            ct);
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

    private async Task PersonsAsync(CancellationToken ct)
    {
        var persons = new PersonService.PersonServiceClient(channel);
        await SendAsync("persons", demo.Interceptions, persons.SubmitInterceptions, null, ct);
        await TurnsAsync("persons", demo.Persons, persons.SubmitInterceptions, ct);
    }

    private async Task CasesAsync(CancellationToken ct)
    {
        var cases = new CaseService.CaseServiceClient(channel);
        var seizures = new SeizureService.SeizureServiceClient(channel);
        await TogetherAsync(
            [
                any => SendAsync("cases", demo.Cases, cases.SubmitCases, null, any),
                any => SendAsync("seizures", demo.Seizures, seizures.SubmitSeizures, null, any),
            ],
            ct);
        foreach (var more in new[] { demo.Links, demo.Replies })
            await SendAsync("cases", more, cases.SubmitCases, null, ct);
        await TogetherAsync(
            [
                any => TurnsAsync("cases", demo.Work, cases.SubmitCases, any),
                any => TurnsAsync("seizures", demo.Custody, seizures.SubmitSeizures, any),
            ],
            ct);
    }

    /// <summary>When one fails, the others are ended.</summary>
    private static async Task TogetherAsync(IEnumerable<Func<CancellationToken, Task>> work, CancellationToken callers)
    {
        using var anyFailed = CancellationTokenSource.CreateLinkedTokenSource(callers);
        var tasks = work.Select(start => start(anyFailed.Token)).ToList();
        try
        {
            await foreach (var task in Task.WhenEach(tasks).WithCancellation(callers))
                await task;
        }
        catch
        {
            await anyFailed.CancelAsync();
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
