using Border.Persons.V1;
using Border.Statistics.V1;

namespace Border.Statistics.Indicators;

/// <summary>What is counted from the records of interceptions.</summary>
internal static class InterceptionIndicators
{
    private static readonly Conduct[] Crossings = [Conduct.IllegalEntry, Conduct.IllegalExit];
    private static readonly Conduct[] ThreeIllegal = [Conduct.IllegalEntry, Conduct.IllegalStay, Conduct.IllegalWork];

    public static IndicatorDefinition IllegalCrossings => new()
    {
        Code = "illegal_entry_exit_persons",
        Name = new("Illegal entry-exit persons", "非法出入境人员数"),
        Unit = Units.Persons,
        Style = new(Qualifier.MoreThan, 1000),
        Rule = ByConduct(OfIllegalCrossings),
        Sentence = new(
            "{0} persons were intercepted for illegal entry or exit",
            "{0} person was intercepted for illegal entry or exit",
            "查获非法出入境人员{0}"),
        Methodology = new(
            "Counts encounters with a person who entered or left illegally, once each, on the day and in the area of the "
            + "interception. An encounter with both is in the category of entry. A person met twice counts twice. Void records "
            + "are left out.",
            "统计查获非法入境或非法出境人员的人次，每次查获计一次，以查获日期和辖区为准；两种行为兼有的归入非法入境类；同一人两次被查获计两次，作废记录不计。"),
    };

    public static IndicatorDefinition ThreeIllegals => new()
    {
        Code = "three_illegals_foreigners",
        Name = new("Three-illegals foreigners", "“三非”外国人数"),
        Unit = Units.Persons,
        Style = new(Qualifier.Rounded, 1000),
        Rule = ByConduct(OfThreeIllegals),
        PartOf = new(IllegalCrossings.Code, CategoryCode<Conduct>.Of(Conduct.IllegalEntry), CategoryCode<Conduct>.Of(Conduct.IllegalEntry)),
        Sentence = new(
            "{0} foreigners who had entered, stayed or worked illegally were found",
            "{0} foreigner who had entered, stayed or worked illegally was found",
            "查处“三非”外国人{0}"),
        Methodology = new(
            "Counts encounters with a foreigner or stateless person who entered, stayed or worked illegally, once each, on the "
            + "day and in the area of the interception. The category is the first that applies of entry, stay and work. Persons "
            + "whose citizenship could not be established, and void records, are left out.",
            "统计查处非法入境、非法居留、非法就业的外国人和无国籍人的人次，每次查处计一次，以查处日期和辖区为准；类别依非法入境、非法居留、非法就业的次序取其首项。"
            + "国籍未能查明者和作废记录不计。"),
    };

    public static IndicatorDefinition PersuadedToReturn => new()
    {
        Code = "persons_persuaded_to_return",
        Name = new("Persons persuaded to return", "劝返人员数"),
        Unit = Units.Persons,
        Style = new(Qualifier.MoreThan, 1000),
        Rule = new(FeedNames.Persons, "intercept_time", "direction", [RuleStage.First<Interception>(OfPersuaded)]),
        Sentence = new("{0} persons were persuaded to return", "{0} person was persuaded to return", "劝返人员{0}"),
        Methodology = new(
            "Counts encounters that ended with the person persuaded to return before crossing, once each, on the day and in the "
            + "area of the interception, by direction. A person met twice counts twice. Void records are left out.",
            "统计在越境前被劝返的人次，每次计一次，以查获日期和辖区为准，按出入境方向分类；同一人两次被劝返计两次，作废记录不计。"),
    };

    private static CountingRule ByConduct(Func<Interception, IEnumerable<Tally>> tallies) =>
        new(FeedNames.Persons, "intercept_time", "conduct", [RuleStage.First(tallies)]);

    private static IEnumerable<Tally> OfIllegalCrossings(Interception record) => OfFirst(record, Crossings);

    private static IEnumerable<Tally> OfThreeIllegals(Interception record) =>
        record.Citizenship is CitizenshipStatus.Foreign or CitizenshipStatus.Stateless ? OfFirst(record, ThreeIllegal) : [];

    private static IEnumerable<Tally> OfPersuaded(Interception record)
    {
        if (Stands(record) && record.Disposition == Disposition.PersuadedToReturn)
            yield return new(record.InterceptTime, record.Area, CategoryCode<Direction>.Of(record.Direction), 1);
    }

    private static IEnumerable<Tally> OfFirst(Interception record, Conduct[] conducts)
    {
        var conduct = Array.Find(conducts, record.Conducts.Contains);
        if (Stands(record) && conduct != Conduct.Unspecified)
            yield return new(record.InterceptTime, record.Area, CategoryCode<Conduct>.Of(conduct), 1);
    }

    private static bool Stands(Interception record) =>
        record.State != InterceptionState.Void && record.InterceptTime is not null;
}
