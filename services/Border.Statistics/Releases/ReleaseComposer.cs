using Border.Statistics.Bulletins;
using Border.Statistics.Disclosure;
using Border.Statistics.Indicators;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Releases;

/// <summary>What a release says, and the bulletin that it was composed from.</summary>
internal sealed record Composition(ReleaseContent Content, ComposedBulletin Bulletin);

/// <summary>Composes what a release says from the figures as they stand.</summary>
internal sealed class ReleaseComposer(BulletinDesk bulletins, ReleaseTables tables, ReleaseShelf shelf)
{
    public async Task<Composition> ComposeAsync(Release release, DateTimeOffset time, CancellationToken ct)
    {
        var bulletin = await bulletins.ComposeAsync(
            new()
            {
                Period = release.Period,
                Area = release.Area,
                CompareWith = { release.CompareWith },
                AsOf = release.AsOf,
                FiscalStartMonth = release.FiscalStartMonth,
            },
            ct);
        var published = await shelf.PublishedAsync(bulletin.Area, [bulletin.Counted], ct);
        var content = Content(bulletin, release, time);
        content.Tables.Add(await tables.ComposeAsync(bulletin, release.DisclosureThreshold, [.. published.Where(other => other.Name != release.Name)], ct));
        return new(content, bulletin);
    }

    /// <summary>Whether two compositions say the same, whenever each was made.</summary>
    public static bool SayTheSame(ReleaseContent one, ReleaseContent other) => Said(one).Equals(Said(other));

    private static ReleaseContent Said(ReleaseContent content)
    {
        var said = content.Clone();
        (said.KnownTime, said.AsOf) = (null, "");
        said.Positions.Clear();
        return said;
    }

    private static ReleaseContent Content(ComposedBulletin bulletin, Release release, DateTimeOffset time) => new()
    {
        Title = bulletin.Text.Title.ToProto(),
        Period = bulletin.Query.Period.Label,
        StartDate = ReturnLines.Text(bulletin.Counted.Start),
        EndDate = ReturnLines.Text(bulletin.Counted.End),
        Area = bulletin.Area,
        AreaName = bulletin.AreaName.ToProto(),
        AsOf = ReturnLines.Text(bulletin.Query.LastDay),
        Lines = { bulletin.Text.Lines.Select(BulletinDesk.Message) },
        Narrative = new()
        {
            En = release.Languages.Contains(ReleaseLanguage.En) ? bulletin.Text.Whole.En : "",
            Zh = release.Languages.Contains(ReleaseLanguage.Zh) ? bulletin.Text.Whole.Zh : "",
        },
        Methodology = { bulletin.Told.Select(row => Note(row.Indicator)) },
        DisclosureThreshold = release.DisclosureThreshold,
        KnownTime = Timestamp.FromDateTimeOffset(time),
        Positions = { bulletin.Progress.Feeds.Select(feed => new FeedPosition { Feed = feed.Feed, Position = feed.FoldedPosition }) },
    };

    private static MethodologyNote Note(IndicatorDefinition indicator) => new()
    {
        Indicator = indicator.Code,
        DisplayName = indicator.Name.ToProto(),
        Note = new() { En = indicator.Methodology.En, Zh = indicator.Methodology.Zh },
        RuleSince = indicator.Rule?.Versions[^1].Since is { } since ? ReturnLines.Text(since) : "",
    };
}
