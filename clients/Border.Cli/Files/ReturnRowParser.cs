using Border.Statistics.V1;

namespace Border.Cli.Files;

/// <summary>Makes a return of a row, or says everything that is wrong with it.</summary>
internal sealed class ReturnRowParser(ReportReference reference, bool commaIsClear)
{
    private const int MaxCategoryLength = 100;

    public ReturnRow? Parse(CsvColumns columns, CsvRow row, List<RowFault> faults)
    {
        var before = faults.Count;
        void Fault(string column, string reason) => faults.Add(new RowFault(row.Line, column, reason));
        var start = columns.Value(row, "period_start");
        var figure = new Return
        {
            Indicator = columns.Value(row, "indicator"),
            PeriodStart = start,
            PeriodEnd = columns.Value(row, "period_end") is { Length: > 0 } end ? end : start,
            Area = columns.Value(row, "area"),
            Category = columns.Value(row, "category"),
            KnownOn = columns.Value(row, "known_on"),
        };
        CheckIndicator(figure, Fault);
        CheckDates(figure, Fault);
        CheckPlace(figure, Fault);
        ReadValue(columns.Value(row, "value"), figure, Fault);
        ReadPrecision(columns.Value(row, "qualifier"), columns.Value(row, "precision"), figure, Fault);
        return faults.Count == before ? new ReturnRow(row.Line, figure) : null;
    }

    private void CheckIndicator(Return figure, Action<string, string> fault)
    {
        if (reference.FaultOfIndicator(figure.Indicator, isCounted: false, "is counted from records and takes no returns.") is { } wrong)
            fault("indicator", wrong);
        else if (reference.Indicator(figure.Indicator)!.Measure == Measure.Stock && figure.PeriodStart != figure.PeriodEnd)
            fault("period_end", $"'{figure.Indicator}' is a stock, the state on one day: the period must be one day.");
    }

    private static void CheckDates(Return figure, Action<string, string> fault)
    {
        CheckDate("period_start", figure.PeriodStart, fault);
        if (figure.PeriodEnd != figure.PeriodStart)
            CheckDate("period_end", figure.PeriodEnd, fault);
        if (figure.KnownOn.Length > 0)
            CheckDate("known_on", figure.KnownOn, fault);
        if (FieldForms.IsDate(figure.PeriodStart) && FieldForms.IsDate(figure.PeriodEnd)
            && string.CompareOrdinal(figure.PeriodEnd, figure.PeriodStart) < 0)
            fault("period_end", $"{figure.PeriodEnd} is before {figure.PeriodStart}.");
    }

    private static void CheckDate(string column, string text, Action<string, string> fault)
    {
        if (text.Length == 0)
            fault(column, "It is empty.");
        else if (!FieldForms.IsDate(text))
            fault(column, $"'{text}' is not a day. Write it as 2021-01-31.");
    }

    private void CheckPlace(Return figure, Action<string, string> fault)
    {
        if (figure.Area.Length > 0 && reference.FaultOfArea(figure.Area) is { } wrong)
            fault("area", wrong);
        if (figure.Category.EnumerateRunes().Count() > MaxCategoryLength)
            fault("category", $"It is longer than {MaxCategoryLength} characters.");
    }

    private void ReadValue(string written, Return figure, Action<string, string> fault)
    {
        if (written.Length == 0)
            fault("value", "It is empty. A figure that nobody reported is left out of the file; zero is written as 0.");
        else if (ExactNumber.TryRead(written, commaIsClear, out var plain, out var reason))
            figure.Value = plain;
        else
            fault("value", reason);
    }

    private void ReadPrecision(string qualifier, string precision, Return figure, Action<string, string> fault)
    {
        figure.Qualifier = qualifier.Length == 0
            ? Qualifier.Exact
            : EnumWords.ValueOf<Qualifier>(qualifier.Replace(' ', '_').Replace('-', '_'));
        if (figure.Qualifier == Qualifier.Unspecified)
            fault("qualifier", $"'{qualifier}' is not one of {string.Join(", ", EnumWords.Words<Qualifier>())}.");

        if (precision.Length == 0)
        {
            if (figure.Qualifier is Qualifier.Rounded or Qualifier.MoreThan)
                fault("precision", $"A value that is {EnumWords.WordOf(figure.Qualifier)} needs the step of the rounding or cut, such as 1000.");
        }
        else if (!ExactNumber.TryRead(precision, commaIsClear, out var plain, out var reason))
            fault("precision", reason);
        else if (plain == "0" || plain[0] == '-')
            fault("precision", $"'{precision}' is not above zero.");
        else
            figure.Precision = plain;
    }
}
