using System.Globalization;
using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>
/// Persons apart from the encounters: met twice under two names and recognised; registered from a file and perhaps met, which waits
/// for somebody to decide; registered by two units and merged.
/// </summary>
internal sealed class DemoPersons
{
    private const int DaysBetween = 9;
    private const int EveryDays = 6;
    private const string Officer = "demo-registrar";

    private readonly InterceptionKind _kind;
    private readonly DemoInterceptions _encounters;
    private readonly List<SubmitInterceptionsRequest> _recognised = [];
    private readonly List<SubmitInterceptionsRequest> _registered = [];
    private readonly List<SubmitInterceptionsRequest> _merged = [];

    public DemoPersons(DemoTargets targets)
    {
        _kind = InterceptionKind.Of(targets).First(kind => kind.Citizenship == CitizenshipStatus.Foreign);
        _encounters = new(targets);
        var days = DemoDays.Field2021;
        for (var index = 0; index + DaysBetween < days.Count; index += EveryDays)
        {
            if (_kind.On(days.Day(index)) > 0 && _kind.On(days.Day(index + DaysBetween)) > 0)
                Add(days.Day(index), days.Day(index + DaysBetween), index / EveryDays % 5);
        }
    }

    public IReadOnlyList<DemoTurn<SubmitInterceptionsRequest>> Turns => [new(Officer, _recognised), new(Officer, _registered), new(Officer, _merged)];

    private void Add(DateOnly day, DateOnly later, int way)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"demo-person-{day:yyyyMMdd}");
        var first = _encounters.Settled(_kind, day);
        if (way < 3)
            MeetTwice(id, first, day, later);
        else
            Register(id, first);
        if (way == 4)
            Merge(id, first);
    }

    private void MeetTwice(string id, Interception first, DateOnly day, DateOnly later)
    {
        Recognise(id, day);
        Recognise(id, later);
        Register(id, first);
        var claim = _encounters.Settled(_kind, later).Identity.Claims[0];
        _registered.Add(new() { AddClaim = new() { Name = $"persons/{id}", Claim = claim, RequestId = $"{id}-claim" } });
    }

    private void Recognise(string id, DateOnly day)
    {
        var interception = DemoIds.Record(_kind.Name, day, 0);
        _recognised.Add(new()
        {
            Amend = new()
            {
                Interception = new() { Name = $"interceptions/{interception}", Etag = _encounters.EtagOf(_kind, day), Person = $"persons/{id}" },
                UpdateMask = new() { Paths = { "person" } },
                Reason = "Recognised by the photograph.",
                RequestId = $"{interception}-person",
            },
        });
    }

    private void Register(string id, Interception first) => _registered.Add(new()
    {
        RegisterPerson = new()
        {
            PersonId = id,
            Person = new() { Unit = first.Unit, Area = first.Area, RegisterTime = first.InterceptTime, Identity = first.Identity },
            RequestId = $"{id}-register",
        },
    });

    private void Merge(string id, Interception first)
    {
        var twice = DemoIds.Twice(id);
        Register(twice, first);
        _merged.Add(new()
        {
            MergePersons = new() { Name = $"persons/{twice}", Survivor = $"persons/{id}", Reason = "One passport, registered by two units.", RequestId = $"{twice}-merge" },
        });
    }
}
