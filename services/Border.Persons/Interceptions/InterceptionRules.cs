using System.Globalization;
using Border.Persons.V1;
using Border.Persons.Zones;
using Border.ServiceDefaults.Errors;

namespace Border.Persons.Interceptions;

/// <summary>What the parts of an interception must be like together.</summary>
internal static class InterceptionRules
{
    /// <summary>Completes the claims from the zones that they carry, and demands that all fits.</summary>
    /// <exception cref="RefusalException">INVALID_FIELDS with every field at fault, or RULE_BROKEN.</exception>
    public static void Demand(Interception record)
    {
        var faults = new FieldFaults();
        CheckConducts(record, faults);
        CheckDirection(record, faults);
        CheckCitizenship(record, faults);
        CheckDisposition(record, faults);
        if (record.Patrol.Length > 0 && !record.Patrol.StartsWith("patrols/", StringComparison.Ordinal))
            faults.Add("interception.patrol", "is not the name of a patrol");
        if (record.Person.Length > 0 && !record.Person.StartsWith("persons/", StringComparison.Ordinal))
            faults.Add("interception.person", "is not the name of a person");
        ClaimRules.Check(record.Identity?.Claims ?? [], "interception.identity.claims", DayOf(record), faults);
        ProtectionRules.Check(record, faults);
        FindingRules.Check(record, faults);
        faults.ThrowIfAny();
        ProtectionRules.DemandReferrals(record);
    }

    private static void CheckConducts(Interception record, FieldFaults faults)
    {
        for (var i = 0; i < record.Conducts.Count; i++)
        {
            if (record.Conducts.IndexOf(record.Conducts[i]) < i)
                faults.Add(Item("interception.conducts", i), "is named twice");
        }
    }

    // Somebody met on the way back from an illegal exit has done both, and was going the way of one of them.
    private static void CheckDirection(Interception record, FieldFaults faults)
    {
        var (entered, left) = (record.Conducts.Contains(Conduct.IllegalEntry), record.Conducts.Contains(Conduct.IllegalExit));
        if (record.Direction == Direction.Exit && entered && !left)
            faults.Add("interception.direction", "must be ENTRY for an illegal entry");
        if (record.Direction == Direction.Entry && left && !entered)
            faults.Add("interception.direction", "must be EXIT for an illegal exit");
    }

    private static void CheckCitizenship(Interception record, FieldFaults faults)
    {
        if (record.Citizenship == CitizenshipStatus.National && record.Conducts.Any(NeedsPermit))
            faults.Add("interception.citizenship", "cannot be NATIONAL for an illegal stay or illegal work");
    }

    private static void CheckDisposition(Interception record, FieldFaults faults)
    {
        if (record.Disposition != Disposition.PersuadedToReturn)
            return;
        if (!record.Conducts.Contains(Conduct.SuspiciousApproach) || record.Conducts.Any(IsCrossing))
        {
            faults.Add(
                "interception.disposition", "can be PERSUADED_TO_RETURN only for a suspicious approach without an illegal entry or exit");
        }
    }

    private static DateOnly DayOf(Interception record) => DateOnly.FromDateTime(record.InterceptTime.ToDateTime());

    private static bool IsCrossing(Conduct conduct) => conduct is Conduct.IllegalEntry or Conduct.IllegalExit;

    private static bool NeedsPermit(Conduct conduct) => conduct is Conduct.IllegalStay or Conduct.IllegalWork;

    private static string Item(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}
