using Border.Statistics.Figures;
using Border.Statistics.Numbers;

namespace Border.Statistics.Bulletins;

/// <summary>A bulletin as text.</summary>
/// <param name="Whole">The title, a sentence a line, and the notes.</param>
internal sealed record BulletinText(Bilingual Title, IReadOnlyList<BulletinSentence> Lines, Bilingual Whole);

/// <summary>One line of a bulletin.</summary>
/// <param name="Printed">The number as printed; empty when there is none.</param>
internal sealed record BulletinSentence(FigureRow Row, Bilingual Printed, Bilingual Sentence);

/// <summary>Writes one sentence about one figure.</summary>
internal static class SentenceWriter
{
    /// <summary>Whether there is anything to tell: something counted now or in a base, or something reported.</summary>
    public static bool IsTold(FigureRow row) => row.Indicator.IsCounted
        ? row.Value is { Amount: not 0 } || row.Comparisons.Any(comparison => comparison.Base is { Amount: not 0 })
        : row.Value is not null || row.Has(V1.FigureFlag.NotAdditive);

    public static BulletinSentence Write(FigureRow row, bool unrounded)
    {
        if (row.Value is not { } value)
            return new(row, new("", ""), Unknown(row));
        var print = new NumberPrint(row.Indicator, unrounded);
        var number = print.Number(value);
        var words = row.Comparisons.Select(new ComparisonPrint(row, print).Words).OfType<Bilingual>().ToList();
        var (en, zh) = Statement(row, value, number);
        if (words.Count > 0)
        {
            en += ", " + string.Join(" and ", words.Select(word => word.En));
            zh += "，" + string.Join("，", words.Select(word => word.Zh));
        }

        return new(row, number, new(Capitalised(en) + ".", zh + "。"));
    }

    private static Bilingual Statement(FigureRow row, Approximate value, Bilingual number)
    {
        if (row.Indicator.Sentence is not { } sentence)
            return new($"{row.Indicator.Name.En}: {number.En}", $"{row.Indicator.Name.Zh}：{number.Zh}");
        var en = value is { IsExact: true, Amount: 1 } ? sentence.EnOne : sentence.En;
        return new(en.Replace("{0}", number.En, StringComparison.Ordinal), sentence.Zh.Replace("{0}", number.Zh, StringComparison.Ordinal));
    }

    private static Bilingual Unknown(FigureRow row) => new(
        $"{row.Indicator.Name.En}: what was reported does not add up to this period and area.",
        $"{row.Indicator.Name.Zh}：已上报数据不能按本期间和辖区相加。");

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
