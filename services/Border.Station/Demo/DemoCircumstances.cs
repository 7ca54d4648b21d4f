using Border.Seizures.V1;

namespace Border.Station.Demo;

/// <summary>How the goods of some seizures came to where they were taken.</summary>
internal static class DemoCircumstances
{
    private const int KnownPercent = 40;

    private static readonly (PlaceType Place, Transport Transport, Concealment Concealment, string Note)[] OnLand =
    [
        (PlaceType.Road, Transport.RoadVehicle, Concealment.Vehicle, "Behind a false wall of the load floor."),
        (PlaceType.Road, Transport.RoadVehicle, Concealment.AmongGoods, "Among sacks of rice."),
        (PlaceType.GreenBorder, Transport.OnFoot, Concealment.Luggage, ""),
        (PlaceType.GreenBorder, Transport.Animal, Concealment.None, ""),
        (PlaceType.BorderCrossing, Transport.RoadVehicle, Concealment.Container, ""),
        (PlaceType.PostalFacility, Transport.Mail, Concealment.Parcel, "Inside a lamp."),
        (PlaceType.Dwelling, Transport.None, Concealment.Building, "Under the floor."),
    ];

    private static readonly (PlaceType Place, Transport Transport, Concealment Concealment, string Note)[] AtSea =
    [
        (PlaceType.OpenWater, Transport.Sea, Concealment.Vessel, "In the fuel tank."),
        (PlaceType.Seaport, Transport.Sea, Concealment.Container, ""),
        (PlaceType.Business, Transport.None, Concealment.Building, ""),
    ];

    /// <param name="countries">The neighbours by land; none on the coast.</param>
    public static void Complete(Seizure record, IReadOnlyList<string> countries, Dice dice)
    {
        if (!dice.Chance(KnownPercent))
            return;
        var (place, transport, concealment, note) = dice.Of(countries.Count > 0 ? OnLand : AtSea);
        record.Circumstances = new()
        {
            PlaceType = place,
            Transport = transport,
            Concealment = concealment,
            ConcealmentNote = note,
            DepartureCountry = countries.Count > 0 ? dice.Of(countries) : "",
            DestinationCountry = "CHN",
            Packages = dice.Between(1, 60),
        };
    }
}
