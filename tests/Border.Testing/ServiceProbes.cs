using Border.Feed.V1;
using Grpc.Core;
using Grpc.Health.V1;

namespace Border.Testing;

/// <summary>What other processes ask a record service for.</summary>
public static class ServiceProbes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The first events of a feed, as its followers get them.</summary>
    public static async Task<IReadOnlyList<Event>> FirstEventsAsync(this ServiceHost host, string feed, int count)
    {
        using var call = new FeedService.FeedServiceClient(host.Channel).Subscribe(new() { Feed = feed }, deadline: Soon());
        List<Event> events = [];
        while (events.Count < count && await call.ResponseStream.MoveNext(CancellationToken.None))
            events.AddRange(call.ResponseStream.Current.Events);
        return events;
    }

    /// <summary>Returns once a service reports itself as serving.</summary>
    public static async Task WaitUntilServingAsync(this ServiceHost host, string serviceName)
    {
        using var call = new Health.HealthClient(host.Channel).Watch(new() { Service = serviceName }, deadline: Soon());
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current.Status == HealthCheckResponse.Types.ServingStatus.Serving)
                return;
        }

        throw new InvalidOperationException($"The health of {serviceName} ended without its serving.");
    }

    private static DateTime Soon() => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;
}
