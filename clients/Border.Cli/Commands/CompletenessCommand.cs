using System.CommandLine;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class CompletenessCommand
{
    public static Command Create(CommandHost host)
    {
        var indicators = new Option<string[]>("--indicator")
        {
            Description = "The indicators, separated by commas",
            HelpName = "CODE[,CODE]",
            Required = true,
        };
        var period = CommandOptions.Period();
        var area = new Option<string?>("--area") { Description = "The area whose parts are expected to report; else the whole nation", HelpName = "CODE" };
        var kind = new Option<string?>("--kind") { Description = "All of its parts of this kind; else those directly below it" };
        kind.AcceptOnlyFromAmong(EnumWords.Words<AreaKind>());
        var asOf = CommandOptions.AsOf();
        var fiscalStart = CommandOptions.FiscalStart();
        var format = Output.Option(Output.Table, Output.Csv, Output.Json);
        var command = new Command("completeness", "Tells which areas have reported for a period, which had nothing, and which are silent")
        {
            indicators, period, area, kind, asOf, fiscalStart, format,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new GetCompletenessRequest
            {
                Period = parsed.GetRequiredValue(period),
                Area = parsed.GetValue(area) ?? "",
                Kind = EnumWords.ValueOf<AreaKind>(parsed.GetValue(kind) ?? ""),
                AsOf = parsed.GetValue(asOf) ?? "",
                FiscalStartMonth = parsed.GetValue(fiscalStart),
            };
            request.Indicators.AddRange(CommandOptions.Split(parsed.GetValue(indicators)));
            var client = new CompletenessService.CompletenessServiceClient(session.Invoker);
            var response = await client.GetCompletenessAsync(request, cancellationToken: cancellation);
            return parsed.GetValue(format) switch
            {
                Output.Json => await Output.PrintAsync(session.Terminal, JsonText.Of(response)),
                Output.Csv => await Output.PrintAsync(session.Terminal, CompletenessText.Csv(response)),
                _ => await Output.PrintAsync(session.Terminal, CompletenessText.Table(response)),
            };
        });
        return command;
    }
}
