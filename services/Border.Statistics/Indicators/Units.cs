using System.Collections.Frozen;

namespace Border.Statistics.Indicators;

/// <summary>The units of figures: how they are written, and whether they are measured or counted.</summary>
internal static class Units
{
    public const string Cases = "cases";
    public const string Persons = "persons";
    public const string Tonnes = "t";
    public const string Venues = "venues";
    public const string Firearms = "firearms";
    public const string Patrols = "patrols";
    public const string PatrolDays = "patrol-days";
    public const string Hours = "hours";
    public const string Kilometres = "km";
    public const string Notices = "notices";
    public const string Percent = "percent";

    private static readonly FrozenSet<string> Continuous = new[]
    {
        Tonnes, Percent, "kg", "g", "mg", "l", "ml", "m3", Kilometres, "km2", "ha", Hours, "CNY", "USD", "EUR",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The measure words that follow a number in Chinese.</summary>
    private static readonly FrozenDictionary<string, string> Chinese = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Cases] = "起",
        [Persons] = "人",
        [Tonnes] = "吨",
        [Venues] = "处",
        [Firearms] = "支",
        [Patrols] = "次",
        [PatrolDays] = "天次",
        [Hours] = "小时",
        [Percent] = "%",
        ["kg"] = "千克",
        ["g"] = "克",
        [Kilometres] = "公里",
        ["vehicles"] = "辆",
        ["vessels"] = "艘",
        ["aircraft"] = "架次",
        ["flights"] = "架次",
        ["documents"] = "件",
        ["applications"] = "件",
        [Notices] = "件",
        ["letters"] = "封",
        ["windows"] = "个",
        ["lanes"] = "条",
        ["CNY"] = "元",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsContinuous(string unit) => Continuous.Contains(unit);

    /// <summary>What follows the number in English: only what is measured has a sign of its own.</summary>
    public static string InEnglish(string unit) => unit == Percent ? "%" : IsContinuous(unit) ? $" {unit}" : "";

    public static string InChinese(string unit) =>
        Chinese.TryGetValue(unit, out var word) ? word : IsContinuous(unit) ? $" {unit}" : "";
}
