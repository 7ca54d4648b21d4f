using Border.Statistics.Figures;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>A total that is suppressed in a published table of the area above is not printed as a headline.</summary>
internal static class DisclosureRule
{
    public static IEnumerable<Finding> Find(GateEvidence evidence) =>
        from release in evidence.Published
        where AreaTree.IsBelow(release.Area, evidence.Bulletin.Area)
        from table in release.Content.Tables
        from row in table.Rows
        where row.Area == evidence.Bulletin.Area && !row.Remainder && row.Cells[0].Suppressed
        let total = evidence.Totals.FirstOrDefault(total => total.Indicator.Code == table.Indicator)
        where total is not null
        select Found.Of(
            GateRule.Disclosure,
            FindingSeverity.Blocking,
            $"{total.Indicator.Name.En} of {evidence.Bulletin.AreaName.En} is suppressed in {release.Name}; printing it would give a small number away.",
            $"{evidence.Bulletin.AreaName.Zh}{total.Indicator.Name.Zh}在{release.Name}中不予公布，公布会泄露小数目。",
            Found.Figure(total));
}
