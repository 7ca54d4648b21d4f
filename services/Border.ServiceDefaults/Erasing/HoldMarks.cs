using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.ServiceDefaults.Erasing;

/// <summary>
/// Of the placing of a legal hold and what it would forbid one is committed first, and the other is done again with what stands then: both
/// write the mark that each record's hold has, whether there is one or not.
/// </summary>
public static class HoldMarks
{
    /// <summary>Whether a record is under a legal hold. None is placed on it between this and the commit.</summary>
    public static async Task<bool> IsHeldAsync(RecordSession session, string record)
    {
        var hold = ErasureKinds.HoldOf(record);
        session.Mark(hold, (await session.MarkOfAsync(hold))?.Body ?? RecordSession.Known);
        return await session.FindAsync(ErasureKinds.Holds, hold) is { IsLifted: false };
    }

    /// <exception cref="RefusalException">It is erased, or its erasure is under way.</exception>
    internal static async Task PlaceAsync(RecordSession session, RecordKind kind, string record)
    {
        // What was erased before there were marks has none.
        if (await IsForbiddenAsync(session, record) || await kind.IsErasedAsync(session, record))
            throw Refusals.WrongState(record, "erased, or being erased", "held");
        session.Mark(ErasureKinds.HoldOf(record), RecordSession.Known);
    }

    /// <summary>Whether no hold can be placed on a record any more.</summary>
    internal static async Task<bool> IsForbiddenAsync(RecordSession session, string record) =>
        (await session.MarkOfAsync(ErasureKinds.HoldOf(record)))?.Body == RecordSession.Forgotten;

    /// <summary>Lets nobody place a hold on a record from the commit on.</summary>
    internal static Task ForbidAsync(RecordSession session, string record) => session.ForgetAsync(ErasureKinds.HoldOf(record));
}
