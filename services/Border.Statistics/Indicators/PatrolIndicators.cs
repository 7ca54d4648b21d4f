using Border.Patrols.V1;
using Border.Statistics.V1;

namespace Border.Statistics.Indicators;

/// <summary>What is counted from the records of patrols.</summary>
internal static class PatrolIndicators
{
    public static IndicatorDefinition Conducted => new()
    {
        Code = "patrols_conducted",
        Name = new("Patrols conducted", "开展巡逻次数"),
        Unit = Units.Patrols,
        Style = new(Qualifier.Exact, 1),
        Rule = new(FeedNames.Patrols, "start_time", "patrol_type", [RuleStage.First<Patrol>(OfStarted)]),
        Sentence = new("{0} patrols were conducted", "{0} patrol was conducted", "开展边境巡逻{0}"),
        Methodology = new(
            "Counts patrols of every type that started, once each, on the day of the start and in the area of the patrol. "
            + "Patrols that are only planned and void records are left out.",
            "统计已出发的各类巡逻，每次计一次，以出发日期和巡逻辖区为准；仅列入计划的和作废记录不计。"),
    };

    public static IndicatorDefinition Joint => new()
    {
        Code = "joint_patrols",
        Name = new("Joint patrols", "联合巡逻次数"),
        Unit = Units.Patrols,
        Style = new(Qualifier.Exact, 1),
        Rule = new(FeedNames.Patrols, "start_time", "counterpart_country", [RuleStage.First<Patrol>(OfJoint)]),
        PartOf = new(Conducted.Code, CategoryCode<PatrolType>.Of(PatrolType.Joint)),
        Sentence = new(
            "{0} joint patrols were conducted with neighbouring states",
            "{0} joint patrol was conducted with a neighbouring state",
            "与邻国开展联合巡逻{0}"),
        Methodology = new(
            "Counts patrols together with a neighbouring state's counterpart that started, once each, on the day of the start "
            + "and in the area of the patrol, by neighbouring state. They are among the patrols conducted. Void records are left out.",
            "统计与邻国有关部门共同开展且已出发的巡逻，每次计一次，以出发日期和巡逻辖区为准，按邻国分类；已包含在巡逻总次数内，作废记录不计。"),
    };

    private static IEnumerable<Tally> OfStarted(Patrol record)
    {
        if (HasStarted(record))
            yield return new(record.StartTime, record.Area, CategoryCode<PatrolType>.Of(record.Type), 1);
    }

    private static IEnumerable<Tally> OfJoint(Patrol record)
    {
        if (HasStarted(record) && record.Type == PatrolType.Joint)
            yield return new(record.StartTime, record.Area, record.CounterpartCountry, 1);
    }

    private static bool HasStarted(Patrol record) => record.State != PatrolState.Void && record.StartTime is not null;
}
