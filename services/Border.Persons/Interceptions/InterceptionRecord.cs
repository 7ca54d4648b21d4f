using Border.Persons.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Persons.Interceptions;

/// <summary>An interception and what an officer may do with it.</summary>
internal sealed class InterceptionRecord(Interception record)
{
    // As the contract limits the list.
    private const int MaxReferrals = 20;

    private static readonly string[] Amendable =
    [
        "unit", "area", "intercept_time", "position", "direction", "means", "conducts", "citizenship", "disposition", "patrol", "identity",
        "protection_needs", "referrals", "age_group", "accompanied_by", "group", "findings", "person",
    ];

    /// <summary>A new interception from what the unit sent; whatever only the server sets is dropped.</summary>
    public static Interception Register(string name, Interception sent)
    {
        var record = new Interception
        {
            Name = name,
            State = InterceptionState.Registered,
            Unit = sent.Unit,
            Area = sent.Area,
            InterceptTime = sent.InterceptTime,
            Position = sent.Position,
            Direction = sent.Direction,
            Means = sent.Means,
            Conducts = { sent.Conducts },
            Citizenship = sent.Citizenship,
            Disposition = sent.Disposition,
            Patrol = sent.Patrol,
            Identity = sent.Identity,
            ProtectionNeeds = { sent.ProtectionNeeds },
            Referrals = { sent.Referrals },
            AgeGroup = sent.AgeGroup,
            AccompaniedBy = sent.AccompaniedBy,
            Group = sent.Group,
            Findings = { sent.Findings },
            Person = sent.Person,
            FormVersion = sent.FormVersion,
        };
        InterceptionRules.Demand(record);
        return record;
    }

    public void Amend(AmendInterceptionRequest request)
    {
        RequireStanding("amended");
        Amendment.Apply(request.UpdateMask, Amendable, request.Interception, record);
        InterceptionRules.Demand(record);
    }

    /// <summary>Adds a referral, and the need that it answers to when that was not stated.</summary>
    public void RecordReferral(Referral referral)
    {
        RequireStanding("given a referral");
        if (record.Referrals.Count == MaxReferrals)
            throw Refusals.RuleBroken($"{record.Name} has {MaxReferrals} referrals already.");
        if (!record.ProtectionNeeds.Contains(referral.Need))
            record.ProtectionNeeds.Add(referral.Need);
        record.Referrals.Add(referral);
        InterceptionRules.Demand(record);
    }

    public void Void(string reason)
    {
        RequireStanding("voided");
        record.State = InterceptionState.Void;
        record.VoidReason = reason;
    }

    private void RequireStanding(string verb)
    {
        if (record.State == InterceptionState.Void)
            throw Refusals.WrongState(record.Name, "void", verb);
    }
}
