using Border.Storage.Ledgers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Indicators;

/// <summary>How an indicator is counted from the records of one feed.</summary>
/// <param name="DecidingDate">The field whose day decides the period.</param>
/// <param name="CategoryKind">What its categories are.</param>
/// <param name="Versions">Oldest first; the first has no day on which it begins.</param>
internal sealed record CountingRule(
    string Feed, string DecidingDate, string CategoryKind, IReadOnlyList<RuleStage> Versions)
{
    /// <summary>Null while it counts every record as it did when it was first written.</summary>
    public RuleCorrection? Correction { get; init; }

    /// <summary>Raised whenever it makes something else of a record than before, of whatever day: then all records are counted again.</summary>
    public int Number => Correction?.Number ?? 1;

    /// <summary>What a record gives, each part by the version in force on its day.</summary>
    public IEnumerable<LedgerLine> Lines(string series, IMessage record, LocalDays days)
    {
        for (var i = 0; i < Versions.Count; i++)
        {
            var before = i + 1 < Versions.Count ? Versions[i + 1].Since : null;
            foreach (var tally in Versions[i].Tallies(record))
            {
                var day = days.Of(tally.Time);
                if ((Versions[i].Since is not { } since || day >= since) && (before is not { } end || day < end))
                    yield return new(series, day, day, tally.Area, tally.Category, tally.Amount);
            }
        }
    }

    /// <summary>Whether two ranges of days are counted by different versions, or one of them by several.</summary>
    public bool ChangesBetween(Periods.DayRange one, Periods.DayRange other)
    {
        var first = one.Start < other.Start ? one.Start : other.Start;
        var last = one.End > other.End ? one.End : other.End;
        return Versions.Any(version => version.Since is { } since && first < since && since <= last);
    }
}

/// <summary>One version of a counting rule.</summary>
/// <param name="Since">The first day that is counted by it; null for the first version.</param>
/// <param name="Note">What it changed.</param>
/// <param name="Tallies">What a record gives; nothing for records of another kind.</param>
internal sealed record RuleStage(DateOnly? Since, Bilingual Note, Func<IMessage, IEnumerable<Tally>> Tallies)
{
    public static RuleStage First<T>(Func<T, IEnumerable<Tally>> tallies)
        where T : IMessage =>
        new(null, new("First version.", "首版。"), record => record is T known ? tallies(known) : []);
}

/// <summary>The last change of a rule that holds for all days: what was counted before was not what the note says.</summary>
/// <param name="Number">Counted from 2.</param>
/// <param name="Note">What is counted otherwise.</param>
internal sealed record RuleCorrection(int Number, Bilingual Note);

/// <summary>What a record gives to an indicator at a time.</summary>
internal readonly record struct Tally(Timestamp Time, string Area, string Category, decimal Amount);
