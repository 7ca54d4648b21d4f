using System.CommandLine;

namespace Border.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommandOptions
{
    public const string PeriodForms =
        "2021, 2021-H1, 2021-Q2, 2021-05, 2021-05-17, 2021-01-01..2021-05-31, FY2023, 2023-YTD@2023-08-20";

    public const string Chinese = "zh";

    public static Option<string> Period() =>
        new("--period") { Description = $"The period: {PeriodForms}", HelpName = "P", Required = true };

    public static Option<string[]> Compare(string otherwise) =>
        new("--compare") { Description = $"Periods to compare with, separated by commas; {otherwise}", HelpName = "P[,P]" };

    public static Option<string?> Area() => new("--area") { Description = "The area; else the whole nation", HelpName = "CODE" };

    public static Option<string?> Category() => new("--category") { Description = "Only this category", HelpName = "CATEGORY" };

    public static Option<string?> AsOf() =>
        new("--as-of") { Description = "As known at the end of this day, such as 2023-07-05; else as known now", HelpName = "DATE" };

    public static Option<int> FiscalStart()
    {
        var option = new Option<int>("--fiscal-start")
        {
            Description = "Month in which fiscal years start, 1 to 12; else as the server is set",
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 12)
                result.AddError("--fiscal-start is a month, 1 to 12.");
        });
        return option;
    }

    public static Option<string> Language()
    {
        var language = new Option<string>("--lang") { Description = "Language of the text", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", Chinese);
        return language;
    }

    public static Option<bool> NoWait() => new("--no-wait") { Description = "Do not wait until the figures have counted what was stored" };

    public static Option<int> WaitSeconds() => Seconds("--wait-seconds", "How long to wait for that", 60);

    public static Option<int> GiveUpAfterSeconds() =>
        Seconds("--give-up-seconds", "How long to keep trying while the server gives no answer", 30);

    public static Argument<string> RecordName()
    {
        var name = new Argument<string>("NAME") { Description = "The record's name, such as cases/c-1" };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
                result.AddError("A record's name is its collection and its id, such as cases/c-1.");
        });
        return name;
    }

    public static Option<string> AttachmentService()
    {
        var service = new Option<string>("--service") { Description = "The service that keeps the records that it belongs to", Required = true };
        service.AcceptOnlyFromAmong("patrols", "cases");
        return service;
    }

    public static Option<int> Limit(string description, int otherwise, int most)
    {
        var option = new Option<int>("--limit") { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var limit && (limit < 1 || limit > most))
                result.AddError(most == int.MaxValue ? "--limit is a number from 1." : $"--limit is a number from 1 to {most}.");
        });
        return option;
    }

    /// <summary>Takes `a,b` as well as the option given twice.</summary>
    public static IEnumerable<string> Split(IEnumerable<string>? values) =>
        (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static Option<int> Seconds(string name, string description, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError($"{name} cannot be negative.");
        });
        return option;
    }
}
