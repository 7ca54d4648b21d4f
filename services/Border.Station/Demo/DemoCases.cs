using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>Cases, as the units send them, with the mistakes that they mend.</summary>
internal sealed class DemoCases(DemoTargets targets)
{
    private const int AmendEvery = 40;
    private const int VoidEvery = 60;
    private const int WithdrawEvery = 30;
    private const int ReportPercent = 4;

    private readonly Timeline<SubmitCasesRequest> _timeline = new();

    public IEnumerable<SubmitCasesRequest> Requests() =>
        from half in CaseKind.Of(targets).GroupBy(kind => kind.Days)
        from request in Requests(half.Key, [.. half])
        select request;

    private IEnumerable<SubmitCasesRequest> Requests(DemoDays days, IReadOnlyList<CaseKind> kinds)
    {
        for (var index = 0; index < days.Count; index++)
        {
            foreach (var kind in kinds)
            {
                var before = days.Before(kind.Count, index);
                for (var number = 0; number < days.On(kind.Count, index); number++)
                    Add(DemoCase.Of(kind, days.Day(index), number), Dice.For(kind.Name, days.Day(index), number), before + number);
            }

            foreach (var request in _timeline.Until(DemoTime.EndOf(days.Day(index))))
                yield return request;
        }

        foreach (var request in _timeline.Until(DateTimeOffset.MaxValue))
            yield return request;
    }

    private void Add(DemoCase file, Dice dice, int serial)
    {
        var record = Record(file, dice);
        if (serial % AmendEvery == 1)
            AddMistaken(file, record, serial / AmendEvery, dice);
        else
            RegisterOrReport(file, record, serial);
        var arrests = new DemoArrests(file, _timeline);
        var count = file.Kind.ArrestsIn(serial);
        var isOnWarrant = new DemoSuspects(file, _timeline).Add(count, Dice.For($"suspects {file.Id}", file.Kind.Days.First, serial));
        for (var number = 1; number <= count; number++)
            arrests.Add(file.Id, number, dice, isOnWarrant && number == 1);
        if (serial % WithdrawEvery == 2)
            arrests.AddMistaken(count + 1, dice);
        new DemoProceedings(file, _timeline).Add(serial, count, dice);
        if (serial % VoidEvery == 3)
            AddTwice(file, record, arrests, dice);
    }

    private void RegisterOrReport(DemoCase file, Case record, int serial)
    {
        var reports = new DemoReports(file, _timeline);
        var dice = Dice.For($"report {file.Id}", file.Kind.Days.First, serial);
        if (dice.Chance(ReportPercent))
            reports.Add(record, dice);
        else
            Register(file.Register, file.Id, record);
        reports.AddDismissed(record, serial);
    }

    private static Case Record(DemoCase file, Dice dice)
    {
        var offence = file.Kind.Offences.Roll(dice);
        var record = new Case
        {
            Unit = file.Station.CaseUnit,
            Area = file.Station.Code,
            RegisterTime = DemoTime.Stamp(file.Register),
            PrincipalOffence = offence,
            Particulars = new() { Title = $"{offence.Replace('_', ' ')}, station {file.Station.Code}" },
        };
        if (offence == "organising_crossing" && dice.Chance(30))
            record.OtherOffences.Add("providing_false_documents");
        return record;
    }

    private void Register(DateTimeOffset time, string id, Case record) =>
        _timeline.Add(time, new() { Register = new() { CaseId = id, Case = record, RequestId = $"{id}-register" } });

    /// <summary>Registered wrong in one way or another, and mended before anything else is done.</summary>
    private void AddMistaken(DemoCase file, Case record, int way, Dice dice)
    {
        var wrong = record.Clone();
        var (field, reason) = (way % 3) switch
        {
            0 => ("area", "The case belongs to another station."),
            1 => ("principal_offence", "The prosecutor's office classified the facts."),
            _ => ("register_time", "The year was mistyped."),
        };
        wrong.Area = field == "area" ? file.Station.Colleague(dice).Code : wrong.Area;
        if (field == "principal_offence")
            wrong.PrincipalOffence = record.PrincipalOffence == "smuggling_goods" ? "illegal_crossing" : "smuggling_goods";
        if (field == "register_time")
            wrong.RegisterTime = DemoTime.Stamp(file.Register.AddYears(-1));
        var mended = new Case
        {
            Name = file.Name,
            Etag = "1",
            Area = record.Area,
            PrincipalOffence = record.PrincipalOffence,
            RegisterTime = record.RegisterTime,
        };
        Register(file.Register, file.Id, wrong);
        _timeline.Add(file.Register.AddSeconds(1), new()
        {
            Amend = new() { Case = mended, UpdateMask = new() { Paths = { field } }, Reason = reason, RequestId = $"{file.Id}-amend" },
        });
    }

    /// <summary>Registered by two units; the second case is voided, with its arrest.</summary>
    private void AddTwice(DemoCase file, Case record, DemoArrests arrests, Dice dice)
    {
        var id = DemoIds.Twice(file.Id);
        Register(file.Register, id, record);
        arrests.Add(id, 1, dice);
        _timeline.Add(file.End.AddHours(1), new()
        {
            Void = new() { Name = $"cases/{id}", Reason = $"The same facts as {file.Id}.", RequestId = $"{id}-void" },
        });
    }
}
