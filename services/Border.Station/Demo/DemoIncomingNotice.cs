using Border.Cases.V1;

namespace Border.Station.Demo;

/// <summary>A notice of a neighbouring state or another department that came in by itself.</summary>
internal sealed record DemoIncomingNotice(string Id, DateOnly Day, DemoStation Station, CounterpartKind Kind, string Country, NoticeSubject Subject, DateTimeOffset Time)
{
    private const string Series = "notice-in";

    private static readonly Weighted<CounterpartKind> Kinds = new(
        (CounterpartKind.NeighbouringState, 40), (CounterpartKind.LocalAuthority, 22), (CounterpartKind.Customs, 16), (CounterpartKind.Police, 10),
        (CounterpartKind.Health, 8), (CounterpartKind.OtherDepartment, 4));

    public string Name => $"notices/{Id}";

    public string Title => $"{Subject}, station {Station.Code}";

    public static DemoIncomingNotice Of(DateOnly day, int number)
    {
        var dice = Dice.For(Series, day, number);
        var kind = Kinds.Roll(dice);
        var isNeighbour = kind == CounterpartKind.NeighbouringState;
        var station = isNeighbour ? DemoAreas.Known.OnLand(dice) : DemoAreas.Known.Any(dice);
        var country = isNeighbour ? dice.Of(station.Neighbours) : "";
        return new(DemoIds.Record(Series, day, number), day, station, kind, country, dice.Of(SubjectsOf(kind)), DemoTime.AtWork(day, dice));
    }

    public SubmitCasesRequest Request() => new() { RecordNotice = new() { NoticeId = Id, Notice = Text(), RequestId = $"{Id}-record" } };

    public Notice Text() => new()
    {
        Counterpart = new() { Kind = Kind, Country = Country, Office = OfficeOf(Kind) },
        Subject = Subject,
        Content = new() { Title = Title },
        Classification = NoticeClassification.Routine,
        Unit = Station.CaseUnit,
        Area = Station.Code,
        ReceiveTime = DemoTime.Stamp(Time),
        ReplyBy = DemoTime.Stamp(Time.AddDays(15)),
    };

    private static NoticeSubject[] SubjectsOf(CounterpartKind kind) => kind switch
    {
        CounterpartKind.NeighbouringState => [NoticeSubject.LostPersons, NoticeSubject.IllegalCrossing, NoticeSubject.HandingOver, NoticeSubject.Meeting],
        CounterpartKind.Customs => [NoticeSubject.Smuggling, NoticeSubject.Drugs],
        CounterpartKind.Health => [NoticeSubject.FireFloodDisease],
        CounterpartKind.LocalAuthority => [NoticeSubject.FireFloodDisease, NoticeSubject.FacilityDamage, NoticeSubject.LostPersons],
        CounterpartKind.Police => [NoticeSubject.IllegalCrossing, NoticeSubject.Drugs, NoticeSubject.Smuggling],
        _ => [NoticeSubject.Meeting, NoticeSubject.Other],
    };

    private static string OfficeOf(CounterpartKind kind) => kind switch
    {
        CounterpartKind.NeighbouringState => "Border post of the other bank",
        CounterpartKind.Customs => "Customs of the demo",
        CounterpartKind.Health => "Health commission of the demo",
        CounterpartKind.LocalAuthority => "Township of the demo",
        CounterpartKind.Police => "Police of the demo",
        _ => "Foreign affairs office of the demo",
    };
}
