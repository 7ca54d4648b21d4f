namespace Border.Patrols.Boundaries;

/// <summary>A box of latitudes and longitudes, and the cells of a grid of hundredths of degrees that it touches.</summary>
internal readonly record struct GroundBox(double South, double West, double North, double East)
{
    private const double CellsADegree = 100;
    private const int CellsAround = 36_000;

    public static GroundBox Of(GroundPart part) => new(
        Math.Min(part.FromLatitude, part.ToLatitude), Math.Min(part.FromLongitude, part.ToLongitude),
        Math.Max(part.FromLatitude, part.ToLatitude), Math.Max(part.FromLongitude, part.ToLongitude));

    public GroundBox Grown(double north, double east) => new(South - north, West - east, North + north, East + east);

    public IEnumerable<(int North, int East)> Cells()
    {
        for (var north = Cell(South); north <= Cell(North); north++)
        {
            // East of 180 degrees comes what is east of -180.
            for (var east = Cell(West); east <= Cell(East); east++)
                yield return (north, ((east % CellsAround) + CellsAround) % CellsAround);
        }
    }

    private static int Cell(double degrees) => (int)Math.Floor(degrees * CellsADegree);
}
