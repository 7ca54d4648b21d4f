using Border.Cases.V1;
using Border.Statistics.V1;

namespace Border.Statistics.Indicators;

/// <summary>What is counted from the records of cases.</summary>
internal sealed class CaseIndicators(OffenceGroups offences, LocalDays days)
{
    public IndicatorDefinition Registered => new()
    {
        Code = "border_cases_registered",
        Name = new("Border cases registered", "妨害国（边）境管理案件立案数"),
        Unit = Units.Cases,
        Style = new(Qualifier.Exact, 1),
        Rule = ByOffence("register_time", OfRegistrations),
        Sentence = new(
            "{0} border cases were registered",
            "{0} border case was registered",
            "立案侦办妨害国（边）境管理刑事案件{0}"),
        Methodology = new(
            "Counts cases whose principal offence belongs to the group border management, once each, on the day of "
            + "registration and in the area of the case. A reopened case is not counted again. Void cases, "
            + "duplicates that were merged into another case, and reports that are not registered are left out.",
            "统计主罪名属于妨害国（边）境管理类的案件，每案计一次，以立案日期和案件所属辖区为准；重新侦办的案件不重复统计，作废案件、已并入他案的重复案件和尚未立案的报案不计。"),
    };

    public IndicatorDefinition Arrested => new()
    {
        Code = "suspects_arrested",
        Name = new("Suspects arrested", "抓获犯罪嫌疑人数"),
        Unit = Units.Persons,
        Style = new(Qualifier.MoreThan, 1000),
        Rule = ByOffence("arrest_time", OfArrests) with
        {
            Correction = new(2, new(
                "Of the arrests of one suspect in one case on one day the earliest counts; before, each record counted.",
                "案内同一嫌疑人一日内的多条抓获记录以最早一条为准；此前逐条计数。")),
        },
        Sentence = new("{0} suspects were arrested", "{0} suspect was arrested", "抓获犯罪嫌疑人{0}"),
        Methodology = new(
            "Counts arrests in cases whose principal offence belongs to the group border management: one suspect in one case "
            + "on one date, on the day of the arrest, in the area of the arrest or else of the case. Of a suspect's arrests on one day "
            + "the earliest counts; one that names no suspect of the case counts by itself. A suspect arrested in two cases counts "
            + "twice. Withdrawn arrests and those of void cases are left out; those of a duplicate count in the case that it was "
            + "merged into.",
            "统计主罪名属于妨害国（边）境管理类案件中的抓获人次：一案一人一日计一次，以抓获日期为准，辖区以抓获地为准，未注明的以案件辖区为准；"
            + "案内同一嫌疑人一日内有多条抓获记录的，以最早一条为准，未关联案内嫌疑人的记录逐条计数；同一人在两案中被抓获计两次。已撤回的记录和作废案件的记录不计；重复案件中的抓获计入并入的案件。"),
    };

    public IndicatorDefinition DrugCasesSolved => new()
    {
        Code = "drug_cases_solved",
        Name = new("Drug cases solved", "破获毒品案件数"),
        Unit = Units.Cases,
        Style = new(Qualifier.Exact, 1),
        Rule = ByOffence("solve_time", OfSolvedDrugCases),
        Sentence = new("{0} drug cases were solved", "{0} drug case was solved", "破获毒品案件{0}"),
        Methodology = new(
            "Counts cases whose principal offence belongs to the group drugs and that are solved, once each, on the day on "
            + "which they were solved and in the area of the case. A case that is reopened counts again only when it is solved "
            + "again. Void cases and duplicates that were merged into another case are left out.",
            "统计主罪名属于毒品类且已破获的案件，每案计一次，以破案日期和案件所属辖区为准；重新侦办的案件在再次破获前不计，作废案件和已并入他案的重复案件不计。"),
    };

    private static CountingRule ByOffence(string decidingDate, Func<Case, IEnumerable<Tally>> tallies) =>
        new(FeedNames.Cases, decidingDate, "offence", [RuleStage.First(tallies)]);

    private IEnumerable<Tally> OfRegistrations(Case record)
    {
        if (IsInGroup(record, OffenceGroups.BorderManagement) && record.RegisterTime is { } time)
            yield return new(time, record.Area, record.PrincipalOffence, 1);
    }

    private IEnumerable<Tally> OfArrests(Case record) => IsInGroup(record, OffenceGroups.BorderManagement)
        ? from arrest in OncePerSuspectAndDay(record.Arrests.Where(arrest => !arrest.Withdrawn && arrest.ArrestTime is not null))
          let area = arrest.Area.Length > 0 ? arrest.Area : record.Area
          select new Tally(arrest.ArrestTime, area, record.PrincipalOffence, 1)
        : [];

    private IEnumerable<Tally> OfSolvedDrugCases(Case record)
    {
        if (IsInGroup(record, OffenceGroups.Drugs) && record.SolveTime is { } time)
            yield return new(time, record.Area, record.PrincipalOffence, 1);
    }

    // Two officers may record one arrest, and a merge may bring it a second time. Who was arrested is known of a suspect of the case only.
    private IEnumerable<Arrest> OncePerSuspectAndDay(IEnumerable<Arrest> standing) => standing
        .OrderBy(arrest => arrest.ArrestTime).ThenBy(arrest => arrest.Id, StringComparer.Ordinal)
        .DistinctBy(arrest => arrest.SuspectId.Length == 0 ? (arrest.Id, default) : (arrest.SuspectId, days.Of(arrest.ArrestTime)));

    private bool IsInGroup(Case record, string group) =>
        record.State is not (CaseState.Void or CaseState.Merged) && offences.Of(record.PrincipalOffence) == group;
}
