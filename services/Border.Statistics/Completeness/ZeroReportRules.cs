using Border.ServiceDefaults.Errors;
using Border.Statistics.Figures;
using Border.Statistics.Indicators;
using Border.Statistics.Numbers;
using Border.Statistics.Periods;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Statistics.Completeness;

/// <summary>Who may say that there was nothing, of what and when, and how it is taken back.</summary>
internal static class ZeroReportRules
{
    public static void RefuseIndicator(IndicatorDefinition indicator)
    {
        if (!indicator.IsCounted)
            throw Refusals.RuleBroken($"The indicator {indicator.Code} is reported in returns; send a return of 0.");
    }

    public static void RefuseUnfinished(Period period, DateOnly today)
    {
        if (period.End >= today)
            throw Refusals.RuleBroken($"The period {period.Label} is not over; its last day is {ReturnLines.Text(period.End)}.");
    }

    /// <param name="figure">The figure of that area and period.</param>
    public static void RefuseCounted(FigureRow figure)
    {
        if (figure.Value is { Amount: not 0 } value)
            throw Refusals.RuleBroken(
                $"Records of the area and period are counted: {figure.Indicator.Code} is {Decimals.Text(value.Amount)}, and cannot be reported as nothing.");
    }

    /// <param name="standing">The record as it stands; null when there is none yet.</param>
    public static ZeroReport Report(ZeroReport? standing, string indicator, DayRange days, string area, DateTimeOffset time)
    {
        if (standing is { State: ZeroReportState.Standing })
            return standing;
        return new()
        {
            Name = ZeroReportNames.Of(indicator, days, area),
            State = ZeroReportState.Standing,
            Indicator = indicator,
            PeriodStart = ReturnLines.Text(days.Start),
            PeriodEnd = ReturnLines.Text(days.End),
            Area = area,
            ReportTime = Timestamp.FromDateTimeOffset(time),
        };
    }

    public static void Withdraw(ZeroReport record, string reason)
    {
        if (record.State != ZeroReportState.Standing)
            throw Refusals.WrongState(record.Name, "withdrawn", "withdrawn");
        (record.State, record.WithdrawReason) = (ZeroReportState.Withdrawn, reason);
    }
}
