using System.CommandLine;
using Border.Cli.Printing;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class ZeroReportCommand
{
    public static Command Create(CommandHost host)
    {
        var indicator = new Option<string>("--indicator") { Description = "The indicator, one that is counted from records", HelpName = "CODE", Required = true };
        var period = CommandOptions.Period();
        // Not the whole nation by leaving it out: that would speak for everybody.
        var area = new Option<string>("--area") { Description = "The area, which speaks for all below it", HelpName = "CODE", Required = true };
        var command = new Command("zero-report", "States that an area had nothing for an indicator in a period; stating it again changes nothing")
        {
            indicator, period, area,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new SubmitZeroReportRequest
            {
                Indicator = parsed.GetRequiredValue(indicator),
                Period = parsed.GetRequiredValue(period),
                Area = parsed.GetRequiredValue(area),
                // Not made from the content: after a withdrawal the same statement is another request.
                RequestId = Guid.NewGuid().ToString(),
            };
            var client = new CompletenessService.CompletenessServiceClient(session.Invoker);
            var report = await client.SubmitZeroReportAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(
                session.Terminal,
                $"{report.Name}: {report.Area} had nothing for {report.Indicator} from {report.PeriodStart} to {report.PeriodEnd}.");
        });
        return command;
    }
}
