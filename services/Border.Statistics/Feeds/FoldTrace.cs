using System.Diagnostics;

namespace Border.Statistics.Feeds;

/// <summary>
/// The span of one fold. It belongs to no single request, so each request whose record is folded gets a span of its own in
/// its own trace, linked to the fold: the way from a submission to the figures is one trace.
/// </summary>
internal sealed class FoldTrace : IDisposable
{
    private readonly Activity? _fold;
    private readonly List<Activity> _requests = [];

    private FoldTrace(Activity? fold) => _fold = fold;

    public static FoldTrace Start(string feed, IEnumerable<string> traceParents, int maxTraces)
    {
        // The follower has no request of its own: whatever is current here began when the process did.
        Activity.Current = null;
        var trace = new FoldTrace(Telemetry.Source.StartActivity($"fold {feed}"));
        if (trace._fold is null)
            return trace;
        foreach (var parent in traceParents.Where(parent => parent.Length > 0).Distinct().Take(maxTraces))
            trace.Add(feed, parent);
        // What the database tells of itself belongs to the fold, not to the last of the requests.
        Activity.Current = trace._fold;
        return trace;
    }

    public void Dispose()
    {
        foreach (var request in _requests)
            request.Dispose();
        _fold?.Dispose();
    }

    private void Add(string feed, string traceParent)
    {
        if (!ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent))
            return;
        var links = new[] { new ActivityLink(_fold!.Context) };
        if (Telemetry.Source.StartActivity($"count {feed}", ActivityKind.Consumer, parent, links: links) is { } request)
            _requests.Add(request);
    }
}
