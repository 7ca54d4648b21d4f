namespace Border.Station.Demo;

/// <summary>
/// What counting the records of the demo must come to. The published numbers of the first half of 2021 are in
/// <c>seed-figures.csv</c>; where those say "more than" or are rounded, a number is chosen here that is so printed. Only the
/// generator reads this: what counts knows none of it.
/// </summary>
internal sealed record DemoTargets
{
    /// <summary>Published: 8,419.</summary>
    public int BorderCases { get; init; } = 8_419;

    /// <summary>Published: up 220%, which 2,627 to 2,635 come to.</summary>
    public int BorderCases2020 { get; init; } = 2_631;

    /// <summary>Published: more than 21,000.</summary>
    public int Arrests { get; init; } = 21_010;

    /// <summary>Published: up 271%.</summary>
    public int Arrests2020 { get; init; } = 5_663;

    /// <summary>Published: more than 85,000.</summary>
    public int IllegalCrossings { get; init; } = 85_412;

    /// <summary>Published: 31,000, rounded.</summary>
    public int ThreeIllegals { get; init; } = 31_127;

    /// <summary>Published: more than 3,000.</summary>
    public int PersuadedToReturn { get; init; } = 3_214;

    /// <summary>Published: 578.</summary>
    public int DrugCasesSolved { get; init; } = 578;

    /// <summary>Not published. Cases are held from 2020 on, and without any the bulletin would say that there were none.</summary>
    public int DrugCasesSolved2020 { get; init; } = 541;

    /// <summary>Published: 5.63 t.</summary>
    public long DrugsGrams { get; init; } = 5_630_000;

    /// <summary>Published: 352.25 t.</summary>
    public long PrecursorsGrams { get; init; } = 352_250_000;

    /// <summary>Published: 40.</summary>
    public int DrugDens { get; init; } = 40;

    /// <summary>Published: 1,430.</summary>
    public int Firearms { get; init; } = 1_430;

    /// <summary>All patrols that started, joint ones among them. Not published.</summary>
    public int Patrols { get; init; } = 2_846;

    /// <summary>Not published.</summary>
    public int JointPatrols { get; init; } = 312;

    /// <summary>Notices to neighbouring states. Published: more than 2,200.</summary>
    public int NoticesSent { get; init; } = 2_236;

    /// <summary>Drug cases that are not solved, or only in July. Not published.</summary>
    public int OtherDrugCases { get; init; } = 96;

    /// <summary>Cases of smuggling, fraud, gambling, firearms and gangs. Not published.</summary>
    public int OtherCases { get; init; } = 640;

    /// <summary>The demo as it is.</summary>
    public static DemoTargets Published { get; } = new();

    /// <summary>A demo of the same make with fewer records.</summary>
    /// <param name="divisor">By how much each number is divided; none falls below one.</param>
    public DemoTargets Divided(int divisor) => new()
    {
        BorderCases = Less(BorderCases, divisor),
        BorderCases2020 = Less(BorderCases2020, divisor),
        Arrests = Less(Arrests, divisor),
        Arrests2020 = Less(Arrests2020, divisor),
        IllegalCrossings = Less(IllegalCrossings, divisor),
        ThreeIllegals = Less(ThreeIllegals, divisor),
        PersuadedToReturn = Less(PersuadedToReturn, divisor),
        DrugCasesSolved = Less(DrugCasesSolved, divisor),
        DrugCasesSolved2020 = Less(DrugCasesSolved2020, divisor),
        DrugsGrams = DrugsGrams / divisor,
        PrecursorsGrams = PrecursorsGrams / divisor,
        DrugDens = Less(DrugDens, divisor),
        Firearms = Less(Firearms, divisor),
        Patrols = Less(Patrols, divisor),
        JointPatrols = Less(JointPatrols, divisor),
        NoticesSent = Less(NoticesSent, divisor),
        OtherDrugCases = Less(OtherDrugCases, divisor),
        OtherCases = Less(OtherCases, divisor),
    };

    private static int Less(int count, int divisor) => Math.Max(1, count / divisor);
}
