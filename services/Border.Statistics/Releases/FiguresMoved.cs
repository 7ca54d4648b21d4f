using Border.Statistics.Gates;
using Border.Statistics.V1;

namespace Border.Statistics.Releases;

/// <summary>What is printed is what is known: a release is composed again when its figures moved before it was published.</summary>
internal static class FiguresMoved
{
    public static IEnumerable<Finding> Find(ReleaseContent kept, Composition now)
    {
        if (ReleaseComposer.SayTheSame(kept, now.Content))
            yield break;
        var printed = kept.Lines.ToDictionary(line => line.Figure.Indicator, line => line.Figure, StringComparer.Ordinal);
        var moved = now.Bulletin.Told.Zip(now.Content.Lines)
            .Where(pair => !pair.Second.Figure.Equals(printed.GetValueOrDefault(pair.Second.Figure.Indicator))).Select(pair => pair.First).ToList();
        var names = Found.Names([.. moved.Select(row => row.Indicator.Name)]);
        yield return Found.Of(
            GateRule.FiguresMoved,
            FindingSeverity.Blocking,
            $"What is known moved since the release was composed{(moved.Count > 0 ? $": {names.En}" : "")}. Refresh it.",
            $"公报编制后数据已有变化{(moved.Count > 0 ? $"：{names.Zh}" : "")}，请重新编制。",
            moved.Select(Found.Figure));
    }
}
