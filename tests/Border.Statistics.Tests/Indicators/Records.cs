using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Statistics.Indicators;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Tests.Indicators;

/// <summary>Records as the feeds carry them, each valid as it is.</summary>
internal static class Records
{
    public const string Catalogue =
        "code,name_en,name_zh,group,iccs_code,article\n"
        + "organising_crossing,\"Organising, others\",组织他人偷越国（边）境,border_management,08042,Article 318\n"
        + "illegal_crossing,Illegal crossing,偷越国（边）境,border_management,08041,Article 322\n"
        + "drug_trafficking,Drug trafficking,贩卖毒品,drugs,06013,Article 347\n";

    public static CountedIndicators Indicators { get; } = new(
        OffenceGroups.Read(new StringReader(Catalogue)), new LocalDays(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));

    public static Case Case(string offence = "illegal_crossing") => new()
    {
        Name = "cases/c1",
        State = CaseState.Registered,
        Unit = "U1",
        Area = "53.02",
        RegisterTime = Time("2021-05-17T02:00:00Z"),
        PrincipalOffence = offence,
    };

    public static Arrest Arrest(string id = "a1") => new() { Id = id, ArrestTime = Time("2021-05-18T02:00:00Z") };

    public static Interception Interception(params Conduct[] conducts) => new()
    {
        Name = "interceptions/i1",
        State = InterceptionState.Registered,
        Unit = "U1",
        Area = "53.02",
        InterceptTime = Time("2021-05-17T02:00:00Z"),
        Conducts = { conducts },
        Citizenship = CitizenshipStatus.Foreign,
        Disposition = Disposition.Detained,
    };

    public static Seizure Seizure(params SeizedItem[] items) => new()
    {
        Name = "seizures/s1",
        State = SeizureState.Recorded,
        Unit = "U1",
        Area = "53.02",
        SeizeTime = Time("2021-05-17T02:00:00Z"),
        Items = { items },
    };

    public static SeizedItem Mass(ItemKind kind, string sort, string grams) =>
        Item(kind, sort, new() { Mass = new() { Amount = grams, Unit = MassUnit.Gram, Grams = grams } });

    public static SeizedItem Count(ItemKind kind, string sort, long count) => Item(kind, sort, new() { Count = count });

    public static Patrol Patrol(PatrolType type = PatrolType.Routine) => new()
    {
        Name = "patrols/p1",
        State = PatrolState.UnderWay,
        Unit = "U1",
        Area = "53.02",
        Type = type,
        PlanTime = Time("2021-05-16T02:00:00Z"),
        StartTime = Time("2021-05-17T02:00:00Z"),
    };

    public static Timestamp Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToTimestamp();

    private static SeizedItem Item(ItemKind kind, string sort, Quantity quantity) =>
        new() { Id = sort, Kind = kind, Sort = sort, Quantity = quantity };
}
