using System.Collections.Concurrent;
using System.Diagnostics;
using Border.Statistics.Feeds;

namespace Border.Statistics.Tests.Service;

public sealed class FoldTraceTests
{
    [Fact]
    public void Start_TracedRequests_GetASpanInTheirOwnTraceLinkedToTheFold()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Border.Statistics",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        string[] parents =
        [
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "",
            "nonsense",
        ];

        FoldTrace.Start("test-feed", parents, maxTraces: 10).Dispose();

        // Other tests of this process fold real feeds meanwhile.
        var mine = spans.Where(span => span.OperationName.EndsWith("test-feed", StringComparison.Ordinal)).ToList();
        var fold = Assert.Single(mine, span => span.OperationName == "fold test-feed");
        var requests = mine.Where(span => span.OperationName == "count test-feed").ToList();
        Assert.Equal(
            ["0af7651916cd43dd8448eb211c80319c", "1af7651916cd43dd8448eb211c80319c"],
            requests.Select(span => span.TraceId.ToString()).Order());
        Assert.All(requests, span => Assert.Equal(fold.SpanId, Assert.Single(span.Links).Context.SpanId));
    }

    [Fact]
    public void Start_NobodyListens_IsNothing() => Assert.Null(Record.Exception(() => FoldTrace.Start("quiet", ["x"], 1).Dispose()));
}
