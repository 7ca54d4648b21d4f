using Border.Statistics.V1;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;

namespace Border.SystemTests.Samples;

/// <summary>
/// Releases that the tests bring along, by another actor than the hostile one, who signs them. Each request about one has some of its
/// own: what one does to a release ends what others could do to it. They are of a day of which nothing is recorded.
/// </summary>
internal static class SampleReleases
{
    private const int OfEach = 8;
    private const string Day = "2018-05-20";

    private static readonly Metadata Another = new() { { "border-actor", "another" } };

    private static readonly MessageDescriptor[] Drafts = [RefreshReleaseRequest.Descriptor, SignReleaseRequest.Descriptor];
    private static readonly MessageDescriptor[] Signed = [PublishReleaseRequest.Descriptor];
    private static readonly MessageDescriptor[] Published = [WithdrawReleaseRequest.Descriptor, GetRevisionsRequest.Descriptor, GetReleaseRequest.Descriptor];

    /// <summary>The releases of each request that names one.</summary>
    public static IReadOnlyDictionary<string, string[]> Names { get; } = Drafts.Concat(Signed).Concat(Published).ToDictionary(
        request => $"{request.FullName}.name", request => Enumerable.Range(1, OfEach).Select(i => $"releases/{request.Name.ToLowerInvariant()}-{i}").ToArray());

    public static async Task PublishAsync(GrpcChannel channel)
    {
        ReleaseService.ReleaseServiceClient releases = new(channel);
        await NoFeedIsStaleAsync(new(channel));
        foreach (var name in Of([.. Drafts, .. Signed, .. Published]))
            await releases.DraftReleaseAsync(new() { ReleaseId = name["releases/".Length..], Period = Day, RequestId = $"{name}-draft" }, Another);
        foreach (var name in Of([.. Signed, .. Published]))
            await releases.SignReleaseAsync(new() { Name = name, RequestId = $"{name}-sign" });
        foreach (var name in Of(Published))
            await releases.PublishReleaseAsync(new() { Name = name, RequestId = $"{name}-publish" });
    }

    private static IEnumerable<string> Of(MessageDescriptor[] requests) => requests.SelectMany(request => Names[$"{request.FullName}.name"]);

    // The gate lets nothing through before the feeds have been heard of.
    private static async Task NoFeedIsStaleAsync(StatisticsService.StatisticsServiceClient statistics)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 1200; tries++)
        {
            if (!(await statistics.GetProgressAsync(new())).Feeds.Any(feed => feed.Stale))
                return;
            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException($"Feeds are stale: {await statistics.GetProgressAsync(new())}");
    }
}
