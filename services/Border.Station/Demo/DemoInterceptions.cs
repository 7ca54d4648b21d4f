using System.Globalization;
using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>Interceptions, as the units send them, with the mistakes that they mend.</summary>
internal sealed class DemoInterceptions(DemoTargets targets)
{
    private const int AmendEvery = 200;
    private const int VoidEvery = 300;

    private readonly Timeline<SubmitInterceptionsRequest> _timeline = new();
    private readonly DemoEncounters _encounters = new(targets);

    public IEnumerable<SubmitInterceptionsRequest> Requests()
    {
        var kinds = InterceptionKind.Of(targets);
        var days = DemoDays.Field2021;
        yield return Watch(kinds.First(kind => kind.Citizenship == CitizenshipStatus.Foreign), days);
        for (var index = 0; index < days.Count; index++)
        {
            foreach (var kind in kinds)
            {
                var before = days.Before(kind.Count, index);
                for (var number = 0; number < days.On(kind.Count, index); number++)
                    Add(kind, days.Day(index), number, before + number);
            }

            foreach (var request in _timeline.Until(DemoTime.EndOf(days.Day(index))))
                yield return request;
        }

        foreach (var request in _timeline.Until(DateTimeOffset.MaxValue))
            yield return request;
    }

    private SubmitInterceptionsRequest Watch(InterceptionKind kind, DemoDays days) => DemoWatch.Notice(Settled(kind, days.Last).Identity, days);

    /// <summary>The first encounter of a kind on a day, as it is in the end.</summary>
    public Interception Settled(InterceptionKind kind, DateOnly day)
    {
        var (record, _) = _encounters.Of(kind, day, Dice.For(kind.Name, day, 0));
        Complete(kind, day, 0, record);
        return record;
    }

    /// <summary>The etag of the first encounter of a kind on a day, when all that was sent about it is carried out.</summary>
    public string EtagOf(InterceptionKind kind, DateOnly day)
    {
        var (id, alone) = (DemoIds.Record(kind.Name, day, 0), new DemoInterceptions(targets));
        alone.Add(kind, day, 0, DemoDays.Field2021.Before(kind.Count, day));
        return alone._timeline.Until(DateTimeOffset.MaxValue).Count(request => IsAbout(request, id)).ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsAbout(SubmitInterceptionsRequest request, string id) =>
        request.Register?.InterceptionId == id || (request.Amend?.Interception.Name ?? request.RecordReferral?.Name) == $"interceptions/{id}";

    private void Add(InterceptionKind kind, DateOnly day, int number, int serial)
    {
        var id = DemoIds.Record(kind.Name, day, number);
        var dice = Dice.For(kind.Name, day, number);
        var (record, station) = _encounters.Of(kind, day, dice);
        Complete(kind, day, number, record);
        var time = record.InterceptTime.ToDateTimeOffset();
        if (serial % AmendEvery == 1)
        {
            AddMistaken(id, record, station, serial / AmendEvery, time, dice);
        }
        else
        {
            var depth = Dice.For($"{kind.Name} depth", day, number);
            DemoFindings.Complete(record, depth);
            if (serial % VoidEvery != 2)
                new DemoNeeds(_timeline).AddLater(id, record, depth);
            Register(time, id, record);
        }

        if (serial % VoidEvery == 2)
            AddTwice(id, record, time);
    }

    /// <summary>What more than the main facts is known of some encounters.</summary>
    private void Complete(InterceptionKind kind, DateOnly day, int number, Interception record)
    {
        var dice = Dice.For($"{kind.Name} person", day, number);
        DemoNeeds.Complete(record, dice);
        DemoGroups.Complete(kind, day, number, record, other => _encounters.Of(kind, day, Dice.For(kind.Name, day, other)).Record);
        foreach (var claim in record.Identity.Claims)
            DemoZones.Complete(claim, dice);
    }

    private void Register(DateTimeOffset time, string id, Interception record) => _timeline.Add(
        time.AddMinutes(30), new() { Register = new() { InterceptionId = id, Interception = record, RequestId = $"{id}-register" } });

    /// <summary>Written down wrong in one way or another, and mended.</summary>
    private void AddMistaken(string id, Interception record, DemoStation station, int way, DateTimeOffset time, Dice dice)
    {
        var wrong = record.Clone();
        var mended = new Interception { Name = $"interceptions/{id}", Etag = "1" };
        var (field, reason) = (way % 4) switch
        {
            0 => ("area", "The boundary post belongs to another station."),
            1 => ("conducts", "What the person did was established later."),
            2 => ("citizenship", "The consulate answered."),
            _ => ("intercept_time", "The clock of the device was a year behind."),
        };
        wrong.Area = field == "area" ? station.Colleague(dice).Code : wrong.Area;
        if (field == "conducts")
            wrong.Conducts[0] = Conduct.SuspiciousApproach;
        wrong.Citizenship = field == "citizenship" ? CitizenshipStatus.Unknown : wrong.Citizenship;
        wrong.InterceptTime = field == "intercept_time" ? DemoTime.Stamp(time.AddYears(-1)) : wrong.InterceptTime;
        (mended.Area, mended.Citizenship, mended.InterceptTime) = (record.Area, record.Citizenship, record.InterceptTime);
        mended.Conducts.AddRange(record.Conducts);
        Register(time, id, wrong);
        _timeline.Add(time.AddHours(26), new()
        {
            Amend = new() { Interception = mended, UpdateMask = new() { Paths = { field } }, Reason = reason, RequestId = $"{id}-amend" },
        });
    }

    /// <summary>Registered by two units; the second record is voided.</summary>
    private void AddTwice(string id, Interception record, DateTimeOffset time)
    {
        var twice = DemoIds.Twice(id);
        Register(time.AddHours(1), twice, record);
        _timeline.Add(time.AddHours(30), new()
        {
            Void = new() { Name = $"interceptions/{twice}", Reason = $"The same encounter as {id}.", RequestId = $"{twice}-void" },
        });
    }
}
