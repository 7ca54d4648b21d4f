using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Health;

/// <summary>
/// Asks everything that services need, again and again. Probes read the answers, so that many probes ask the database no
/// more often than one.
/// </summary>
internal sealed class HealthPoll(
    HealthBoard board,
    IEnumerable<IHealthContributor> contributors,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<HealthPoll> logger) : BackgroundService
{
    /// <summary>The name that stands for the whole process.</summary>
    public const string Process = "";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly IHealthContributor[] _contributors = [.. contributors];

    // Until they have answered, the services are there and not serving; a probe must not hear that there are none.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _contributors.SelectMany(contributor => contributor.Services).Append(Process))
            board.Set(service, isServing: false);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
                Publish(await Task.WhenAll(_contributors.Select(contributor => AskAsync(contributor, stopping.Token))));
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Publish([.. _contributors.Select(contributor => (contributor, false))], isStopping: true);
        }
    }

    private void Publish((IHealthContributor Contributor, bool IsServing)[] answers, bool isStopping = false)
    {
        var services = answers.SelectMany(answer => answer.Contributor.Services).Distinct();
        foreach (var service in services)
            Set(service, answers.Where(answer => answer.Contributor.Services.Contains(service)).All(answer => answer.IsServing));
        Set(Process, !isStopping && answers.All(answer => answer.IsServing || !answer.Contributor.IsNeededByProcess));
    }

    private void Set(string service, bool isServing)
    {
        if (board.Set(service, isServing) && service.Length > 0)
            logger.LogInformation("{Service} is {Status}.", service, isServing ? "serving" : "not serving");
    }

    private async Task<(IHealthContributor Contributor, bool IsServing)> AskAsync(IHealthContributor contributor, CancellationToken ct)
    {
        try
        {
            return (contributor, await contributor.IsServingAsync(ct).WaitAsync(Timeout, clock, ct));
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogDebug(error, "A health check failed.");
            return (contributor, false);
        }
    }
}
