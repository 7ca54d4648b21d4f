using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases.Work;

/// <summary>A correction of a case by two people: one requests, another decides.</summary>
internal sealed class CorrectionFile(CaseCorrection correction)
{
    public static CaseCorrection Request(string name, RequestCorrectionRequest sent, Case record, string actor, DateTimeOffset time, OffenceCatalogue catalogue)
    {
        var after = new CaseFacts();
        CaseVerb.Correct.Require(record);
        Amendment.Apply(sent.UpdateMask, CaseFile.Amendable, sent.Facts, after);
        RequireSet(sent.UpdateMask, after);
        // What could not be carried out is not asked for.
        new CaseFile(record.Clone()).Correct(sent.UpdateMask, ToCase(after), catalogue);
        return new CaseCorrection
        {
            Name = name,
            Case = record.Name,
            State = CorrectionState.Pending,
            UpdateMask = sent.UpdateMask,
            Before = FactsOf(record, sent.UpdateMask),
            After = after,
            Reason = sent.Reason,
            Requester = actor,
            RequestTime = Timestamp.FromDateTimeOffset(time),
        };
    }

    /// <summary>Carries it out, unless somebody changed meanwhile what the requester saw.</summary>
    public void Approve(Case record, string actor, DateTimeOffset time, string reason, OffenceCatalogue catalogue)
    {
        Decide(CorrectionState.Approved, "approved", actor, time, reason);
        if (!FactsOf(record, correction.UpdateMask).Equals(correction.Before))
            throw Refusals.RuleBroken("What is to be corrected was changed since the correction was requested. Request it anew.");
        new CaseFile(record).Correct(correction.UpdateMask, ToCase(correction.After), catalogue);
    }

    public void Reject(string actor, DateTimeOffset time, string reason) => Decide(CorrectionState.Rejected, "rejected", actor, time, reason);

    private void Decide(CorrectionState state, string verb, string actor, DateTimeOffset time, string reason)
    {
        if (correction.State != CorrectionState.Pending)
            throw Refusals.WrongState(correction.Name, correction.State == CorrectionState.Approved ? "approved" : "rejected", verb);
        if (actor == correction.Requester)
            throw Refusals.RuleBroken("A correction is decided by another actor than the one who requested it.");
        (correction.State, correction.Decider, correction.DecideReason) = (state, actor, reason);
        correction.DecideTime = Timestamp.FromDateTimeOffset(time);
    }

    private static void RequireSet(FieldMask mask, CaseFacts facts)
    {
        foreach (var path in mask.Paths.Where(path => path is "unit" or "area" or "register_time" or "principal_offence"))
        {
            if (CaseFacts.Descriptor.FindFieldByName(path).Accessor.GetValue(facts) is null or "")
                throw Refusals.InvalidField($"facts.{path}", "is required");
        }
    }

    private static CaseFacts FactsOf(Case record, FieldMask mask)
    {
        var facts = new CaseFacts
        {
            Unit = record.Unit,
            Area = record.Area,
            RegisterTime = record.RegisterTime,
            PrincipalOffence = record.PrincipalOffence,
            OtherOffences = { record.OtherOffences },
            Particulars = record.Particulars,
        };
        var named = new CaseFacts();
        Amendment.Apply(mask, CaseFile.Amendable, facts, named);
        return named;
    }

    private static Case ToCase(CaseFacts facts) => new()
    {
        Unit = facts.Unit,
        Area = facts.Area,
        RegisterTime = facts.RegisterTime,
        PrincipalOffence = facts.PrincipalOffence,
        OtherOffences = { facts.OtherOffences },
        Particulars = facts.Particulars,
    };
}
