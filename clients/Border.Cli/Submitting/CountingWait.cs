using Border.Statistics.V1;
using Grpc.Core;

namespace Border.Cli.Submitting;

/// <summary>Waits until the figures have counted what was submitted.</summary>
internal sealed class CountingWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, long> _positions = [];

    public void Note(Answer answer)
    {
        if (answer.Accepted is { } accepted)
            _positions[answer.Feed] = Math.Max(_positions.GetValueOrDefault(answer.Feed), accepted.FeedPosition);
    }

    public async Task<int> RunAsync(Session session, TimeSpan limit, CancellationToken cancellation)
    {
        if (_positions.Count == 0)
            return ExitCode.Ok;
        try
        {
            await AwaitAsync(session, session.Time.GetUtcNow() + limit, cancellation);
            return ExitCode.Ok;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.DeadlineExceeded or StatusCode.Unavailable)
        {
            await session.Terminal.Error.WriteLineAsync(
                $"Everything accepted is stored, but the figures had not counted all of it after {limit.TotalSeconds:0} s. "
                + "`border progress` tells how far they are.");
            return ExitCode.ServerError;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.FailedPrecondition)
        {
            await session.Terminal.Error.WriteLineAsync($"Everything accepted is stored, but the figures do not count all of it. {exception.Status.Detail}");
            return ExitCode.ServerError;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            // A record service on its own: Statistics follows it from elsewhere.
            await session.Terminal.Error.WriteLineAsync(
                "Everything accepted is stored. This server counts no figures, so there is no waiting for them.");
            return ExitCode.Ok;
        }
    }

    // What is stored is counted once the figures' server is back, if it goes away meanwhile.
    private async Task AwaitAsync(Session session, DateTimeOffset end, CancellationToken cancellation)
    {
        var request = new AwaitProgressRequest();
        request.Positions.AddRange(_positions.Select(p => new FeedPosition { Feed = p.Key, Position = p.Value }));
        while (true)
        {
            try
            {
                await session.Statistics.AwaitProgressAsync(request, deadline: end.UtcDateTime, cancellationToken: cancellation);
                return;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable && session.Time.GetUtcNow() + Pause < end)
            {
                await Task.Delay(Pause, session.Time, cancellation);
            }
        }
    }
}
