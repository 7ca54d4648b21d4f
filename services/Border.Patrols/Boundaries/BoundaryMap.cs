using Border.Patrols.V1;

namespace Border.Patrols.Boundaries;

/// <summary>
/// The boundary as one import left it, so that what lies near a way is found at once: each piece is noted in the cells from
/// which it may be covered.
/// </summary>
internal sealed class BoundaryMap
{
    /// <summary>No boundary is nearer to the poles, where degrees of longitude shrink to nothing.</summary>
    public const double MostLatitude = 85;

    // The widest tolerance, and some more.
    private const double NearMostLatitude = MostLatitude + 0.1;

    // Around a piece the degrees of longitude are a little shorter on the side of the pole.
    private const double Margin = 1.02;

    private readonly Dictionary<(int North, int East), List<BoundaryPiece>> _cells = [];
    private readonly double _tolerance;

    /// <param name="etag">That of the boundary as a whole.</param>
    /// <param name="tolerance">Within how many metres a way covers.</param>
    public BoundaryMap(string etag, IEnumerable<BoundarySection> sections, double tolerance)
    {
        (Etag, _tolerance) = (etag, tolerance);
        Sections = [.. sections.Where(section => !section.IsRetired).OrderBy(section => section.Id, StringComparer.Ordinal)];
        for (var place = 0; place < Sections.Count; place++)
        {
            foreach (var piece in Pieces(Sections[place], place))
                Note(piece);
            // They were cut into the pieces.
            Sections[place].Lines.Clear();
        }
    }

    public string Etag { get; }

    /// <summary>Without their lines, in the order of their ids.</summary>
    public IReadOnlyList<BoundarySection> Sections { get; }

    /// <summary>Which stretches of which sections a way covers; some of them more than once.</summary>
    public IEnumerable<(int Section, double From, double To)> CoveredBy(GroundPart way)
    {
        if (Math.Max(Math.Abs(way.FromLatitude), Math.Abs(way.ToLatitude)) > NearMostLatitude)
            yield break;
        foreach (var cell in GroundBox.Of(way).Cells())
        {
            if (!_cells.TryGetValue(cell, out var pieces))
                continue;
            foreach (var piece in pieces)
            {
                if (piece.Near(way, _tolerance) is { } near)
                    yield return (piece.Section, near.From, near.To);
            }
        }
    }

    /// <summary>The pieces of a section, in order, each from where the one before ends.</summary>
    public static IEnumerable<BoundaryPiece> Pieces(BoundarySection section, int place)
    {
        var start = 0.0;
        foreach (var positions in section.Lines.Select(line => line.Positions))
        {
            foreach (var part in positions.Zip(positions.Skip(1), GroundPart.Between).SelectMany(parts => parts))
            {
                var piece = new BoundaryPiece(place, start, part);
                start += piece.Length;
                if (piece.Length > 0)
                    yield return piece;
            }
        }
    }

    private void Note(BoundaryPiece piece)
    {
        foreach (var cell in piece.Box(_tolerance * Margin).Cells())
        {
            if (!_cells.TryGetValue(cell, out var pieces))
                _cells.Add(cell, pieces = []);
            pieces.Add(piece);
        }
    }
}
