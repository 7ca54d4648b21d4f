using System.Globalization;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Persons.Interceptions;

/// <summary>What protects minors and those with a need of protection. No text here tells which need it is.</summary>
internal static class ProtectionRules
{
    public static void Check(Interception record, FieldFaults faults)
    {
        var needs = record.ProtectionNeeds;
        for (var i = 0; i < needs.Count; i++)
        {
            if (needs[i] == ProtectionNeed.Unspecified || needs.IndexOf(needs[i]) < i)
                faults.Add(Item("interception.protection_needs", i), "is not stated, or named twice");
        }

        for (var i = 0; i < record.Referrals.Count; i++)
        {
            if (!needs.Contains(record.Referrals[i].Need))
                faults.Add($"{Item("interception.referrals", i)}.need", "is not a need of the interception");
        }

        CheckMinor(record, faults);
    }

    /// <summary>
    /// Nobody in need of protection is sent back or given away before somebody who answers for that need knows of it: the
    /// principle of non-refoulement, and the best interests of the child.
    /// </summary>
    /// <exception cref="RefusalException">RULE_BROKEN.</exception>
    public static void DemandReferrals(Interception record)
    {
        if (record.Disposition is not (Disposition.PersuadedToReturn or Disposition.HandedOver))
            return;
        var unanswered = record.ProtectionNeeds.Except(record.Referrals.Select(referral => referral.Need)).Count();
        if (unanswered == 0)
            return;
        throw Refusals.RuleBroken(string.Create(
            CultureInfo.InvariantCulture,
            $"{unanswered} of the protection needs stated in {record.Name} have no referral. The dispositions PERSUADED_TO_RETURN and "
            + $"HANDED_OVER are refused until a referral (to whom, and when) is recorded for each need."));
    }

    private static void CheckMinor(Interception record, FieldFaults faults)
    {
        var isMinor = record.AgeGroup == AgeGroup.Minor;
        var isAlone = record.ProtectionNeeds.Contains(ProtectionNeed.UnaccompaniedMinor);
        var isAccompanied = record.AccompaniedBy.Length > 0;
        if (isAccompanied && !record.AccompaniedBy.StartsWith("interceptions/", StringComparison.Ordinal))
            faults.Add("interception.accompanied_by", "is not the name of an interception");
        if (record.AccompaniedBy == record.Name && isAccompanied)
            faults.Add("interception.accompanied_by", "is the interception itself");
        if (!isMinor && (isAlone || isAccompanied))
            faults.Add("interception.age_group", "must be MINOR for a minor's accompanying adult or need of protection");
        if (isMinor && isAlone == isAccompanied)
            faults.Add("interception.accompanied_by", "must name the adult whom a minor is with, or the minor's being alone be a protection need");
    }

    private static string Item(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}
