using Border.Patrols.V1;

namespace Border.Patrols.Boundaries;

/// <summary>Writes what was covered as the contract has it.</summary>
internal static class CoverageMessages
{
    /// <param name="asked">The places of the sections that are told, in order.</param>
    public static Coverage Of(BoundaryMap map, CoveredStretches covered, IReadOnlyList<int> asked, double tolerance, int trackCount)
    {
        var sections = asked.Select(place => SectionOf(map.Sections[place], covered.MetersOf(place))).ToList();
        return new Coverage
        {
            Total = Together(sections),
            Areas =
            {
                sections.GroupBy(section => section.Area).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new AreaCoverage { Area = group.Key, Covered = Together(group) }),
            },
            Sections = { sections },
            ToleranceMeters = tolerance,
            BoundaryEtag = map.Etag,
            TrackCount = trackCount,
        };
    }

    public static void LeaveOutWhatIsNotCovered(Coverage coverage)
    {
        List<AreaCoverage> areas = [.. coverage.Areas.Where(area => area.Covered.CoveredMeters > 0)];
        List<SectionCoverage> sections = [.. coverage.Sections.Where(section => section.Covered.CoveredMeters > 0)];
        coverage.Areas.Clear();
        coverage.Areas.AddRange(areas);
        coverage.Sections.Clear();
        coverage.Sections.AddRange(sections);
    }

    private static SectionCoverage SectionOf(BoundarySection section, double covered) => new()
    {
        Section = section.Name,
        Area = section.Area,
        DisplayName = section.DisplayName,
        Covered = Length(section.LengthMeters, covered),
    };

    private static CoveredLength Together(IEnumerable<SectionCoverage> sections)
    {
        var lengths = sections.Select(section => section.Covered).ToList();
        return Length(lengths.Sum(length => length.LengthMeters), lengths.Sum(length => length.CoveredMeters));
    }

    // Rounding must not tell of more than there is.
    private static CoveredLength Length(double length, double covered) =>
        new() { LengthMeters = length, CoveredMeters = Math.Min(covered, length), Share = length > 0 ? Math.Min(1, covered / length) : 0 };
}
