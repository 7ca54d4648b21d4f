using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Statistics.Figures;
using Border.Statistics.Gates;
using Border.Statistics.V1;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Releases;

/// <summary>The use cases of releases.</summary>
internal sealed class ReleaseRegister(
    [FromKeyedServices(FeedNames.Statistics)] RecordWork work, ReleaseComposer composer, ReleaseShelf shelf, GateDesk gate, FigureDesk desk)
{
    /// <summary>Carries out any of the requests about a release.</summary>
    public async Task<Release> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var written = await work.RunAsync(
            new(request, actor),
            ReleaseKinds.Releases,
            session => request switch
            {
                DraftReleaseRequest r => DraftIn(session, r, actor, ct),
                RefreshReleaseRequest r => RefreshIn(session, r, actor, ct),
                SignReleaseRequest r => SignIn(session, r, actor, ct),
                PublishReleaseRequest r => PublishIn(session, r, actor, ct),
                WithdrawReleaseRequest r => WithdrawIn(session, r, actor),
                _ => throw new ArgumentOutOfRangeException(nameof(request)),
            },
            ct);
        return await shelf.WithContentAsync(written.Record, ct);
    }

    private async Task<Release> DraftIn(RecordSession session, DraftReleaseRequest request, string actor, CancellationToken ct)
    {
        if (request.Languages.Distinct().Count() < request.Languages.Count)
            throw Refusals.InvalidField("languages", "must each be named once");
        if (request.DisclosureThreshold == 1)
            throw Refusals.InvalidField("disclosure_threshold", "must be 2 to 100, or 0 for 3");
        var name = $"{ReleaseKinds.Releases.Collection}/{request.ReleaseId}";
        var release = ReleaseFile.Draft(name, request, request.Area, desk.FiscalStartMonth(request.FiscalStartMonth), actor, session.Time);
        await ComposeIn(session, release, ct);
        session.Save(ReleaseKinds.Releases, release, "drafted");
        return release;
    }

    private async Task<Release> RefreshIn(RecordSession session, RefreshReleaseRequest request, string actor, CancellationToken ct)
    {
        var release = await session.GetAsync(ReleaseKinds.Releases, request.Name, request.Etag);
        new ReleaseFile(release).Refresh(actor);
        await ComposeIn(session, release, ct);
        session.Save(ReleaseKinds.Releases, release, "refreshed");
        return release;
    }

    private async Task<Release> SignIn(RecordSession session, SignReleaseRequest request, string actor, CancellationToken ct)
    {
        var release = await session.GetAsync(ReleaseKinds.Releases, request.Name, request.Etag);
        var file = new ReleaseFile(release);
        // Before the gate, which takes longer.
        file.RequireSignableBy(actor);
        file.Sign(actor, await FindingsAsync(session, release, ct), session.Time);
        session.Save(ReleaseKinds.Releases, release, "signed");
        return release;
    }

    private async Task<Release> PublishIn(RecordSession session, PublishReleaseRequest request, string actor, CancellationToken ct)
    {
        var release = await session.GetAsync(ReleaseKinds.Releases, request.Name, request.Etag);
        var file = new ReleaseFile(release);
        file.RequirePublishable();
        await TakeTurnIn(session);
        file.Publish(actor, await FindingsAsync(session, release, ct), session.Time);
        session.Save(ReleaseKinds.Releases, release, "published");
        return release;
    }

    private static async Task<Release> WithdrawIn(RecordSession session, WithdrawReleaseRequest request, string actor)
    {
        if (request.Reason.En.Length == 0 || request.Reason.Zh.Length == 0)
            throw Refusals.InvalidField("reason", "must be set in English and Chinese");
        var release = await session.GetAsync(ReleaseKinds.Releases, request.Name, request.Etag);
        new ReleaseFile(release).Withdraw(actor, request.Reason, session.Time);
        session.Save(ReleaseKinds.Releases, release, "withdrawn", request.Reason.En);
        return release;
    }

    // Read before the figures, and written with the publication.
    private static async Task TakeTurnIn(RecordSession session)
    {
        const string name = "release-turns/publication";
        session.Save(ReleaseKinds.Turns, await session.FindAsync(ReleaseKinds.Turns, name) ?? new Release { Name = name }, "taken");
    }

    private async Task ComposeIn(RecordSession session, Release release, CancellationToken ct)
    {
        var content = (await composer.ComposeAsync(release, session.Time, ct)).Content;
        release.ContentSha256 = CanonicalJson.Sha256(content);
        (release.Period, release.Area, release.StartDate, release.EndDate) = (content.Period, content.Area, content.StartDate, content.EndDate);
        if (await session.FindAsync(ReleaseKinds.Contents, ReleaseKinds.ContentName(release.ContentSha256)) is null)
            session.Save(ReleaseKinds.Contents, content, "composed");
    }

    /// <summary>What the gate finds now, and whether the release still says what the figures do.</summary>
    private async Task<IReadOnlyList<Finding>> FindingsAsync(RecordSession session, Release release, CancellationToken ct)
    {
        var now = await composer.ComposeAsync(release, session.Time, ct);
        var kept = (await shelf.WithContentAsync(release.Clone(), ct)).Content;
        return [.. await gate.FindAsync(now.Bulletin, ct), .. FiguresMoved.Find(kept, now)];
    }
}
