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
    public async Task<Bulletin> GetAsync(GetBulletinRequest request, CancellationToken ct)
    {
        var reference = await catalogue.ReadAsync(ct);
        var progress = feeds.Progress();
        var query = Query(request, reference);
        var rows = await reader.ReadAsync(query, reference, ct);
        FigureDesk.RefuseUnknownAreas(query.Areas, rows, reference);
        var area = query.Areas[0];
        var name = reference.Areas.NameOf(area);
        var text = BulletinWriter.Write(rows, query.Period, area.Length > 0 ? name : null, query.AsOf, request.Unrounded);
        return Message(text, query, name, progress);
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

    private static Bulletin Message(BulletinText text, FigureQuery query, Bilingual areaName, Progress progress)
    {
        var counted = new LikeForLike(query.Period, query.LastDay).Counted;
        return new()
        {
            Title = text.Title.ToProto(),
            Period = query.Period.Label,
            StartDate = ReturnLines.Text(counted.Start),
            EndDate = ReturnLines.Text(counted.End),
            Area = query.Areas[0],
            AreaName = areaName.ToProto(),
            Lines = { text.Lines.Select(Message) },
            Narrative = new() { En = text.Whole.En, Zh = text.Whole.Zh },
            Progress = progress,
            AsOf = ReturnLines.Text(query.LastDay),
        };
    }

    private static BulletinLine Message(BulletinSentence line) => new()
    {
        Figure = FigureMessages.ToMessage(line.Row),
        DisplayName = line.Row.Indicator.Name.ToProto(),
        Printed = line.Printed.ToProto(),
        Sentence = line.Sentence.ToProto(),
    };
}
