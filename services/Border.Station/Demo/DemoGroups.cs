using Border.Persons.V1;

namespace Border.Station.Demo;

/// <summary>Families and groups that are met together: three who follow one another in a day's numbers.</summary>
internal static class DemoGroups
{
    private const int Size = 3;
    private const int GroupPercent = 5;

    private static readonly GroupRole[] Family = [GroupRole.Head, GroupRole.Partner, GroupRole.Child];
    private static readonly GroupRole[] Led = [GroupRole.Facilitator, GroupRole.Companion, GroupRole.Companion];

    /// <summary>Ties one who crossed to the group, if there is one, whose first member says where and when.</summary>
    /// <param name="encounter">What is recorded of another encounter of the day by its number.</param>
    public static void Complete(InterceptionKind kind, DateOnly day, int number, Interception record, Func<int, Interception> encounter)
    {
        var first = number - (number % Size);
        var dice = Dice.For($"{kind.Name} group", day, first);
        if (!kind.IsCrossing || !dice.Chance(GroupPercent) || first + Size > kind.On(day))
            return;
        var head = number == first ? record : encounter(first);
        // One who was referred as a minor without anybody is in no group.
        if (record.Disposition == Disposition.ReferredMinors || head.Disposition == Disposition.ReferredMinors)
            return;
        var roles = dice.Chance(60) ? Family : Led;
        var id = DemoIds.Record(kind.Name, day, first);
        record.Group = new() { GroupId = $"{id}-group", Role = roles[number - first] };
        if (number > first)
            Join(record, head);
        if (record.Group.Role == GroupRole.Child)
            (record.AgeGroup, record.AccompaniedBy, record.Identity.Claims[0].BirthDate) = (AgeGroup.Minor, $"interceptions/{id}", "2014");
    }

    private static void Join(Interception record, Interception head)
    {
        (record.Unit, record.Area, record.Patrol) = (head.Unit, head.Area, head.Patrol);
        (record.InterceptTime, record.Position, record.Means) = (head.InterceptTime, head.Position, head.Means);
    }
}
