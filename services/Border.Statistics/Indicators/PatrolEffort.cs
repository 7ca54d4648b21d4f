using Border.Patrols.V1;
using Border.Statistics.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Indicators;

/// <summary>The effort of patrols, by unit. A patrol counts once, however many officers and devices take part.</summary>
internal static class PatrolEffort
{
    public const string ByUnit = "unit";

    /// <summary>A device whose clock is years off must not fill years with one patrol.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>Shorter than any day, those on which the clocks change included.</summary>
    private static readonly TimeSpan HalfDay = TimeSpan.FromHours(12);

    public static IndicatorDefinition Hours => new()
    {
        Code = "patrol_hours",
        Name = new("Patrol hours", "巡逻时长"),
        Unit = Units.Hours,
        Style = new(Qualifier.Rounded, 1),
        Rule = new(FeedNames.Patrols, "start_time", ByUnit, [RuleStage.First<Patrol>(OfHours)])
        {
            Correction = new(2, new("A patrol counts 744 hours at most; before, there was no limit.", "每次巡逻最多计744小时；此前不设上限。")),
        },
        Sentence = new("Patrols lasted {0} in all", "Patrols lasted {0} in all", "巡逻总时长{0}"),
        Methodology = new(
            "Adds up the hours from start to end of patrols that have ended, without their pauses, on the day of the start, in the "
            + "area of the patrol, by unit. A patrol of five officers counts its hours once, not five times. A patrol counts 744 hours "
            + "at most, which are 31 days. Void records are left out.",
            "累计已结束巡逻从出发到结束的小时数，扣除休整时间，以出发日期和巡逻辖区为准，按单位分类；五人同巡只计一次时长，每次巡逻最多计744小时（31日），作废记录不计。"),
    };

    public static IndicatorDefinition Kilometres => new()
    {
        Code = "patrol_kilometres",
        Name = new("Kilometres patrolled", "巡逻里程"),
        Unit = Units.Kilometres,
        Style = new(Qualifier.Rounded, 1),
        Rule = new(FeedNames.Patrols, "start_time", ByUnit, [RuleStage.First<Track>(OfKilometres)]),
        Sentence = new("Patrols covered {0}", "Patrols covered {0}", "巡逻总里程{0}"),
        Methodology = new(
            "Adds up the lengths of the tracks of patrols on the WGS 84 ellipsoid, on the day of the first point, in the area of the "
            + "patrol, by unit. Of several devices on one patrol the longest track counts. Jumps that would take more than 100 m/s, and "
            + "movement under 0.5 m/s, are left out, and so are patrols without a track and void records.",
            "累计巡逻轨迹在 WGS 84 椭球面上的长度，以首个轨迹点日期和巡逻辖区为准，按单位分类；同一巡逻有多台设备的，以最长轨迹为准；"
            + "速度超过每秒100米的跳点和低于每秒0.5米的移动不计，无轨迹的巡逻和作废记录不计。"),
    };

    public static IndicatorDefinition Days(LocalDays days) => new()
    {
        Code = "patrol_days",
        Name = new("Patrol-days", "巡逻天次"),
        Unit = Units.PatrolDays,
        Style = new(Qualifier.Exact, 1),
        Rule = new(FeedNames.Patrols, "start_time", ByUnit, [RuleStage.First<Patrol>(record => OfDays(record, days))]),
        Sentence = new("Units were on patrol for {0} patrol-days", "Units were on patrol for {0} patrol-day", "开展巡逻{0}"),
        Methodology = new(
            "Counts, for patrols that have ended, each local day between start and end on which the patrol was out, once a day and "
            + "patrol, in the area of the patrol, by unit. A patrol of five officers counts one a day. The first 31 days of a patrol are "
            + "counted. Void records are left out.",
            "统计已结束巡逻从出发到结束所跨的每个当地日，每次巡逻每日计一次，以巡逻辖区为准，按单位分类；五人同巡每日只计一次，每次巡逻最多计31日，作废记录不计。"),
    };

    private static IEnumerable<Tally> OfHours(Patrol record)
    {
        if (!HasEnded(record))
            yield break;
        var seconds = Seconds(record.StartTime, record.EndTime) - record.Pauses.Where(pause => pause.EndTime is not null).Sum(pause => Seconds(pause.StartTime, pause.EndTime));
        var hours = Math.Min(decimal.Round(seconds / 3600, 6), Longest.Days * 24);
        yield return new(record.StartTime, record.Area, record.Unit, hours);
    }

    private static IEnumerable<Tally> OfKilometres(Track record)
    {
        if (!record.IsVoid && record.StartTime is not null && double.IsFinite(record.DistanceMeters))
            yield return new(record.StartTime, record.Area, record.Unit, decimal.Round((decimal)record.DistanceMeters / 1000, 3));
    }

    private static IEnumerable<Tally> OfDays(Patrol record, LocalDays days)
    {
        if (!HasEnded(record))
            return [];
        var start = record.StartTime.ToDateTimeOffset();
        var end = record.EndTime.ToDateTimeOffset();
        end = end - start < Longest ? end : start + Longest - TimeSpan.FromTicks(1);
        List<DateTimeOffset> times = [];
        for (var time = start; time < end; time += HalfDay)
            times.Add(time);
        return times.Append(end).DistinctBy(days.Of).Take(Longest.Days).Select(time => new Tally(Timestamp.FromDateTimeOffset(time), record.Area, record.Unit, 1));
    }

    private static bool HasEnded(Patrol record) => record is { State: PatrolState.Ended, StartTime: not null, EndTime: not null };

    private static decimal Seconds(Timestamp from, Timestamp to) => to.Seconds - from.Seconds + ((to.Nanos - from.Nanos) / 1_000_000_000m);
}
