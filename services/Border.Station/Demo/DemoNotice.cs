using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>What is settled of a notice to the other bank before it is written.</summary>
/// <param name="Record">The record that it is about; empty where it is about none.</param>
internal sealed record DemoNotice(string Id, DemoStation Station, string Country, NoticeSubject Subject, string Record, DateTimeOffset Time)
{
    public const string Kind = "notice";

    private const int AboutACasePercent = 30;

    private static readonly Weighted<NoticeSubject> Subjects = new(
        (NoticeSubject.IllegalCrossing, 44), (NoticeSubject.LostPersons, 13), (NoticeSubject.FacilityDamage, 9), (NoticeSubject.Smuggling, 9),
        (NoticeSubject.FireFloodDisease, 8), (NoticeSubject.Meeting, 7), (NoticeSubject.HandingOver, 6), (NoticeSubject.Drugs, 4));

    public string Name => $"notices/{Id}";

    /// <summary>Some are about a case of the day, and some arrange a joint patrol of the days to come.</summary>
    public static DemoNotice Of(DemoTargets targets, CaseKind cases, DateOnly day, int number)
    {
        var dice = Dice.For(Kind, day, number);
        var id = DemoIds.Record(Kind, day, number);
        var time = DemoTime.AtWork(day, dice);
        if (PatrolAfter(targets, day, number) is { } patrol)
            return new(id, patrol.Station, patrol.Counterpart, NoticeSubject.JointPatrol, patrol.Name, time);
        var subject = Subjects.Roll(dice);
        if (subject == NoticeSubject.IllegalCrossing && dice.Chance(AboutACasePercent) && CaseOf(cases, day, dice) is { } file)
            return new(id, file.Station, dice.Of(file.Station.Neighbours), subject, file.Name, DemoTime.Earlier(file.Register.AddHours(2), DemoTime.EndOf(day)));
        var station = DemoAreas.Known.OnLand(dice);
        return new(id, station, dice.Of(station.Neighbours), subject, "", time);
    }

    private static DemoPatrol? PatrolAfter(DemoTargets targets, DateOnly day, int number)
    {
        var later = day.AddDays(3);
        return later <= DemoDays.Field2021.Last && number < (DemoDays.Field2021.On(targets.JointPatrols, later) + 1) / 2
            ? DemoPatrol.Of(isJoint: true, later, number)
            : null;
    }

    private static DemoCase? CaseOf(CaseKind kind, DateOnly day, Dice dice)
    {
        if (kind.Days.On(kind.Count, day) is 0)
            return null;
        var file = DemoCase.Of(kind, day, dice.Below(kind.Days.On(kind.Count, day)));
        return file.Station.Neighbours.Count > 0 ? file : null;
    }
}
