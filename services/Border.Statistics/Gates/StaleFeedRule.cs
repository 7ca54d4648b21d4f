using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>No feed that the figures come from is behind or away.</summary>
internal static class StaleFeedRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from feed in evidence.Bulletin.Query.Indicators.Select(indicator => indicator.Feed).Distinct()
        where evidence.Bulletin.Query.StaleFeeds.Contains(feed)
        let isRolledBack = evidence.Bulletin.Progress.Feeds.Any(progress => progress.Feed == feed && progress.RolledBack)
        select Found.Of(
            GateRule.StaleFeed,
            FindingSeverity.Blocking,
            isRolledBack
                ? $"The feed {feed} went back to an earlier state; records that are gone are counted, and new ones are not."
                : $"The feed {feed} is behind or away; its latest records may be missing.",
            isRolledBack ? $"数据源{feed}已退回到较早的状态：已丢失的记录仍计在内，新记录尚未计入。" : $"数据源{feed}滞后或中断，可能缺少最新记录。",
            evidence.Totals.Where(total => total.Indicator.Feed == feed).Select(Found.Figure));
}
