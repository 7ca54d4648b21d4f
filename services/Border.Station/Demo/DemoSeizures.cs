using Border.Seizures.V1;
using Border.Type.V1;

namespace Border.Station.Demo;

/// <summary>Seizures, as the units send them, with the mistakes that they mend.</summary>
internal sealed class DemoSeizures(DemoTargets targets)
{
    private const int AmendEvery = 45;
    private const int VoidEvery = 35;

    private readonly Timeline<SubmitSeizuresRequest> _timeline = new();

    public IEnumerable<SubmitSeizuresRequest> Requests()
    {
        var kinds = SeizureKind.Of(targets);
        var days = DemoDays.Field2021;
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

    private void Add(SeizureKind kind, DateOnly day, int number, int serial)
    {
        var id = DemoIds.Record(kind.Name, day, number);
        var record = Settled(kind, day, number, serial);
        var time = record.SeizeTime.ToDateTimeOffset().AddHours(1);
        if (serial % AmendEvery == 1 && Mistaken(record) is { } wrong)
            AddMistaken(id, record, wrong, time);
        else if (serial % VoidEvery == 2)
            AddTwice(id, record, time);
        else
            AddMeasured(id, record, time, Dice.For($"{kind.Name} measured", day, number));
    }

    /// <summary>A seizure as it is in the end.</summary>
    public static Seizure Settled(SeizureKind kind, DateOnly day, int number, int serial)
    {
        var dice = Dice.For(kind.Name, day, number);
        var record = Record(kind, day, dice);
        kind.Fill(record, serial, dice);
        var countries = DemoAreas.Known.Of(record.Area).Neighbours;
        DemoItemDetails.Complete(record, countries, Dice.For($"{kind.Name} details", day, number));
        DemoCircumstances.Complete(record, countries, Dice.For($"{kind.Name} circumstances", day, number));
        return record;
    }

    private void AddMeasured(string id, Seizure record, DateTimeOffset time, Dice dice)
    {
        new DemoMeasurements(_timeline).Add(id, record, time, dice);
        Send(time, id, record);
    }

    private static Seizure Record(SeizureKind kind, DateOnly day, Dice dice)
    {
        var file = kind.CaseOf(day, dice);
        var station = file?.Station ?? DemoAreas.Known.Any(dice);
        return new()
        {
            Unit = file is null ? station.PatrolUnit(dice) : station.CaseUnit,
            Area = station.Code,
            SeizeTime = DemoTime.Stamp(DemoTime.AtWork(day, dice)),
            Position = dice.Chance(50) ? station.Near(dice) : null,
            Case = file?.Name ?? "",
        };
    }

    private void Send(DateTimeOffset time, string id, Seizure record) =>
        _timeline.Add(time, new() { Record = new() { SeizureId = id, Seizure = record, RequestId = $"{id}-record" } });

    /// <summary>The commonest mistake of all: the right number in the wrong unit. Null where there is no mass.</summary>
    private static Seizure? Mistaken(Seizure record)
    {
        var wrong = record.Clone();
        if (wrong.Items.FirstOrDefault()?.Quantity.Mass is not { } mass)
            return null;
        mass.Unit = mass.Unit == MassUnit.Kilogram ? MassUnit.Gram : MassUnit.Kilogram;
        return wrong;
    }

    private void AddMistaken(string id, Seizure record, Seizure wrong, DateTimeOffset time)
    {
        Send(time, id, wrong);
        _timeline.Add(time.AddHours(20), new()
        {
            Amend = new()
            {
                Seizure = new() { Name = $"seizures/{id}", Etag = "1", Items = { record.Items } },
                UpdateMask = new() { Paths = { "items" } },
                Reason = "Weighed again: the unit was wrong.",
                RequestId = $"{id}-amend",
            },
        });
    }

    /// <summary>Recorded by two units; the second record is voided.</summary>
    private void AddTwice(string id, Seizure record, DateTimeOffset time)
    {
        var twice = DemoIds.Twice(id);
        Send(time, id, record);
        Send(time.AddHours(2), twice, record);
        _timeline.Add(time.AddHours(50), new()
        {
            Void = new() { Name = $"seizures/{twice}", Reason = $"The same goods as {id}.", RequestId = $"{twice}-void" },
        });
    }
}
