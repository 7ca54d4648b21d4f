using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.Reference;
using Border.Statistics.Returns;
using Border.Statistics.V1;

namespace Border.Statistics.Releases;

/// <summary>The figures of one release as they are known on other days: the same days are counted, whatever is known by then.</summary>
internal sealed class RevisionReader(FigureReader reader, ReferenceData reference, Release release)
{
    private readonly DateOnly _end = ReturnLines.Day(release.Content.EndDate);
    private IReadOnlySet<string>? _ofWholePeriod;

    /// <summary>The last day of which the published figures are known.</summary>
    public DateOnly PublishedAsOf { get; } = ReturnLines.Day(release.Content.AsOf);

    public IndicatorDefinition? Indicator(string code) => reference.FindIndicator(code);

    /// <param name="asOf">Null for as known now.</param>
    public async Task<IReadOnlyList<FigureRow>> RowsAsync(IReadOnlyList<IndicatorDefinition> indicators, DateOnly? asOf, CancellationToken ct) =>
        await reader.ReadAsync(Query(indicators, asOf) with { OfWholePeriod = await OfWholePeriodAsync(ct) }, reference, ct);

    // A number of the days so far does not become one of the whole period once that is over and returned.
    private async Task<IReadOnlySet<string>> OfWholePeriodAsync(CancellationToken ct)
    {
        if (_ofWholePeriod is { } known)
            return known;
        var told = release.Content.Lines.Select(line => Indicator(line.Figure.Indicator)).OfType<IndicatorDefinition>();
        var rows = await reader.ReadAsync(Query([.. told.Where(indicator => !indicator.IsCounted)], PublishedAsOf), reference, ct);
        return _ofWholePeriod = rows.Where(row => row.IsOfWholePeriod).Select(row => row.Indicator.Code).ToHashSet(StringComparer.Ordinal);
    }

    private FigureQuery Query(IReadOnlyList<IndicatorDefinition> indicators, DateOnly? asOf)
    {
        var (period, bases) = PeriodFields.Read(release.Period, release.CompareWith, release.FiscalStartMonth);
        return new()
        {
            Indicators = indicators,
            Period = period,
            Bases = bases.Count > 0 ? bases : [period.YearBefore()],
            Areas = [release.Area],
            AsOf = asOf,
            // A period that was not over then is counted to the same day now.
            Today = _end < period.End ? _end : DateOnly.MaxValue,
        };
    }

    /// <summary>The first day on which a number was known as it is now.</summary>
    /// <param name="number">Reads the number from a figure.</param>
    public async Task<DateOnly> SinceAsync(
        IndicatorDefinition indicator, Func<FigureRow, Approximate?> number, Approximate? now, DateOnly today, CancellationToken ct)
    {
        var (other, same) = (PublishedAsOf.AddDays(-1), today);
        while (same.DayNumber - other.DayNumber > 1)
        {
            var middle = DateOnly.FromDayNumber((other.DayNumber + same.DayNumber) / 2);
            if (number((await RowsAsync([indicator], middle, ct))[0]) == now)
                same = middle;
            else
                other = middle;
        }

        return same;
    }

    public static DayRange DaysOf(FigureRow row, int? basis) => basis is { } index ? row.Comparisons[index].Period.Range : row.Counted;
}
