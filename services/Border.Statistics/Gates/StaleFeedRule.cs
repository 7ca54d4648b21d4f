using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>No feed that the figures come from is behind or away.</summary>
internal static class StaleFeedRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from feed in evidence.Bulletin.Query.Indicators.Select(indicator => indicator.Feed).Distinct()
        where evidence.Bulletin.Query.StaleFeeds.Contains(feed)
        select Found.Of(
            GateRule.StaleFeed,
            FindingSeverity.Blocking,
            $"The feed {feed} is behind or away; its latest records may be missing.",
            $"数据源{feed}滞后或中断，可能缺少最新记录。",
            evidence.Totals.Where(total => total.Indicator.Feed == feed).Select(Found.Figure));
}
