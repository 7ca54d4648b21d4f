using Border.Cases.Notices;
using Border.Cases.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Border.Cases.Work;

/// <summary>Tells what a case and what belongs to it say about when something happened.</summary>
internal static class TimelineEntries
{
    public static IEnumerable<TimelineEntry> Of(Case record) =>
    [
        .. record.Turns.Select(turn => Of(turn.TurnTime, TimelineKind.Turn, Code(turn.State), record.Name, turn.Reason)),
        .. record.Arrests.SelectMany(arrest => Of(arrest, record.Name)),
        .. record.Warrants.SelectMany(warrant => Of(warrant, record.Name)),
        .. record.Classifications.Select(old => Of(old.UntilTime, TimelineKind.Reclassified, old.PrincipalOffence, record.Name, old.Reason)),
        .. record.Links.Select(link => Of(link.LinkTime, TimelineKind.Linked, Code(link.Kind), link.Record, link.Reason)),
        .. from outcome in record.Suspects.Select(suspect => (suspect.Id, suspect.Outcome)).Append((Id: "", record.Outcome))
           where outcome.Outcome is not null
           select Of(outcome.Outcome.DecideTime, TimelineKind.Outcome, outcome.Id, record.Name, outcome.Outcome.Sentence),
    ];

    public static TimelineEntry Of(string name, DocumentVersion version)
    {
        var entry = Of(Timestamp.FromDateTimeOffset(version.Time), TimelineKind.Version, version.Verb, name, version.Reason);
        entry.Actor = version.Actor;
        return entry;
    }

    public static IEnumerable<TimelineEntry> Of(CaseNote note) => [By(note.Author, Of(note.NoteTime, TimelineKind.Note, "", note.Name, note.Text))];

    public static IEnumerable<TimelineEntry> Of(CaseTask task)
    {
        yield return By(task.Assignee, Of(task.CreateTime, TimelineKind.TaskSet, "", task.Name, task.Title));
        if (task.EndTime is not null)
            yield return By(task.Assignee, Of(task.EndTime, TimelineKind.TaskEnded, Code(task.State), task.Name, task.Result));
    }

    public static IEnumerable<TimelineEntry> Of(CaseCorrection correction)
    {
        var fields = string.Join(',', correction.UpdateMask.Paths);
        yield return By(
            correction.Requester, Of(correction.RequestTime, TimelineKind.CorrectionRequested, fields, correction.Name, correction.Reason));
        if (correction.DecideTime is not null)
        {
            yield return By(
                correction.Decider,
                Of(correction.DecideTime, TimelineKind.CorrectionDecided, Code(correction.State), correction.Name, correction.DecideReason));
        }
    }

    public static IEnumerable<TimelineEntry> Of(CaseEvidence item)
    {
        yield return By(item.Author, Of(item.ObtainTime, TimelineKind.EvidenceObtained, Code(item.Kind), item.Name, item.Description?.Text ?? ""));
        if (item.Withdrawn)
            yield return By(item.Withdrawer, Of(item.WithdrawTime, TimelineKind.EvidenceWithdrawn, Code(item.Kind), item.Name, item.WithdrawReason));
    }

    public static IEnumerable<TimelineEntry> Of(EmergencyAccess access)
    {
        yield return By(access.Actor, Of(access.TakeTime, TimelineKind.EmergencyAccessTaken, "", access.Name, access.Reason));
        if (access.ReviewTime is not null)
            yield return By(access.Reviewer, Of(access.ReviewTime, TimelineKind.EmergencyAccessReviewed, Code(access.Finding), access.Name, access.Remark));
    }

    /// <summary>Nothing of a draft, for it happened to nobody yet.</summary>
    public static IEnumerable<TimelineEntry> Of(Notice notice)
    {
        if (notice.Number.Length > 0)
            yield return Of(NoticeKind.TimeOf(notice), TimelineKind.Notice, Code(notice.Direction), notice.Name, notice.Content?.Title ?? "");
    }

    private static IEnumerable<TimelineEntry> Of(Arrest arrest, string name)
    {
        yield return Of(arrest.ArrestTime, TimelineKind.Arrest, arrest.Id, name, arrest.WithdrawReason);
        if (arrest.ReleaseTime is not null)
            yield return Of(arrest.ReleaseTime, TimelineKind.Release, arrest.Id, name, arrest.ReleaseReason);
    }

    private static IEnumerable<TimelineEntry> Of(Warrant warrant, string name)
    {
        yield return Of(warrant.IssueTime, TimelineKind.WarrantIssued, warrant.Id, name, warrant.Particulars);
        if (warrant.EndTime is not null)
            yield return Of(warrant.EndTime, TimelineKind.WarrantEnded, warrant.Id, name, warrant.WithdrawReason);
    }

    private static TimelineEntry By(string actor, TimelineEntry entry)
    {
        entry.Actor = actor;
        return entry;
    }

    private static TimelineEntry Of(Timestamp time, TimelineKind kind, string what, string record, string text) =>
        new() { Time = time, Kind = kind, What = what, Record = record, Text = text };

    // As the contract writes it in words: `under_investigation`.
    private static string Code<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{c}")).ToLowerInvariant();
}
