using Border.ServiceDefaults.Errors;
using Border.Statistics.Periods;
using Border.Type.V1;

namespace Border.Statistics.Figures;

/// <summary>Reads the periods of a request, and refuses them with every fault at once.</summary>
internal static class PeriodFields
{
    /// <param name="bases">The field <c>compare_with</c>.</param>
    public static (Period Period, IReadOnlyList<Period> Bases) Read(string period, IEnumerable<string> bases, int fiscalStartMonth)
    {
        List<FieldViolation> faults = [];
        List<Period> read = [];
        foreach (var (field, text) in bases.Select((text, index) => ($"compare_with[{index}]", text)).Prepend(("period", period)))
        {
            if (PeriodParser.TryParse(text, fiscalStartMonth, out var known, out var error))
                read.Add(known);
            else
                faults.Add(new() { Field = field, Description = error });
        }

        return faults.Count == 0 ? (read[0], read[1..]) : throw Refusals.InvalidFields(faults);
    }
}
