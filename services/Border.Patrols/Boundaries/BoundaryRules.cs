using Border.Patrols.V1;
using Border.ServiceDefaults.Errors;
using Border.Type.V1;

namespace Border.Patrols.Boundaries;

/// <summary>What a section of the boundary must be, beyond what its fields say.</summary>
internal static class BoundaryRules
{
    private const int MostPositions = 10_000;
    private const double LeastMeters = 1;
    private const double MostMeters = 2_000_000;

    /// <summary>Sections as they are kept: without what only the server sets, and with their lengths.</summary>
    /// <exception cref="RefusalException">Some are at fault; it names all of these.</exception>
    public static IReadOnlyList<BoundarySection> Checked(IReadOnlyList<BoundarySection> sent)
    {
        var faults = new FieldFaults();
        var sections = new List<BoundarySection>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sent.Count; i++)
        {
            if (!ids.Add(sent[i].Id))
                faults.Add($"sections[{i}].id", "comes twice in the request");
            var section = Of(sent[i]);
            if (FaultOf(section) is { } fault)
                faults.Add($"sections[{i}].lines", fault);
            else if ((section.LengthMeters = BoundaryMap.Pieces(section, place: 0).Sum(piece => piece.Length)) is < LeastMeters or > MostMeters)
                faults.Add($"sections[{i}].lines", "must be 1 to 2,000,000 metres long together");
            sections.Add(section);
        }

        faults.ThrowIfAny();
        return sections;
    }

    // Before anything is cut into pieces, of which there could be very many.
    private static string? FaultOf(BoundarySection section)
    {
        if (section.Lines.Any(line => line.Positions.Count < 2))
            return "must have two positions each at least";
        if (section.Lines.Sum(line => line.Positions.Count) > MostPositions)
            return "must have at most 10,000 positions together";
        if (section.Lines.SelectMany(line => line.Positions).Any(position => Math.Abs(position.Latitude) > BoundaryMap.MostLatitude))
            return "must not lie beyond 85 degrees north or south";
        return section.Lines.Sum(line => line.Positions.Zip(line.Positions.Skip(1), GroundPart.MostMetersBetween).Sum()) > 2 * MostMeters
            ? "must be 1 to 2,000,000 metres long together"
            : null;
    }

    private static BoundarySection Of(BoundarySection sent) => new()
    {
        Name = BoundaryKinds.SectionName(sent.Id),
        Id = sent.Id,
        Area = sent.Area,
        DisplayName = sent.DisplayName,
        Lines = { sent.Lines.Select(line => new BoundaryLine { Positions = { line.Positions.Select(Place) } }) },
        IsRetired = sent.IsRetired,
    };

    private static Position Place(Position sent) => new() { Latitude = sent.Latitude, Longitude = sent.Longitude };
}
