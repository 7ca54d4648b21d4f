using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>The rules that a bulletin goes through before it is released, in the order in which they are told.</summary>
internal static class GateRules
{
    private static readonly Func<GateEvidence, IEnumerable<Finding>>[] All =
    [
        PartsDifferRule.Find,
        CopiedFromBaseRule.Find,
        WeightAndCountRule.Find,
        CumulativeFallRule.Find,
        SilentAreasRule.Find,
        ZeroContradictedRule.Find,
        StaleFeedRule.Find,
        RecountDriftRule.Find,
        DisclosureRule.Find,
    ];

    public static IReadOnlyList<Finding> Find(GateEvidence evidence) => [.. All.SelectMany(rule => rule(evidence))];

    public static bool Blocks(Finding finding) => finding.Severity == FindingSeverity.Blocking;
}
