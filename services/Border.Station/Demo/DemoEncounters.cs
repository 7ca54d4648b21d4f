using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>Makes up encounters: where, when, who, by what means, and what became of the person.</summary>
internal sealed class DemoEncounters(DemoTargets targets)
{
    private const int OnPatrolPercent = 4;
    private const int LastIceMonth = 3;
    private const double IceLatitude = 40;

    private static readonly Weighted<CrossingMeans> Means = new(
        (CrossingMeans.Foot, 46), (CrossingMeans.Vehicle, 22), (CrossingMeans.Boat, 11), (CrossingMeans.Concealed, 7),
        (CrossingMeans.Port, 7), (CrossingMeans.Swimming, 3), (CrossingMeans.Ice, 2), (CrossingMeans.RailOrAir, 2));

    private static readonly Weighted<Disposition> Dispositions = new(
        (Disposition.Detained, 47), (Disposition.HandedOver, 37), (Disposition.Released, 8), (Disposition.ReferredHealth, 6),
        (Disposition.ReferredMinors, 1), (Disposition.ReferredProtection, 1));

    private static readonly string[] Distant = ["NGA", "PHL", "IDN", "BGD", "THA", "UKR", "KEN", "EGY"];

    public (Interception Record, DemoStation Station) Of(InterceptionKind kind, DateOnly day, Dice dice)
    {
        var (station, unit, time, patrol) = Place(kind, day, dice);
        var record = new Interception
        {
            Unit = unit,
            Area = station.Code,
            InterceptTime = DemoTime.Stamp(time),
            Position = dice.Chance(40) ? station.Near(dice) : null,
            Direction = kind.Direction,
            Means = kind.IsCrossing ? MeansAt(station, day, dice) : CrossingMeans.Unspecified,
            Citizenship = kind.Citizenship,
            Disposition = kind.IsPersuaded ? Disposition.PersuadedToReturn : Dispositions.Roll(dice),
            Patrol = patrol,
            Identity = DemoNames.Claimed(kind.Citizenship == CitizenshipStatus.National, Country(kind.Citizenship, station, dice), dice),
        };
        record.Conducts.AddRange(kind.Conducts);
        return (record, station);
    }

    private (DemoStation, string Unit, DateTimeOffset, string Patrol) Place(InterceptionKind kind, DateOnly day, Dice dice)
    {
        var patrols = DemoDays.Field2021.On(targets.Patrols - targets.JointPatrols, day);
        if (patrols > 0 && kind.IsCrossing && dice.Chance(OnPatrolPercent))
        {
            var patrol = DemoPatrol.Of(isJoint: false, day, dice.Below(patrols));
            var time = DemoTime.Earlier(patrol.Start.AddMinutes(dice.Between(10, 140)), DemoTime.EndOf(day));
            return (patrol.Station, patrol.Unit, time, patrol.Name);
        }

        var station = DemoAreas.Known.Any(dice);
        return (station, station.PatrolUnit(dice), kind.IsCrossing ? DemoTime.AtNight(day, dice) : DemoTime.AtWork(day, dice), "");
    }

    private static CrossingMeans MeansAt(DemoStation station, DateOnly day, Dice dice)
    {
        var means = Means.Roll(dice);
        var isFrozen = day.Month <= LastIceMonth && station.Latitude > IceLatitude;
        return means == CrossingMeans.Ice && !isFrozen ? CrossingMeans.Foot : means;
    }

    private static string Country(CitizenshipStatus citizenship, DemoStation station, Dice dice) => citizenship switch
    {
        CitizenshipStatus.National => "CHN",
        CitizenshipStatus.Stateless => "XXA",
        CitizenshipStatus.Unknown => "",
        _ => station.Neighbours.Count > 0 && dice.Chance(94) ? dice.Of(station.Neighbours) : dice.Of(Distant),
    };
}
