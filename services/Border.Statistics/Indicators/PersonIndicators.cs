using Border.Persons.V1;

namespace Border.Statistics.Indicators;

/// <summary>What is counted from the records of persons.</summary>
internal static class PersonIndicators
{
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

    private static IEnumerable<Tally> OfFirst(Person record)
    {
        var first = record.Encounters.OrderBy(encounter => encounter.InterceptTime).ThenBy(encounter => encounter.Interception, StringComparer.Ordinal).FirstOrDefault();
        if (first is not null)
            yield return new(first.InterceptTime, first.Area, record.Encounters.Count > 1 ? "met_again" : "met_once", 1);
    }
}
