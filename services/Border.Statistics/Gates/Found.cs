using Border.Statistics.Bulletins;
using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.V1;

namespace Border.Statistics.Gates;

/// <summary>Words findings.</summary>
internal static class Found
{
    private const int MaxFigures = 100;
    private const int MaxNames = 8;

    public static Finding Of(GateRule rule, FindingSeverity severity, string en, string zh, params IEnumerable<FindingFigure> figures) => new()
    {
        Rule = rule,
        Severity = severity,
        Text = new() { En = en, Zh = zh },
        Figures = { figures.Take(MaxFigures) },
    };

    public static FindingFigure Figure(FigureRow row) => Figure(row.Indicator.Code, row.Period.Label, row.Area, row.Category, row.Value);

    public static FindingFigure Base(FigureRow row, BaseComparison comparison) =>
        Figure(row.Indicator.Code, comparison.Period.Label, row.Area, row.Category, comparison.Base);

    public static FindingFigure Figure(string indicator, string period, string area, string category, Approximate? value) => new()
    {
        Indicator = indicator,
        Period = period,
        Area = area,
        Category = category,
        Value = FigureMessages.ToMessage(value),
    };

    /// <summary>A number as it is, with its unit.</summary>
    public static Bilingual Number(FigureRow row, Approximate value) => new NumberPrint(row.Indicator, unrounded: true).Number(value);

    /// <summary>Some names, and how many more there are.</summary>
    public static Bilingual Names(IReadOnlyList<Bilingual> names)
    {
        var (en, zh) = (string.Join(", ", names.Take(MaxNames).Select(name => name.En)), string.Join("、", names.Take(MaxNames).Select(name => name.Zh)));
        var more = names.Count - MaxNames;
        return more > 0 ? new($"{en} and {more} more", $"{zh}等{names.Count}个") : new(en, zh);
    }
}
