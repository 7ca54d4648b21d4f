using Border.Statistics.Figures;
using Border.Statistics.Periods;

namespace Border.Statistics.Bulletins;

/// <summary>Writes the bulletin of a period and area from its figures.</summary>
internal static class BulletinWriter
{
    /// <param name="area">The area's name; null for the whole nation.</param>
    /// <param name="unrounded">Print every number as it is.</param>
    public static BulletinText Write(
        IReadOnlyList<FigureRow> rows, Period period, Bilingual? area, DateOnly? asOf, bool unrounded)
    {
        var title = Title(period, area);
        var lines = rows.Where(SentenceWriter.IsTold).Select(row => SentenceWriter.Write(row, unrounded)).ToList();
        var told = lines.Select(line => line.Row).ToList();
        var notes = BulletinNotes.Of(told, rows, asOf).ToList();
        var en = lines.Select(line => line.Sentence.En).Concat(notes.Select(note => "Note: " + note.En));
        var zh = lines.Select(line => line.Sentence.Zh).Concat(notes.Select(note => "注：" + note.Zh));
        return new(title, lines, new(Text(title.En, en), Text(title.Zh, zh)));
    }

    private static Bilingual Title(Period period, Bilingual? area)
    {
        var name = PeriodNames.Of(period);
        var en = name.En.StartsWith("the ", StringComparison.Ordinal) ? name.En[4..] : name.En;
        return area is null
            ? new($"Border bulletin: {en}", $"边境管理统计公报：{name.Zh}")
            : new($"Border bulletin: {en}, {area.En}", $"边境管理统计公报：{name.Zh}，{area.Zh}");
    }

    private static string Text(string title, IEnumerable<string> lines) => string.Join('\n', lines.Prepend(title));
}
