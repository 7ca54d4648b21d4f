using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>
/// Links of cases to other records. A link is refused while the other record is not there, so these are sent when all
/// records are.
/// </summary>
internal sealed class DemoLinks(DemoTargets targets)
{
    private const int EvidencePercent = 40;
    private const int RelatedPercent = 2;
    private const int DaysBetween = 20;

    public IEnumerable<SubmitCasesRequest> Requests() => Evidence().Concat(Related());

    /// <summary>Seizures that name a case, in which they are evidence.</summary>
    private IEnumerable<SubmitCasesRequest> Evidence()
    {
        var days = DemoDays.Field2021;
        return from kind in SeizureKind.Of(targets)
               where kind.Cases is not null
               from day in Enumerable.Range(0, days.Count).Select(days.Day)
               from number in Enumerable.Range(0, days.On(kind.Count, day))
               where Dice.For($"{kind.Name} evidence", day, number).Chance(EvidencePercent)
               let file = kind.CaseOf(day, Dice.For(kind.Name, day, number))
               where file is not null
               let seizure = DemoIds.Record(kind.Name, day, number)
               select Link(file, $"seizures/{seizure}", LinkKind.Evidence, "Taken in this case.", $"{seizure}-link");
    }

    /// <summary>Cases that turned out to have to do with one of weeks before.</summary>
    private IEnumerable<SubmitCasesRequest> Related() =>
        from kind in CaseKind.Of(targets)
        where kind.Days == DemoDays.Office2021
        from day in Enumerable.Range(DaysBetween, kind.Days.Count - DaysBetween).Select(kind.Days.Day)
        where kind.Days.On(kind.Count, day.AddDays(-DaysBetween)) > 0
        from number in Enumerable.Range(0, kind.Days.On(kind.Count, day))
        let dice = Dice.For($"{kind.Name} related", day, number)
        where dice.Chance(RelatedPercent)
        let file = DemoCase.Of(kind, day, number)
        let earlier = DemoCase.Of(kind, day.AddDays(-DaysBetween), dice.Below(kind.Days.On(kind.Count, day.AddDays(-DaysBetween))))
        select Link(file, earlier.Name, dice.Of([LinkKind.Related, LinkKind.SamePeople]), "The same vehicle was seen in both.", $"{file.Id}-link");

    private static SubmitCasesRequest Link(DemoCase file, string record, LinkKind kind, string reason, string requestId) => new()
    {
        LinkRecord = new() { Name = file.Name, Record = record, Kind = kind, Reason = reason, RequestId = requestId },
    };
}
