using Border.Statistics.V1;

namespace Border.Station.Demo;

/// <summary>
/// What records cannot give: the figures that other departments reported, as published, with the bases that follow from the
/// published percentages.
/// </summary>
internal static class DemoReturns
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> IndicatorRows = DemoTable.Read("indicators.csv");

    public static IReadOnlyList<CreateIndicatorRequest> Indicators { get; } =
    [
        .. from row in IndicatorRows
           select new CreateIndicatorRequest { Indicator = Indicator(row), RequestId = $"demo-indicator-{row["code"]}" },
    ];

    /// <summary>Each figure once, however many comparisons were published with it.</summary>
    public static IReadOnlyList<SubmitReturnsRequest> Requests { get; } =
    [
        .. from row in DemoTable.Read("seed-figures.csv").Concat(DemoTable.Read("derived-bases.csv"))
           where IndicatorRows.Any(indicator => indicator["code"] == row["indicator"])
           group row by (row["indicator"], row["period_start"], row["period_end"]) into figure
           select new SubmitReturnsRequest { Submit = Submit(figure.First()) },
    ];

    private static Indicator Indicator(IReadOnlyDictionary<string, string> row) => new()
    {
        Code = row["code"],
        DisplayName = new() { En = row["name_en"], Zh = row["name_zh"] },
        Unit = row["unit"],
        Measure = row["measure"] switch
        {
            "stock" => Measure.Stock,
            "rate" => Measure.Rate,
            _ => Measure.Flow,
        },
        Methodology = new()
        {
            En = "Reported by the department that keeps the records; not counted here.",
            Zh = "由掌握原始记录的部门报送，本系统不作统计。",
        },
        PrintStyle = new() { Qualifier = Qualifier(row["print_qualifier"]), Step = row["print_step"] },
    };

    private static SubmitReturnRequest Submit(IReadOnlyDictionary<string, string> row) => new()
    {
        Return = new()
        {
            Indicator = row["indicator"],
            PeriodStart = row["period_start"],
            PeriodEnd = row["period_end"],
            Value = row["value"],
            Qualifier = Qualifier(row["qualifier"]),
            Precision = row["qualifier"] == "exact" ? "" : row["print_precision"],
        },
        RequestId = $"demo-return-{row["indicator"]}-{row["period_start"][..7]}",
    };

    private static Qualifier Qualifier(string word) => word switch
    {
        "rounded" => Statistics.V1.Qualifier.Rounded,
        "more_than" => Statistics.V1.Qualifier.MoreThan,
        _ => Statistics.V1.Qualifier.Exact,
    };
}
