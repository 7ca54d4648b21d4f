using System.CommandLine;
using Border.Cli.Files;
using Border.Cli.Printing;
using Border.Statistics.V1;
using Grpc.Core;

namespace Border.Cli.Commands;

internal static class ZeroReportCommand
{
    private const string FileDescription = """
        The CSV file, or - for standard input. Columns, in any order: indicator (one that is counted from records), period (in any of
        its forms; it must be over), area (which speaks for all below it). Stating it again changes nothing. Every bad row is
        reported by its line; nothing is imported then unless --partial is given.
        """;

    public static Command Create(CommandHost host)
    {
        var indicator = new Option<string>("--indicator") { Description = "The indicator, one that is counted from records", HelpName = "CODE", Required = true };
        var period = CommandOptions.Period();
        // Not the whole nation by leaving it out: that would speak for everybody.
        var area = new Option<string>("--area") { Description = "The area, which speaks for all below it", HelpName = "CODE", Required = true };
        var command = new Command("zero-report", "States that an area had nothing for an indicator in a period; stating it again changes nothing")
        {
            indicator, period, area,
            ImportCommand.Create(host, "Imports such statements of many areas", FileDescription, async (text, session, cancellation) =>
                await ZeroReportsFile.ReadAsync(
                    text, await ReportReference.LoadAsync(session, cancellation), row => FaultOfPeriodAsync(row, session, cancellation))),
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var request = new SubmitZeroReportRequest
            {
                Indicator = parsed.GetRequiredValue(indicator),
                Period = parsed.GetRequiredValue(period),
                Area = parsed.GetRequiredValue(area),
                // Not made from the content: after a withdrawal the same statement is another request.
                RequestId = Guid.CreateVersion7().ToString(),
            };
            var client = new CompletenessService.CompletenessServiceClient(session.Invoker);
            var report = await client.SubmitZeroReportAsync(request, cancellationToken: cancellation);
            return await Output.PrintAsync(
                session.Terminal,
                $"{report.Name}: {report.Area} had nothing for {report.Indicator} from {report.PeriodStart} to {report.PeriodEnd}.");
        });
        return command;
    }

    // The server knows the forms of periods and what day it is.
    private static async Task<string?> FaultOfPeriodAsync(ZeroReportRow row, Session session, CancellationToken cancellation)
    {
        try
        {
            var client = new CompletenessService.CompletenessServiceClient(session.Invoker);
            var request = new GetCompletenessRequest { Period = row.Period, Indicators = { row.Indicator }, Kind = AreaKind.Nation };
            var known = await client.GetCompletenessAsync(request, cancellationToken: cancellation);
            return string.CompareOrdinal(known.EndDate, known.AsOf) < 0 ? null : $"'{row.Period}' is not over; its last day is {known.EndDate}.";
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.InvalidArgument)
        {
            return $"'{row.Period}' is no period. Write it as {CommandOptions.PeriodForms}.";
        }
    }
}
