namespace Border.Station.Demo;

/// <summary>Cases of one make.</summary>
/// <param name="Count">How many of them stand in the half-year.</param>
/// <param name="Arrests">How many arrests stand in them.</param>
/// <param name="Outcome">How far each of them goes.</param>
internal sealed record CaseKind(
    string Name, int Count, int Arrests, DemoDays Days, Weighted<string> Offences, CaseOutcome Outcome)
{
    private static readonly Weighted<string> BorderManagement = new(
        ("illegal_crossing", 60), ("organising_crossing", 17), ("transporting_crossing", 14), ("obtaining_documents_by_fraud", 3),
        ("providing_false_documents", 3), ("selling_documents", 1), ("sabotage_boundary_facilities", 2));

    private static readonly Weighted<string> Drugs = new(
        ("drug_trafficking", 78), ("drug_possession", 9), ("precursor_offences", 6), ("providing_drug_venues", 7));

    private static readonly Weighted<string> Others = new(
        ("smuggling_goods", 40), ("smuggling_prohibited_goods", 12), ("smuggling_wildlife", 4), ("smuggling_weapons", 3),
        ("firearms_trade", 5), ("firearms_possession", 10), ("fraud", 14), ("opening_casino", 4), ("cross_border_gambling", 6),
        ("gang_crime", 2));

    private readonly Shares _arrests = new(
        Enumerable.Range(0, Count).Select(number => ArrestWeight(Dice.For($"{Name} arrests", Days.First, number))));

    /// <summary>The cases of border management of the first half of 2021.</summary>
    public static CaseKind Border(DemoTargets targets) =>
        new("case", targets.BorderCases, targets.Arrests, DemoDays.Office2021, BorderManagement, CaseOutcome.Various);

    /// <summary>The drug cases that were solved in the first half of 2021.</summary>
    public static CaseKind DrugsSolved(DemoTargets targets) => DrugsSolved(targets.DrugCasesSolved, DemoDays.Office2021);

    public static IReadOnlyList<CaseKind> Of(DemoTargets targets) =>
    [
        new("case", targets.BorderCases2020, targets.Arrests2020, DemoDays.Office2020, BorderManagement, CaseOutcome.Various),
        DrugsSolved(targets.DrugCasesSolved2020, DemoDays.Office2020),
        Border(targets),
        DrugsSolved(targets),
        new("open-drug-case", targets.OtherDrugCases, targets.OtherDrugCases / 2, DemoDays.Office2021, Drugs, CaseOutcome.NotYetSolved),
        new("other-case", targets.OtherCases, targets.OtherCases * 3 / 2, DemoDays.Office2021, Others, CaseOutcome.Various),
    ];

    /// <summary>How many arrests stand in one of the cases.</summary>
    public int ArrestsIn(int serial) => (int)_arrests.Part(Arrests, serial);

    private static CaseKind DrugsSolved(int count, DemoDays days) =>
        new("drug-case", count, count * 8 / 5, days, Drugs, CaseOutcome.Solved);

    /// <summary>Most cases have a few suspects, some none, and a ring has many.</summary>
    private static int ArrestWeight(Dice dice) => dice.Below(100) switch
    {
        < 11 => 0,
        < 55 => 2,
        < 82 => 4,
        < 96 => 9,
        _ => dice.Between(20, 60),
    };
}

/// <summary>How far a case goes within the half-year.</summary>
internal enum CaseOutcome
{
    /// <summary>Some are investigated, some of those solved.</summary>
    Various,

    /// <summary>Solved, and some referred for prosecution.</summary>
    Solved,

    /// <summary>Never, or only after the half-year.</summary>
    NotYetSolved,
}
