using System.Globalization;
using Border.Persons.V1;
using Border.ServiceDefaults.Errors;

namespace Border.Persons.Interceptions;

/// <summary>What the findings of the three-illegals must be like.</summary>
internal static class FindingRules
{
    private static readonly Conduct[] ThreeIllegals = [Conduct.IllegalEntry, Conduct.IllegalStay, Conduct.IllegalWork];

    public static void Check(Interception record, FieldFaults faults)
    {
        if (record.Findings.Count > 0 && record.Citizenship == CitizenshipStatus.National)
            faults.Add("interception.findings", "must be empty for a national");
        for (var i = 0; i < record.Findings.Count; i++)
            Check(record, i, string.Create(CultureInfo.InvariantCulture, $"interception.findings[{i}]"), faults);
    }

    private static void Check(Interception record, int index, string path, FieldFaults faults)
    {
        var finding = record.Findings[index];
        if (!ThreeIllegals.Contains(finding.Conduct) || !record.Conducts.Contains(finding.Conduct))
            faults.Add($"{path}.conduct", "must be that of the interception's conducts which is an illegal entry, stay or work");
        if (record.Findings.Take(index).Any(other => other.Conduct == finding.Conduct))
            faults.Add($"{path}.conduct", "has a finding already");
        if (finding.Evidence.Length == 0)
            faults.Add($"{path}.evidence", "must be set");
        if (finding.Outcome == FindingOutcome.Pending == finding.OutcomeTime is not null)
            faults.Add($"{path}.outcome_time", "must be set when the outcome is decided, and only then");
        if (IsAfter(finding.SinceDate, record.InterceptTime.ToDateTime()))
            faults.Add($"{path}.since_date", "is after the interception");
    }

    // A day more, for the device may be east of Greenwich.
    private static bool IsAfter(string day, DateTime time) =>
        day.Length > 0 && DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) > DateOnly.FromDateTime(time).AddDays(1);
}
