using Border.Statistics.Bulletins;
using Border.Statistics.Disclosure;
using Border.Statistics.Figures;
using Border.Statistics.Releases;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>A total that is suppressed in a published table of the area above is printed neither as a headline nor as its base.</summary>
internal static class DisclosureRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from release in evidence.Published
        where AreaTree.IsBelow(release.Area, evidence.Bulletin.Area)
        from table in release.Content.Tables
        from total in evidence.Totals
        where SharedCells.ColumnOf(table, total.Indicator) is { } column && IsSuppressed(table, evidence.Bulletin.Area, column)
        from finding in Printed(evidence, release, total)
        select finding;

    private static bool IsSuppressed(ReleaseTable table, string area, int column) =>
        table.Rows.Any(row => row.Area == area && !row.Remainder && row.Cells[column].Suppressed);

    private static IEnumerable<Finding> Printed(GateEvidence evidence, Release release, FigureRow total)
    {
        var (name, area) = (total.Indicator.Name, evidence.Bulletin.AreaName);
        if (release.Days().Overlaps(evidence.Bulletin.Query.Period.Range))
        {
            yield return Found.Of(
                GateRule.Disclosure,
                FindingSeverity.Blocking,
                $"{name.En} of {area.En} is suppressed in {release.Name}; printing it would give a small number away.",
                $"{area.Zh}{name.Zh}在{release.Name}中不予公布，公布会泄露小数目。",
                Found.Figure(total));
        }

        foreach (var basis in total.Comparisons.Where(basis => basis.Base is not null && release.Days().Overlaps(basis.Period.Range)))
        {
            var period = PeriodNames.Of(basis.Period);
            yield return Found.Of(
                GateRule.Disclosure,
                FindingSeverity.Blocking,
                $"{name.En} of {area.En} in {period.En} is suppressed in {release.Name}; printing it as a base would give a small number away. Compare with another period.",
                $"{area.Zh}{period.Zh}{name.Zh}在{release.Name}中不予公布，作为基期公布会泄露小数目，请改用其他基期。",
                Found.Base(total, basis));
        }
    }
}
