using Border.Patrols.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>An invented stretch of boundary for each station: it runs past it from west to east, and nowhere near the real one.</summary>
internal static class DemoBoundary
{
    private const int Places = 12;
    private const double Step = 0.01;
    private const int WestOfTheStation = 5;

    public static ImportBoundaryRequest Import(IEnumerable<DemoStation> stations) =>
        new() { Sections = { stations.Select(Section) }, RequestId = "demo-boundary" };

    /// <summary>Where the boundary of a station is, and a patrol along it may begin.</summary>
    public static Position Place(DemoStation station, int number) => new()
    {
        Latitude = Math.Round(station.Latitude + (((number * 7 % 5) - 2) * 0.0002), 5),
        Longitude = Math.Round(station.Longitude + ((number - WestOfTheStation) * Step), 5),
    };

    /// <summary>Any such place.</summary>
    public static Position Place(DemoStation station, Dice dice) => Place(station, dice.Below(Places - 2));

    private static BoundarySection Section(DemoStation station) => new()
    {
        Id = $"demo-{station.Code.Replace('.', '-')}",
        Area = station.Code,
        DisplayName = new() { En = $"Boundary of station {station.Code}", Zh = $"{station.Code}站界段" },
        Lines = { new BoundaryLine { Positions = { Enumerable.Range(0, Places).Select(number => Place(station, number)) } } },
    };
}
