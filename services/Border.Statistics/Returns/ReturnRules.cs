using Border.ServiceDefaults.Errors;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.V1;
using Border.Type.V1;

namespace Border.Statistics.Returns;

/// <summary>What a return must be, and how one revises another.</summary>
internal static class ReturnRules
{
    /// <exception cref="RefusalException">Every field at fault, or an indicator that takes no returns.</exception>
    public static void Check(Return submitted, IndicatorDefinition? indicator, DateOnly today)
    {
        List<FieldViolation> faults = [.. Faults(submitted, today)];
        if (faults.Count > 0)
            throw Refusals.InvalidFields(faults);
        if (indicator is null)
            throw Refusals.UnknownReference("indicator", submitted.Indicator);
        if (indicator.IsCounted)
            throw Refusals.RuleBroken($"The indicator {indicator.Code} is counted from records and takes no returns.");
        if (indicator.Measure == Measure.Stock && submitted.PeriodStart != submitted.PeriodEnd)
            throw Refusals.InvalidField("return.period_end", "must be the first day: a stock is the state on one day");
    }

    /// <summary>What is already known of a day that is over stands: a series that is older than the system is loaded beside it.</summary>
    /// <param name="record">The return that it revises; null when it is new.</param>
    /// <exception cref="RefusalException">It names another day than today, and must not.</exception>
    public static void CheckKnownOn(Return? record, Return submitted, bool byAdministrator, DateOnly today)
    {
        if (submitted.KnownOn.Length == 0 || ReturnLines.Day(submitted.KnownOn) == today)
            return;
        if (!byAdministrator)
            throw Refusals.NotPermitted("Only administrators may load a number as known on another day than today.");
        if (record?.Vintages.Any(vintage => vintage.KnownOn == submitted.KnownOn && !vintage.LoadedLater) == true)
            throw Refusals.RuleBroken($"A number was reported on {submitted.KnownOn} itself, and stays what was known on that day.");
    }

    /// <summary>A new return as it is kept.</summary>
    public static Return Create(Return submitted, DateOnly today)
    {
        var record = new Return
        {
            Name = ReturnNames.Of(submitted),
            Indicator = submitted.Indicator,
            PeriodStart = submitted.PeriodStart,
            PeriodEnd = submitted.PeriodEnd,
            Area = submitted.Area,
            Category = submitted.Category,
        };
        Revise(record, submitted, today);
        return record;
    }

    /// <summary>Adds the number as the one known from its day on; one of the same day is replaced.</summary>
    public static void Revise(Return record, Return submitted, DateOnly today)
    {
        var vintage = Vintage(submitted, today);
        var others = record.Vintages.Where(other => other.KnownOn != vintage.KnownOn);
        var vintages = others.Append(vintage).OrderBy(known => known.KnownOn, StringComparer.Ordinal).ToList();
        record.Vintages.Clear();
        record.Vintages.Add(vintages);
        var last = vintages[^1];
        (record.Value, record.Qualifier) = (last.Value, last.Qualifier);
        (record.Precision, record.KnownOn) = (last.Precision, last.KnownOn);
    }

    private static ReturnVintage Vintage(Return submitted, DateOnly today)
    {
        var knownOn = submitted.KnownOn.Length > 0 ? ReturnLines.Day(submitted.KnownOn) : today;
        var isExact = IsExact(submitted);
        return new()
        {
            KnownOn = ReturnLines.Text(knownOn),
            Value = Decimals.Text(Decimals.Parse(submitted.Value)),
            Qualifier = isExact ? Qualifier.Exact : submitted.Qualifier,
            Precision = isExact ? "" : Decimals.Text(Decimals.Parse(submitted.Precision)),
            LoadedLater = knownOn < today,
        };
    }

    private static IEnumerable<FieldViolation> Faults(Return submitted, DateOnly today)
    {
        if (string.CompareOrdinal(submitted.PeriodEnd, submitted.PeriodStart) < 0)
            yield return Fault("period_end", "lies before period_start");
        if (!IsExact(submitted) && (submitted.Precision.Length == 0 || Decimals.Parse(submitted.Precision) == 0))
            yield return Fault("precision", "must be the step above zero to which the value was rounded or cut");
        if (submitted.KnownOn.Length > 0 && ReturnLines.Day(submitted.KnownOn) > today)
            yield return Fault("known_on", "lies in the future");
    }

    private static bool IsExact(Return submitted) => submitted.Qualifier is Qualifier.Unspecified or Qualifier.Exact;

    private static FieldViolation Fault(string field, string description) =>
        new() { Field = $"return.{field}", Description = description };
}
