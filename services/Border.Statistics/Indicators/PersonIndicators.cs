using Border.Persons.V1;
using Border.Statistics.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Indicators;

/// <summary>What is counted from the records of persons.</summary>
internal static class PersonIndicators
{
    /// <summary>
    /// Different persons. What counts them is the record that stands for the person, which holds the encounters of all who were
    /// merged into it: a merge makes two of them one, and an unmerge two again, in the commit that says so. Nothing else tells who
    /// it is.
    /// </summary>
    public static IndicatorDefinition Encountered => new()
    {
        Code = "persons_encountered",
        Name = new("Different persons encountered", "查获人员数（去重）"),
        Unit = Units.Persons,
        Measure = Measure.Distinct,
        Style = NumberStyle.AsItIs,
        Rule = new(FeedNames.Persons, "intercept_time", "conduct", [new(null, new("First version.", "首版。"), OfEncounters)]),
        Sentence = new(
            "{0} different persons were encountered",
            "{0} person was encountered",
            "查获不同人员{0}"),
        Methodology = new(
            "Counts the different persons who were encountered, each once in whatever period, area and category is asked for, however "
            + "often they were met; the day and the area are those of the encounters, the category is their conduct. Persons found to "
            + "be the same count once. An encounter with somebody who was not identified counts as a person of its own. Void records "
            + "are left out. Each number is counted from the records: it is not added up over periods, areas or categories, for one "
            + "person can be in several.",
            "统计查获的不同人员数，在所查询的时段、辖区和类别内每人只计一次，不论查获多少次；以各次查获的日期和辖区为准，类别为其行为；"
            + "经认定为同一人的合并计一次，未确认身份人员的每次查获各计一人，作废记录不计。各数均由记录直接统计，同一人可分属多个时段、辖区和类别，"
            + "故不得跨时段、跨辖区或跨类别相加。"),
    };

    /// <summary>
    /// Persons, not encounters. A count of distinct persons does not add up over months and areas; this one does, for each
    /// person is counted in one place only.
    /// </summary>
    public static IndicatorDefinition FirstEncountered => new()
    {
        Code = "persons_first_encountered",
        Name = new("Persons encountered for the first time", "首次查获人员数"),
        Unit = Units.Persons,
        Style = NumberStyle.AsItIs,
        Rule = new(FeedNames.Persons, "intercept_time", "encounters", [RuleStage.First<Person>(OfFirst)]),
        Sentence = new(
            "{0} persons were encountered for the first time",
            "{0} person was encountered for the first time",
            "首次查获人员{0}"),
        Methodology = new(
            "Counts each identified person once ever, on the day and in the area of the first standing encounter, however many "
            + "followed; the category tells whether any did. Persons found to be the same count once. Encounters with persons who "
            + "were not identified, and void encounters, are left out. It is not the number of different persons met in a period: "
            + "those first met before it are not in it.",
            "每名已确认身份的人员只计一次，以首次有效查获的日期和辖区为准，此后再次查获不再计，类别区分是否再次被查获；经认定为同一人的合并计一次，"
            + "记入保留的人员记录。未确认身份人员的查获和作废的查获不计。本指标不等于期内查获的不同人员数：期前已查获过的人员不在其内。"),
    };

    private static IEnumerable<Tally> OfEncounters(IMessage record) => record switch
    {
        Person person => person.Encounters.SelectMany(met => OfConducts(met.InterceptTime, met.Area, met.Conducts)),
        Interception { State: not InterceptionState.Void, Person: "", InterceptTime: not null } unknown =>
            OfConducts(unknown.InterceptTime, unknown.Area, unknown.Conducts),
        _ => [],
    };

    // Who did two things is in both categories, and once in all of them.
    private static IEnumerable<Tally> OfConducts(Timestamp time, string area, IEnumerable<Conduct> conducts) =>
        conducts.DefaultIfEmpty(Conduct.Unspecified).Distinct().Select(conduct => new Tally(time, area, CategoryCode<Conduct>.Of(conduct), 1));

    private static IEnumerable<Tally> OfFirst(Person record)
    {
        var first = record.Encounters.OrderBy(encounter => encounter.InterceptTime).ThenBy(encounter => encounter.Interception, StringComparer.Ordinal).FirstOrDefault();
        if (first is not null)
            yield return new(first.InterceptTime, first.Area, record.Encounters.Count > 1 ? "met_again" : "met_once", 1);
    }
}
