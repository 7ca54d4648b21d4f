using Border.Seizures.Measurements;
using Border.Seizures.V1;
using Border.Statistics.Numbers;
using Border.Statistics.V1;
using Border.Type.V1;

namespace Border.Statistics.Indicators;

/// <summary>What is counted from the records of seizures.</summary>
internal static class SeizureIndicators
{
    private const decimal GramsPerTonne = 1_000_000;

    private static RuleCorrection MassFirst => new(2, new(
        "Of several measurements of an item a mass counts before any other; before, a volume or a count by a stronger method kept it out.",
        "同一物品有多次计量的，质量优先于体积和件数；此前以较强方法得出的体积或件数为准时，其质量不计。"));

    public static IndicatorDefinition Drugs => new()
    {
        Code = "drugs_seized",
        Name = new("Drugs seized", "缴获毒品量"),
        Unit = Units.Tonnes,
        Style = new(Qualifier.Exact, 0.01m),
        Rule = BySort(record => Masses(record, ItemKind.Drug)) with { Correction = MassFirst },
        Sentence = new("{0} of drugs were seized", "{0} of drugs was seized", "缴获各类毒品{0}"),
        Methodology = new(
            "Adds up the mass of drugs taken, in tonnes, on the day and in the area of the seizure, by substance. Amounts "
            + "written down as a volume or a count are left out, for they have no mass; so are void records. Of several measurements "
            + "of an item a mass counts before any other, and of masses the strongest (laboratory, then weighed, then estimated), without packing "
            + "before with, the latest first.",
            "统计缴获毒品的质量，单位为吨，以缴获日期和辖区为准，按毒品种类分类。以体积或件数登记的无质量数据，不计入；作废记录不计。"
            + "同一物品有多次计量的，质量优先于体积和件数，质量依次以实验室检验、称量、估计为准，净重优先于毛重，同类以最近一次为准。"),
    };

    public static IndicatorDefinition Precursors => new()
    {
        Code = "precursors_seized",
        Name = new("Precursors seized", "缴获易制毒化学品量"),
        Unit = Units.Tonnes,
        Style = new(Qualifier.Exact, 0.01m),
        Rule = BySort(record => Masses(record, ItemKind.Precursor)) with { Correction = MassFirst },
        Sentence = new("{0} of precursors were seized", "{0} of precursors was seized", "缴获易制毒化学品{0}"),
        Methodology = new(
            "Adds up the mass of precursors of drugs taken, in tonnes, on the day and in the area of the seizure, by substance. "
            + "Amounts written down as a volume or a count are left out, for they have no mass; so are void records. Of several "
            + "measurements of an item a mass counts before any other, and of masses the strongest (laboratory, then weighed, then estimated), "
            + "without packing before with, the latest first.",
            "统计缴获易制毒化学品的质量，单位为吨，以缴获日期和辖区为准，按种类分类。以体积或件数登记的无质量数据，不计入；作废记录不计。"
            + "同一物品有多次计量的，质量优先于体积和件数，质量依次以实验室检验、称量、估计为准，净重优先于毛重，同类以最近一次为准。"),
    };

    public static IndicatorDefinition DrugDens => new()
    {
        Code = "drug_dens_destroyed",
        Name = new("Drug dens destroyed", "捣毁涉毒窝点数"),
        Unit = Units.Venues,
        Style = new(Qualifier.Exact, 1),
        Rule = new(FeedNames.Seizures, "seize_time", "venue_kind", [RuleStage.First<Seizure>(Dens)]),
        Sentence = new("{0} drug dens were destroyed", "{0} drug den was destroyed", "捣毁吸贩毒窝点{0}"),
        Methodology = new(
            "Counts dens where drugs were taken or sold that were destroyed or shut for good, each once, on the day and in the "
            + "area of the seizure. Laboratories and other venues, and void records, are left out.",
            "统计捣毁或永久关闭的吸毒、贩毒窝点，每处计一次，以查处日期和辖区为准；制毒场所和其他场所不计，作废记录不计。"),
    };

    public static IndicatorDefinition Firearms => new()
    {
        Code = "firearms_seized",
        Name = new("Firearms seized", "收缴枪支数"),
        Unit = Units.Firearms,
        Style = new(Qualifier.Exact, 1),
        Rule = BySort(Guns),
        Sentence = new("{0} firearms were seized", "{0} firearm was seized", "收缴各类枪支{0}"),
        Methodology = new(
            "Counts firearms taken, on the day and in the area of the seizure, by sort. Parts, ammunition and void records are left out.",
            "统计收缴的枪支，以收缴日期和辖区为准，按枪支种类分类；枪支零部件、弹药和作废记录不计。"),
    };

    private static CountingRule BySort(Func<Seizure, IEnumerable<Tally>> tallies) =>
        new(FeedNames.Seizures, "seize_time", "sort", [RuleStage.First(tallies)]);

    private static IEnumerable<Tally> Masses(Seizure record, ItemKind kind) =>
        from item in Items(record, kind)
        let quantity = CountedQuantity.Of(record, item)
        where quantity.AmountCase == Quantity.AmountOneofCase.Mass
        select new Tally(record.SeizeTime, record.Area, item.Sort, Decimals.Parse(quantity.Mass.Grams) / GramsPerTonne);

    private static IEnumerable<Tally> Guns(Seizure record) =>
        from item in Items(record, ItemKind.Firearm)
        let quantity = CountedQuantity.Of(record, item)
        where quantity.AmountCase == Quantity.AmountOneofCase.Count
        select new Tally(record.SeizeTime, record.Area, item.Sort, PiecesOf(quantity));

    private static IEnumerable<Tally> Dens(Seizure record) => Stands(record)
        ? from venue in record.Venues
          where venue.Kind == VenueKind.DrugDen
          select new Tally(record.SeizeTime, record.Area, CategoryCode<VenueKind>.Of(venue.Kind), 1)
        : [];

    private static IEnumerable<SeizedItem> Items(Seizure record, ItemKind kind) =>
        Stands(record) ? record.Items.Where(item => item.Kind == kind && item.Quantity is not null) : [];

    // Records from before counts had units say no pieces.
    private static long PiecesOf(Quantity quantity) => quantity.Pieces > 0 ? quantity.Pieces : quantity.Count;

    private static bool Stands(Seizure record) => record.State != SeizureState.Void && record.SeizeTime is not null;
}
