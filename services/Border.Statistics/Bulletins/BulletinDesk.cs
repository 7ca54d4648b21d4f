using Border.Statistics.Feeds;
using Border.Statistics.Figures;
using Border.Statistics.Periods;
using Border.Statistics.Reference;
using Border.Statistics.Returns;
using Border.Statistics.V1;

namespace Border.Statistics.Bulletins;

/// <summary>Answers requests for bulletins.</summary>
internal sealed class BulletinDesk(FigureDesk figures, FigureReader reader, ReferenceCatalogue catalogue, FeedBoard feeds)
{
    public async Task<Bulletin> GetAsync(GetBulletinRequest request, CancellationToken ct) => Message(await ComposeAsync(request, ct));

    public async Task<ComposedBulletin> ComposeAsync(GetBulletinRequest request, CancellationToken ct)
    {
        var reference = await catalogue.ReadAsync(ct);
        // Before the figures: what is told of the feeds is then surely in them.
        var progress = feeds.Progress();
        var query = Query(request, reference);
        var rows = await reader.ReadAsync(query, reference, ct);
        FigureDesk.RefuseUnknownAreas(query.Areas, rows, reference);
        var area = query.Areas[0];
        var name = reference.Areas.NameOf(area);
        var text = BulletinWriter.Write(rows, query.Period, area.Length > 0 ? name : null, query.AsOf, request.Unrounded);
        return new(query, rows, reference, name, text, progress);
    }

    private FigureQuery Query(GetBulletinRequest request, ReferenceData reference)
    {
        var (period, bases) = PeriodFields.Read(
            request.Period, request.CompareWith, figures.FiscalStartMonth(request.FiscalStartMonth));
        return new()
        {
            Indicators = reference.Indicators,
            Period = period,
            Bases = bases.Count > 0 ? bases : [period.YearBefore()],
            Areas = [reference.Areas.InFigures(request.Area)],
            AsOf = request.AsOf.Length > 0 ? ReturnLines.Day(request.AsOf) : null,
            Today = figures.Today(),
            StaleFeeds = feeds.StaleFeeds(),
        };
    }

    private static Bulletin Message(ComposedBulletin composed) => new()
    {
        Title = composed.Text.Title.ToProto(),
        Period = composed.Query.Period.Label,
        StartDate = ReturnLines.Text(composed.Counted.Start),
        EndDate = ReturnLines.Text(composed.Counted.End),
        Area = composed.Area,
        AreaName = composed.AreaName.ToProto(),
        Lines = { composed.Text.Lines.Select(Message) },
        Narrative = new() { En = composed.Text.Whole.En, Zh = composed.Text.Whole.Zh },
        Progress = composed.Progress,
        AsOf = ReturnLines.Text(composed.Query.LastDay),
    };

    public static BulletinLine Message(BulletinSentence line) => new()
    {
        Figure = FigureMessages.ToMessage(line.Row),
        DisplayName = line.Row.Indicator.Name.ToProto(),
        Printed = line.Printed.ToProto(),
        Sentence = line.Sentence.ToProto(),
    };
}
