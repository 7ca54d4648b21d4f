using Border.Cases.Emergencies;
using Border.Cases.Notices;
using Border.Cases.V1;
using Border.Cases.Work;
using Border.Erasures.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Cases.Erasing;

/// <summary>What is erased with a case, and for how long cases and notices are kept without a review.</summary>
internal static class CaseErasing
{
    public static readonly Erasable[] Kinds =
    [
        new Erasable<Case>(
            CaseKind.Records,
            RetentionCategory.Cases,
            "register_time",
            options => options.CaseDays,
            record => record.Turns.Select(turn => turn.TurnTime).Append(CaseKind.TimeOf(record)).Max()!,
            WithCaseAsync),
        new Erasable<Notice>(
            NoticeKind.Records,
            RetentionCategory.Notices,
            "notice_time",
            options => options.NoticeDays,
            record => new[] { record.CloseTime ?? NoticeKind.TimeOf(record), NoticeKind.TimeOf(record) }.Max()!),
    ];

    // Whichever were merged into it, and what belongs to any of them.
    private static async Task<IReadOnlyList<string>> WithCaseAsync(RecordSession session, string name)
    {
        var cases = await session.TreeAsync(CaseKind.Records, name, record => record.MergedCases);
        var filter = new KeyFilter.AnyLookup("case", cases);
        return
        [
            .. cases,
            .. await session.NamesAsync(NoteRegister.Kind, filter, "note_time"),
            .. await session.NamesAsync(TaskRegister.Kind, filter, "due_time"),
            .. await session.NamesAsync(CorrectionRegister.Kind, filter, "request_time"),
            .. await session.NamesAsync(EvidenceRegister.Kind, filter, "obtain_time"),
            .. await ReviewedAsync(session, filter),
        ];
    }

    // Nobody could review an access when it is not said any more why it was taken.
    private static async Task<IReadOnlyList<string>> ReviewedAsync(RecordSession session, KeyFilter filter)
    {
        var names = await session.NamesAsync(EmergencyKind.Records, filter, "take_time");
        foreach (var name in names)
        {
            if (await session.FindAsync(EmergencyKind.Records, name) is { Finding: EmergencyFinding.Unspecified })
                throw Refusals.RuleBroken($"{name} waits for review. Have it reviewed first.");
        }

        return names;
    }
}
