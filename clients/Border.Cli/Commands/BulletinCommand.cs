using System.CommandLine;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class BulletinCommand
{
    public static Command Create(CommandHost host)
    {
        var period = CommandOptions.Period();
        var area = CommandOptions.Area();
        var language = CommandOptions.Language();
        var compare = CommandOptions.Compare("else with the same period of the year before");
        var asOf = CommandOptions.AsOf();
        var fiscalStart = CommandOptions.FiscalStart();
        var unrounded = new Option<bool>("--unrounded") { Description = "Print every number as it is, not as the press rounds it" };
        var format = Output.Option(Output.Text, Output.Json, Output.Csv);
        var command = new Command("bulletin", "Gives the bulletin of a period and area")
        {
            period, area, language, compare, asOf, fiscalStart, unrounded, format,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new GetBulletinRequest
            {
                Period = parsed.GetRequiredValue(period),
                Area = parsed.GetValue(area) ?? "",
                AsOf = parsed.GetValue(asOf) ?? "",
                FiscalStartMonth = parsed.GetValue(fiscalStart),
                Unrounded = parsed.GetValue(unrounded),
            };
            request.CompareWith.AddRange(CommandOptions.Split(parsed.GetValue(compare)));
            var bulletin = await session.Statistics.GetBulletinAsync(request, cancellationToken: cancellation);
            var narrative = parsed.GetValue(language) == CommandOptions.Chinese ? bulletin.Narrative?.Zh : bulletin.Narrative?.En;
            return parsed.GetValue(format) switch
            {
                Output.Json => await Output.PrintAsync(session.Terminal, JsonText.Of(bulletin)),
                Output.Csv => await Output.PrintAsync(session.Terminal, FigureText.Csv(bulletin.Lines.Select(line => line.Figure))),
                _ => await Output.PrintAsync(session.Terminal, (narrative ?? "").TrimEnd('\n')),
            };
        });
        return command;
    }
}
