using Border.ServiceDefaults.Errors;
using Border.Statistics.Gates;
using Border.Statistics.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Releases;

/// <summary>The rules of one release: two people for every publication, and nothing changes after it.</summary>
internal sealed class ReleaseFile(Release release)
{
    private const int DefaultThreshold = 3;

    public static Release Draft(string name, DraftReleaseRequest request, string area, int fiscalStartMonth, string actor, DateTimeOffset time) => new()
    {
        Name = name,
        State = ReleaseState.Draft,
        Period = request.Period,
        Area = area,
        CompareWith = { request.CompareWith },
        AsOf = request.AsOf,
        FiscalStartMonth = fiscalStartMonth,
        Languages = { request.Languages.Count > 0 ? request.Languages : [ReleaseLanguage.En, ReleaseLanguage.Zh] },
        DisclosureThreshold = request.DisclosureThreshold == 0 ? DefaultThreshold : request.DisclosureThreshold,
        DraftTime = Timestamp.FromDateTimeOffset(time),
        Drafter = actor,
        Composer = actor,
    };

    /// <summary>What was signed is not what stands now, so the signature lapses.</summary>
    public void Refresh(string actor)
    {
        if (release.State is not (ReleaseState.Draft or ReleaseState.Signed))
            throw WrongState("refreshed");
        (release.State, release.Composer) = (ReleaseState.Draft, actor);
        (release.Signer, release.SignTime) = ("", null);
        release.Findings.Clear();
    }

    /// <exception cref="RefusalException">It is no draft, or the caller has composed it.</exception>
    public void RequireSignableBy(string actor)
    {
        if (release.State != ReleaseState.Draft)
            throw WrongState("signed");
        if (actor == release.Drafter || actor == release.Composer)
            throw Refusals.RuleBroken("Whoever composed a release cannot sign it; a second person must.");
    }

    public void Sign(string actor, IReadOnlyList<Finding> findings, DateTimeOffset time)
    {
        RequireSignableBy(actor);
        RequireNothingBlocks(findings);
        (release.State, release.Signer, release.SignTime) = (ReleaseState.Signed, actor, Timestamp.FromDateTimeOffset(time));
        release.Findings.Add(findings);
    }

    public void RequirePublishable()
    {
        if (release.State != ReleaseState.Signed)
            throw WrongState("published");
    }

    public void Publish(string actor, IReadOnlyList<Finding> findings, DateTimeOffset time)
    {
        RequirePublishable();
        RequireNothingBlocks(findings);
        (release.State, release.Publisher, release.PublishTime) = (ReleaseState.Published, actor, Timestamp.FromDateTimeOffset(time));
    }

    public void Withdraw(string actor, LocalizedText reason, DateTimeOffset time)
    {
        if (release.State != ReleaseState.Published)
            throw WrongState("withdrawn");
        release.State = ReleaseState.Withdrawn;
        release.Withdrawal = new() { Reason = reason, Notifier = actor, NoticeTime = Timestamp.FromDateTimeOffset(time) };
    }

    private static void RequireNothingBlocks(IReadOnlyList<Finding> findings)
    {
        var blocking = findings.Where(GateRules.Blocks).ToList();
        if (blocking.Count > 0)
            throw Refusals.RuleBroken($"The gate has {blocking.Count} blocking findings; the first: {blocking[0].Text.En}");
    }

    private RefusalException WrongState(string verb) => Refusals.WrongState(release.Name, release.State.ToString().ToLowerInvariant(), verb);
}
