using System.Diagnostics.Metrics;
using Border.ServiceDefaults.Observability;
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
    IMeterFactory meters,
    TimeProvider clock,
    ILogger<HealthPoll> logger) : BackgroundService
{
    /// <summary>The name that stands for the whole process.</summary>
    public const string Process = "";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly IHealthContributor[] _contributors = [.. contributors];

    // Why each does not serve, as far as it was told since it last did: otherwise it would be told each second.
    private readonly Dictionary<IHealthContributor, HashSet<string>> _told = contributors.ToDictionary(contributor => contributor, _ => new HashSet<string>(StringComparer.Ordinal));

    // Until they have answered, the services are there and not serving; a probe must not hear that there are none.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _contributors.SelectMany(contributor => contributor.Services).Append(Process))
            board.Set(service, isServing: false);
        Telemetry.ObserveHealth(meters, board);
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
            Publish([.. _contributors.Select(contributor => new Answer(contributor, false))], isStopping: true);
        }
    }

    private void Publish(Answer[] answers, bool isStopping = false)
    {
        foreach (var answer in answers)
            Tell(answer);
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

    private void Tell(Answer answer)
    {
        var told = _told[answer.Contributor];
        if (answer.IsServing)
            told.Clear();
        else if (answer.Cause.Length > 0 && told.Add(answer.Cause))
            logger.LogWarning("Not served: {Services}. {Cause}", string.Join(", ", answer.Contributor.Services), answer.Cause);
    }

    private async Task<Answer> AskAsync(IHealthContributor contributor, CancellationToken ct)
    {
        try
        {
            return new(contributor, await contributor.IsServingAsync(ct).WaitAsync(Timeout, clock, ct));
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            logger.LogDebug(error, "A health check failed.");
            return new(contributor, false, error is TimeoutException ? $"There was no answer within {Timeout.TotalSeconds:0} seconds." : error.Message);
        }
    }

    /// <param name="Cause">Why it is not serving, where something failed.</param>
    private readonly record struct Answer(IHealthContributor Contributor, bool IsServing, string Cause = "");
}
