using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cases;

/// <summary>A case and what an officer may do with it.</summary>
internal sealed class CaseFile(Case record)
{
    private const int MaxClassifications = 100;

    public static readonly string[] Amendable =
        ["unit", "area", "register_time", "principal_offence", "other_offences", "particulars"];

    /// <summary>A new case from what the unit sent; whatever only the server sets is dropped.</summary>
    public static Case Register(string name, Case sent, OffenceCatalogue catalogue)
    {
        var record = new Case
        {
            Name = name,
            State = CaseState.Registered,
            Unit = sent.Unit,
            Area = sent.Area,
            RegisterTime = sent.RegisterTime,
            PrincipalOffence = sent.PrincipalOffence,
            OtherOffences = { sent.OtherOffences },
            Particulars = sent.Particulars,
        };
        record.Turns.Add(new CaseTurn { State = CaseState.Registered, TurnTime = sent.RegisterTime });
        catalogue.RequireOffences(record);
        return record;
    }

    /// <summary>A case that is not one yet: it has no number and no time of registration.</summary>
    public static Case Report(string name, CaseReport sent, OffenceCatalogue catalogue)
    {
        var record = new Case
        {
            Name = name,
            State = CaseState.Reported,
            Unit = sent.Unit,
            Area = sent.Area,
            ReportTime = sent.ReportTime,
            PrincipalOffence = sent.PrincipalOffence,
            OtherOffences = { sent.OtherOffences },
            Particulars = sent.Particulars,
            FormVersion = sent.FormVersion,
        };
        record.Turns.Add(new CaseTurn { State = CaseState.Reported, TurnTime = sent.ReportTime });
        catalogue.RequireOffences(record);
        return record;
    }

    public void RegisterReported(Timestamp time, string reason)
    {
        new CaseTurns(record).Turn(CaseVerb.RegisterReported, time, reason);
        record.RegisterTime = time;
    }

    public void Amend(AmendCaseRequest request, OffenceCatalogue catalogue)
    {
        CaseVerb.Amend.Require(record);
        Change(request.UpdateMask, request.Case, catalogue);
    }

    /// <summary>As an amendment, and also of a closed case, since two people agreed to it.</summary>
    public void Correct(FieldMask mask, Case values, OffenceCatalogue catalogue)
    {
        CaseVerb.Correct.Require(record);
        Change(mask, values, catalogue);
    }

    /// <summary>The old class stays with its dates. A correction of what was never right is an amendment.</summary>
    public void Reclassify(ReclassifyCaseRequest request, OffenceCatalogue catalogue)
    {
        CaseVerb.Reclassify.Require(record);
        var since = record.Classifications.LastOrDefault()?.UntilTime ?? record.RegisterTime;
        if (request.ReclassifyTime < since)
            throw Refusals.RuleBroken("A case cannot be classified anew before it was classified last.");
        if (record.Classifications.Count == MaxClassifications)
            throw Refusals.RuleBroken($"A case is classified anew at most {MaxClassifications} times.");
        var old = new Classification
        {
            PrincipalOffence = record.PrincipalOffence,
            OtherOffences = { record.OtherOffences },
            FromTime = since,
            UntilTime = request.ReclassifyTime,
            Reason = request.Reason,
        };
        if (old.PrincipalOffence == request.PrincipalOffence && old.OtherOffences.Equals(request.OtherOffences))
            throw Refusals.RuleBroken("The case has this class already.");
        record.PrincipalOffence = request.PrincipalOffence;
        record.OtherOffences.Clear();
        record.OtherOffences.Add(request.OtherOffences);
        catalogue.RequireOffences(record);
        record.Classifications.Add(old);
    }

    public void Void(string reason)
    {
        CaseVerb.Void.Require(record);
        record.State = CaseState.Void;
        record.VoidReason = reason;
    }

    private void Change(FieldMask mask, Case values, OffenceCatalogue catalogue)
    {
        if (record.RegisterTime is null && mask.Paths.Contains("register_time"))
            throw Refusals.RuleBroken("A case that is only reported gets its time of registration when it is registered.");
        Amendment.Apply(mask, Amendable, values, record);
        catalogue.RequireOffences(record);
    }
}
