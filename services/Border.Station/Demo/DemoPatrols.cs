using Border.Patrols.V1;

namespace Border.Station.Demo;

/// <summary>A patrol of the demo that started.</summary>
internal sealed record DemoPatrol(string Id, DateOnly Day, int Number, bool IsJoint, DemoStation Station, string Unit, DateTimeOffset Start)
{
    public const string Kind = "patrol";
    public const string JointKind = "joint-patrol";

    public string Name => $"patrols/{Id}";

    /// <summary>The neighbour of a joint patrol. It is the first that is rolled for one.</summary>
    public string Counterpart => Dice.For($"{Kind} {Id}", Day, Number).Of(Station.Neighbours);

    public static DemoPatrol Of(bool isJoint, DateOnly day, int number)
    {
        var kind = isJoint ? JointKind : Kind;
        var dice = Dice.For(kind, day, number);
        var station = isJoint ? DemoAreas.Known.OnLand(dice) : DemoAreas.Known.Any(dice);
        return new(DemoIds.Record(kind, day, number), day, number, isJoint, station, station.PatrolUnit(dice), DemoTime.AtWork(day, dice));
    }
}

/// <summary>Patrols, as the units send them: planned, started, with what was seen, ended.</summary>
internal sealed class DemoPatrols(DemoTargets targets)
{
    private const int AmendEvery = 90;
    private const int VoidEvery = 70;
    private const int NeverStartedEvery = 25;
    private const int CancelEvery = 2 * NeverStartedEvery;

    private static readonly Weighted<PatrolType> Types = new(
        (PatrolType.Routine, 60), (PatrolType.SecondLine, 14), (PatrolType.CheckpointDuty, 12), (PatrolType.Maritime, 7),
        (PatrolType.LawEnforcementOperation, 5), (PatrolType.Exercise, 2));

    private static readonly Weighted<TransportMode> Transports = new(
        (TransportMode.Foot, 40), (TransportMode.Vehicle, 34), (TransportMode.Motorcycle, 12), (TransportMode.Horse, 6),
        (TransportMode.Snow, 3), (TransportMode.Aircraft, 5));

    private static readonly Weighted<ObservationCategory> Sights = new(
        (ObservationCategory.Footprints, 34), (ObservationCategory.HiddenPath, 20), (ObservationCategory.DamagedFacility, 18),
        (ObservationCategory.Vehicle, 12), (ObservationCategory.Vessel, 8), (ObservationCategory.Drone, 5),
        (ObservationCategory.FrozenRiverCrossing, 3));

    private readonly Timeline<SubmitPatrolsRequest> _timeline = new();

    public IEnumerable<SubmitPatrolsRequest> Requests()
    {
        var days = DemoDays.Field2021;
        for (var index = 0; index < days.Count; index++)
        {
            var day = days.Day(index);
            for (var number = 0; number < days.On(targets.Patrols - targets.JointPatrols, index); number++)
                Add(DemoPatrol.Of(isJoint: false, day, number), days.Before(targets.Patrols - targets.JointPatrols, index) + number);
            for (var number = 0; number < days.On(targets.JointPatrols, index); number++)
                Add(DemoPatrol.Of(isJoint: true, day, number), days.Before(targets.JointPatrols, index) + number);
            foreach (var request in _timeline.Until(DemoTime.EndOf(day)))
                yield return request;
        }

        foreach (var request in _timeline.Until(DateTimeOffset.MaxValue))
            yield return request;
    }

    private void Add(DemoPatrol tour, int number)
    {
        var dice = Dice.For($"{DemoPatrol.Kind} {tour.Id}", tour.Day, tour.Number);
        var patrol = Planned(tour, dice);
        if (number % AmendEvery == 1)
            AddMistyped(tour, patrol, dice);
        else
            Create(patrol.PlanTime.ToDateTimeOffset().AddHours(-20), tour.Id, patrol);
        Run(tour, tour.Id, patrol.Transport, dice);
        if (number % VoidEvery == 2)
            AddTwice(tour, patrol, dice);
        if (number % NeverStartedEvery == 3)
            AddNeverStarted(tour, patrol, number);
    }

    private void AddNeverStarted(DemoPatrol tour, Patrol patrol, int number)
    {
        var id = $"{tour.Id}-off";
        Create(tour.Start.AddDays(-1), id, patrol);
        if (number % CancelEvery == 3)
            _timeline.Add(tour.Start.AddHours(-3), DemoPlans.Cancel(id, number));
    }

    private static Patrol Planned(DemoPatrol tour, Dice dice)
    {
        var type = tour.IsJoint ? PatrolType.Joint : Types.Roll(dice);
        var patrol = new Patrol
        {
            Unit = tour.Unit,
            Area = tour.Station.Code,
            Type = type,
            CounterpartCountry = tour.IsJoint ? dice.Of(tour.Station.Neighbours) : "",
            Transport = type == PatrolType.Maritime ? TransportMode.Boat : Transports.Roll(dice),
            OfficerCount = dice.Between(3, 14),
            PlanTime = DemoTime.Stamp(tour.Start.AddMinutes(-dice.Between(0, 40))),
        };
        DemoPlans.Complete(tour, patrol);
        return patrol;
    }

    private void Create(DateTimeOffset time, string id, Patrol patrol) =>
        _timeline.Add(time, new() { Create = new() { PatrolId = id, Patrol = patrol, RequestId = $"{id}-plan" } });

    private void Run(DemoPatrol tour, string id, TransportMode transport, Dice dice)
    {
        var name = $"patrols/{id}";
        _timeline.Add(tour.Start, new() { Start = new() { Name = name, StartTime = DemoTime.Stamp(tour.Start), RequestId = $"{id}-start" } });
        var seen = dice.Chance(35) ? 1 : dice.Chance(10) ? 2 : 0;
        for (var number = 1; number <= seen; number++)
            Observe(name, $"{id}-seen-{number}", tour, tour.Start.AddMinutes(number * dice.Between(20, 60)), dice);
        var end = tour.Start.AddMinutes(dice.Between(150, 540));
        new DemoLegs(tour, id, _timeline).Add(transport, end);
        _timeline.Add(end, new()
        {
            End = new() { Name = name, EndTime = DemoTime.Stamp(end), FinalPosition = DemoLegs.EndOf(tour), RequestId = $"{id}-end" },
        });
        if (id == tour.Id && DemoTracks.Of(tour, end) is { } track)
            _timeline.Add(end.AddMinutes(5), track);
    }

    private void Observe(string name, string id, DemoPatrol tour, DateTimeOffset time, Dice dice) => _timeline.Add(time, new()
    {
        AddObservation = new()
        {
            Name = name,
            Observation = new()
            {
                Id = id[^6..],
                Category = Sights.Roll(dice),
                Severity = dice.Of([Severity.Low, Severity.Low, Severity.Medium, Severity.High]),
                ObserveTime = DemoTime.Stamp(time),
                Position = tour.Station.Near(dice),
            },
            RequestId = id,
        },
    });

    /// <summary>Planned for the wrong place, and mended before it starts.</summary>
    private void AddMistyped(DemoPatrol tour, Patrol patrol, Dice dice)
    {
        var wrong = patrol.Clone();
        wrong.Area = tour.Station.Colleague(dice).Code;
        wrong.OfficerCount = 1;
        Create(tour.Start.AddHours(-20), tour.Id, wrong);
        _timeline.Add(tour.Start.AddHours(-19), new()
        {
            Amend = new()
            {
                Patrol = new() { Name = tour.Name, Etag = "1", Area = patrol.Area, OfficerCount = patrol.OfficerCount },
                UpdateMask = new() { Paths = { "area", "officer_count" } },
                Reason = "Planned for another station by mistake.",
                RequestId = $"{tour.Id}-amend",
            },
        });
    }

    /// <summary>Recorded by two officers; the second record is voided.</summary>
    private void AddTwice(DemoPatrol tour, Patrol patrol, Dice dice)
    {
        var id = DemoIds.Twice(tour.Id);
        Create(tour.Start.AddHours(-2), id, patrol);
        Run(tour, id, patrol.Transport, dice);
        _timeline.Add(tour.Start.AddDays(1), new()
        {
            Void = new() { Name = $"patrols/{id}", Reason = $"The same tour as {tour.Id}.", RequestId = $"{id}-void" },
        });
    }
}
