using System.CommandLine;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class FiguresCommand
{
    public static Command Create(CommandHost host)
    {
        var indicators = new Option<string[]>("--indicator")
        {
            Description = "The indicators, separated by commas; `border indicators list` shows them",
            HelpName = "CODE[,CODE]",
            Required = true,
        };
        var period = CommandOptions.Period();
        var compare = CommandOptions.Compare("else with none");
        var areas = new Option<string[]>("--area")
        {
            Description = "The areas, separated by commas; else the whole nation",
            HelpName = "CODE[,CODE]",
        };
        var by = new Option<string?>("--by") { Description = "Break each figure down" };
        by.AcceptOnlyFromAmong(EnumWords.Words<Breakdown>());
        var category = CommandOptions.Category();
        var asOf = CommandOptions.AsOf();
        var fiscalStart = CommandOptions.FiscalStart();
        var acrossBreaks = new Option<bool>("--across-breaks")
        {
            Description = "Give percentages also where the counting rule changed in between",
        };
        var format = Output.Option(Output.Table, Output.Csv, Output.Json);
        var command = new Command("figures", "Gives figures for a period, with comparisons")
        {
            indicators, period, compare, areas, by, category, asOf, fiscalStart, acrossBreaks, format,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new GetFiguresRequest
            {
                Period = parsed.GetRequiredValue(period),
                Category = parsed.GetValue(category) ?? "",
                AsOf = parsed.GetValue(asOf) ?? "",
                FiscalStartMonth = parsed.GetValue(fiscalStart),
                AcrossRuleBreaks = parsed.GetValue(acrossBreaks),
                Breakdown = EnumWords.ValueOf<Breakdown>(parsed.GetValue(by) ?? ""),
            };
            request.Indicators.AddRange(CommandOptions.Split(parsed.GetValue(indicators)));
            request.CompareWith.AddRange(CommandOptions.Split(parsed.GetValue(compare)));
            request.Areas.AddRange(CommandOptions.Split(parsed.GetValue(areas)));
            var response = await session.Statistics.GetFiguresAsync(request, cancellationToken: cancellation);
            return parsed.GetValue(format) switch
            {
                Output.Json => await Output.PrintAsync(session.Terminal, JsonText.Of(response)),
                Output.Csv => await Output.PrintAsync(session.Terminal, FigureText.Csv(response.Figures)),
                _ => await Output.PrintAsync(session.Terminal, FigureText.Table(response.Figures)),
            };
        });
        return command;
    }
}
