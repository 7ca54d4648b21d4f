using Border.Cases.Access;
using Border.Cases.Links;
using Border.Cases.V1;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Cases.Notices;

/// <summary>The records and attachments that a notice names: they must be there.</summary>
internal sealed class NoticeReferences([FromKeyedServices(CasesModule.Service)] AttachmentFiles files, LinkedRecords others)
{
    /// <summary>Also fills in what the attachments are.</summary>
    /// <param name="named">The digests of those that the notice names already.</param>
    public async Task RequireAsync(RecordSession session, Notice notice, IReadOnlyCollection<string> named, string actor, CancellationToken ct)
    {
        await files.FillAsync(session, notice.Attachments, ct, named);
        foreach (var record in notice.Records)
        {
            if (CaseLinks.IsCase(record))
                RequireAsClose(await session.GetCaseAsync(record, "", actor), notice);
            else
                await others.RequireAsync(record, ct);
        }
    }

    /// <summary>Before it goes out: what it names may have been restricted since it was drafted.</summary>
    public static async Task RequireStillAsync(RecordSession session, Notice notice, string actor)
    {
        foreach (var name in notice.Records.Where(CaseLinks.IsCase))
        {
            if (await session.FindAsync(CaseKind.Records, name) is not { } record)
                continue;
            CaseAccess.Require(record, actor);
            RequireAsClose(record, notice);
        }
    }

    private static void RequireAsClose(Case record, Notice notice)
    {
        if (record.NeedToKnow.Count > 0 && notice.Classification == NoticeClassification.Routine)
            throw Refusals.RuleBroken("A notice about a restricted case is not routine.");
    }
}
