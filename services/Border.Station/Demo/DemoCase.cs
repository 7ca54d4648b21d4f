namespace Border.Station.Demo;

/// <summary>What is settled of a case before its story is told, so that seizures can name it.</summary>
internal sealed record DemoCase(CaseKind Kind, string Id, DemoStation Station, DateTimeOffset Register, DateTimeOffset End)
{
    public string Name => $"cases/{Id}";

    public static DemoCase Of(CaseKind kind, DateOnly day, int number)
    {
        var dice = Dice.For($"{kind.Name} place", day, number);
        return new(
            kind,
            DemoIds.Record(kind.Name, day, number),
            DemoAreas.Known.Any(dice),
            DemoTime.AtWork(day, dice),
            DemoTime.EndOf(kind.Days.Last));
    }

    /// <summary>Some time after another, but within the half-year.</summary>
    public DateTimeOffset After(DateTimeOffset time, TimeSpan lag) => DemoTime.Earlier(time + lag, End);
}
