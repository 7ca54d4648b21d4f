using Border.Persons.Matching;
using Border.Persons.V1;
using Border.Persons.Zones;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Persons.Watching;

/// <summary>A watch notice and when it hits.</summary>
internal static class WatchRecord
{
    private static readonly string[] Amendable = ["issuer", "ground", "valid_from", "valid_until", "instructions", "identity"];

    /// <summary>A new notice from what was sent; whatever only the server sets is dropped.</summary>
    public static WatchNotice Register(string name, WatchNotice sent)
    {
        var record = new WatchNotice
        {
            Name = name,
            State = WatchState.Active,
            Issuer = sent.Issuer,
            Ground = sent.Ground,
            ValidFrom = sent.ValidFrom,
            ValidUntil = sent.ValidUntil,
            Instructions = sent.Instructions,
            Identity = sent.Identity,
        };
        Demand(record);
        return record;
    }

    public static void Amend(WatchNotice record, WatchNotice sent, FieldMask mask)
    {
        RequireActive(record, "amended");
        Amendment.Apply(mask, Amendable, sent, record);
        Demand(record);
    }

    public static void Withdraw(WatchNotice record, string reason)
    {
        RequireActive(record, "withdrawn");
        record.State = WatchState.Withdrawn;
        record.WithdrawReason = reason;
    }

    /// <summary>How alike a record is; null when the notice does not hit it.</summary>
    /// <param name="time">When the person was met: what was recorded offline may come long after.</param>
    public static MatchScore? Hit(WatchNotice notice, MatchProfile profile, Timestamp time)
    {
        return notice.State != WatchState.Active || time < notice.ValidFrom || time >= notice.ValidUntil ? null : Likeness(notice, profile);
    }

    /// <summary>How alike a record is, whenever it was; null when it is not alike.</summary>
    public static MatchScore? Likeness(WatchNotice notice, MatchProfile profile)
    {
        var score = MatchScore.Of(MatchProfile.Of(notice.Identity), profile);
        return score.Value >= MatchScore.Worthwhile ? score : null;
    }

    private static void RequireActive(WatchNotice record, string verb)
    {
        if (record.State != WatchState.Active)
            throw Refusals.WrongState(record.Name, "withdrawn", verb);
    }

    private static void Demand(WatchNotice record)
    {
        var faults = new FieldFaults();
        ClaimRules.Check(record.Identity?.Claims ?? [], "notice.identity.claims", DateOnly.FromDateTime(record.ValidFrom.ToDateTime()), faults);
        if (record.ValidUntil <= record.ValidFrom)
            faults.Add("notice.valid_until", "must be after valid_from");
        var profile = MatchProfile.Of(record.Identity);
        if (profile.Documents.Count == 0 && (profile.Names.Count == 0 || profile.BirthDates.Count == 0))
            faults.Add("notice.identity", "must have a document, or a name and a birth date");
        faults.ThrowIfAny();
    }
}
