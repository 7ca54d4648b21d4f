using Border.ServiceDefaults.Errors;
using Border.Statistics.Feeds;
using Border.Statistics.Figures;
using Border.Statistics.Numbers;
using Border.Statistics.Reference;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Border.Storage.Ledgers;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Releases;

/// <summary>Tells what became of the figures of a release.</summary>
internal sealed class RevisionDesk(
    ReleaseShelf shelf,
    FigureReader figures,
    ReferenceCatalogue catalogue,
    RevisedRecords records,
    KnownRecords known,
    FigureDesk desk,
    FeedBoard feeds,
    [FromKeyedServices(FeedNames.Statistics)] ILedger ledger)
{
    private const int MaxRecords = 1000;

    public async Task<GetRevisionsResponse> GetAsync(string name, CancellationToken ct)
    {
        var release = await shelf.GetAsync(name, ct);
        if (release.State is not (ReleaseState.Published or ReleaseState.Withdrawn))
            throw Refusals.WrongState(name, "not published", "compared with today");
        var progress = feeds.Progress();
        var reader = new RevisionReader(figures, await catalogue.ReadAsync(ct), release);
        var lines = release.Content.Lines.Where(line => reader.Indicator(line.Figure.Indicator) is not null).ToList();
        var rows = lines.Count == 0 ? [] : await reader.RowsAsync([.. lines.Select(line => reader.Indicator(line.Figure.Indicator)!)], null, ct);
        List<Revision> revisions = [];
        foreach (var (line, row) in lines.Zip(rows))
        {
            foreach (var change in ChangesOf(line.Figure, row))
                revisions.Add(await RevisionAsync(reader, line, row, change, ct));
        }

        await TellCorrectionsAsync(reader, revisions, ct);
        await HideAsync([.. revisions.SelectMany(revision => revision.Records)], ct);
        return new() { Revisions = { revisions }, FigureCount = lines.Count, Progress = progress };
    }

    private async Task TellCorrectionsAsync(RevisionReader reader, List<Revision> revisions, CancellationToken ct)
    {
        var rules = await ledger.RulesAsync(ct);
        foreach (var revision in revisions)
        {
            if (reader.Indicator(revision.Indicator)?.Rule?.Correction is { } correction
                && rules.GetValueOrDefault(revision.Indicator) is { } rule && rule.KnownOn > reader.PublishedAsOf)
                (revision.RecountedOn, revision.Correction) = (ReturnLines.Text(rule.KnownOn), correction.Note.ToProto());
        }
    }

    // What the caller may not know of revises the figure all the same.
    private async Task HideAsync(IReadOnlyList<RevisedRecord> revised, CancellationToken ct)
    {
        var told = await known.AmongAsync(revised.Select(record => record.Record), ct);
        foreach (var record in revised.Where(record => !told.Contains(record.Record)))
            record.Record = "";
    }

    /// <param name="Base">The index of the base that changed; null for the figure itself.</param>
    private sealed record Change(int? Base, Value? Published, Approximate? Today)
    {
        public Approximate? Of(FigureRow row) => Base is { } index ? row.Comparisons[index].Base : row.Value;
    }

    private static IEnumerable<Change> ChangesOf(Figure published, FigureRow row)
    {
        var bases = published.Comparisons.Zip(row.Comparisons).Select((pair, index) => new Change(index, pair.First.Base, pair.Second.Base));
        return bases.Prepend(new(null, published.Value, row.Value)).Where(change => !Equals(change.Published, FigureMessages.ToMessage(change.Today)));
    }

    private async Task<Revision> RevisionAsync(RevisionReader reader, BulletinLine line, FigureRow row, Change change, CancellationToken ct)
    {
        var since = await reader.SinceAsync(row.Indicator, change.Of, change.Today, desk.Today(), ct);
        var behind = await RecordsAsync(reader, row, change, ct);
        return new()
        {
            Indicator = row.Indicator.Code,
            DisplayName = line.DisplayName,
            BasePeriod = change.Base is { } index ? line.Figure.Comparisons[index].BasePeriod : "",
            Published = change.Published,
            Today = FigureMessages.ToMessage(change.Today),
            Difference = change is { Published: { } published, Today: { } today } ? Decimals.Text(today.Amount - Decimals.Parse(published.Amount)) : "",
            Since = ReturnLines.Text(since),
            Records = { behind.Take(MaxRecords) },
            Truncated = behind.Count > MaxRecords,
        };
    }

    private async Task<IReadOnlyList<RevisedRecord>> RecordsAsync(RevisionReader reader, FigureRow row, Change change, CancellationToken ct)
    {
        if (row.Indicator.IsCounted)
        {
            var days = RevisionReader.DaysOf(row, change.Base);
            return await records.CountedAsync(row.Indicator.Code, row.Area, days, reader.PublishedAsOf, ct);
        }

        // Only the cells of the figure itself are kept with it.
        return change.Base is null ? RevisedRecords.Reported((await reader.RowsAsync([row.Indicator], reader.PublishedAsOf, ct))[0], row) : [];
    }
}
