using Border.ServiceDefaults.Errors;
using Border.Statistics.V1;

namespace Border.Statistics.Filters;

/// <summary>What a saved filter may say: choices of its page, and a title without what could be the number of a document.</summary>
internal static class FilterRules
{
    private const int DigitsOfANumber = 5;

    // What leads to one record or to one person, and words that somebody looks for, are not among them.
    private static readonly Dictionary<FilteredPage, string[]> Keys = new()
    {
        [FilteredPage.Cases] = ["area", "state", "offence", "unit", "assignee", "from", "before", "order"],
        [FilteredPage.Persons] = ["area", "state"],
        [FilteredPage.Patrols] = ["area", "state", "type", "from", "before"],
        [FilteredPage.Seizures] = ["area", "kind", "state", "from", "before"],
        [FilteredPage.Releases] = ["state"],
        [FilteredPage.Reviews] = ["queue", "area", "show"],
        [FilteredPage.Devices] = ["area", "state"],
        [FilteredPage.Audit] = ["service", "from", "before"],
        [FilteredPage.Figures] = ["indicator", "period", "area", "by", "back", "asOf", "small"],
        [FilteredPage.Map] = ["indicator", "period", "area", "events", "month"],
        [FilteredPage.Completeness] = ["indicators", "period", "area", "kind"],
    };

    public static void Check(SavedFilter filter)
    {
        var faults = new FieldFaults();
        CheckTitle(filter.Title, "filter.title", faults);
        foreach (var (at, term) in filter.Terms.Index())
        {
            if (!Keys[filter.Page].Contains(term.Key))
                faults.Add($"filter.terms[{at}].key", "is not one that a saved filter of this page may have");
            if (term.Value.AsSpan().ContainsAnyExceptInRange('!', '~'))
                faults.Add($"filter.terms[{at}].value", "must be printable ASCII characters without spaces");
        }

        faults.ThrowIfAny();
    }

    public static void CheckTitle(string title)
    {
        var faults = new FieldFaults();
        CheckTitle(title, "title", faults);
        faults.ThrowIfAny();
    }

    private static void CheckTitle(string title, string field, FieldFaults faults)
    {
        if (title.AsSpan().IndexOfAny('\n', '\t') >= 0 || string.IsNullOrWhiteSpace(title))
            faults.Add(field, "must be words in one line");
        if (HasNumber(title))
            faults.Add(field, $"must have no number of {DigitsOfANumber} digits or more");
    }

    private static bool HasNumber(string title)
    {
        var digits = 0;
        foreach (var c in title)
        {
            digits = char.IsDigit(c) ? digits + 1 : 0;
            if (digits == DigitsOfANumber)
                return true;
        }

        return false;
    }
}
