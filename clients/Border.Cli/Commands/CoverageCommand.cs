using System.CommandLine;
using Border.Cli.Printing;
using Border.Patrols.V1;
using Border.Statistics.V1;

namespace Border.Cli.Commands;

internal static class CoverageCommand
{
    // Any that is counted and adds up does: it is asked for the days of a period only.
    private const string Indicator = "patrol_kilometres";

    public static Command Create(CommandHost host)
    {
        var period = new Option<string?>("--period") { Description = $"The period: {CommandOptions.PeriodForms}", HelpName = "P" };
        var area = new Option<string?>("--area") { Description = "The area whose boundary is meant; else all of it", HelpName = "CODE" };
        var patrol = new Option<string?>("--patrol") { Description = "Instead of a period: what the track of this patrol covered", HelpName = "NAME" };
        var fiscalStart = CommandOptions.FiscalStart();
        var format = Output.Option(Output.Table, Output.Csv, Output.Json);
        var command = new Command("coverage", "Tells how many metres of the boundary were covered by patrols; a stretch counts once, whoever passed it")
        {
            area, period, patrol, fiscalStart, format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(period) is null == result.GetValue(patrol) is null)
                result.AddError("One of --period and --patrol must be given.");
            if (result.GetValue(patrol) is not null && result.GetValue(area) is not null)
                result.AddError("--area goes with --period.");
        });
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            var (of, coverage) = parsed.GetValue(patrol) is { } name
                ? (name, await OfPatrolAsync(session, name, cancellation))
                : await OfPeriodAsync(session, parsed.GetValue(area) ?? "", parsed.GetValue(period)!, parsed.GetValue(fiscalStart), cancellation);
            return parsed.GetValue(format) switch
            {
                Output.Json => await Output.PrintAsync(session.Terminal, JsonText.Of(coverage)),
                Output.Csv => await Output.PrintAsync(session.Terminal, CoverageText.Csv(coverage)),
                _ => await Output.PrintAsync(session.Terminal, CoverageText.Table(of, coverage)),
            };
        });
        return command;
    }

    private static async Task<Coverage> OfPatrolAsync(Session session, string name, CancellationToken cancellation)
    {
        var client = new TrackService.TrackServiceClient(session.Invoker);
        return (await client.GetTrackAsync(new() { Name = name, WithCoverage = true }, cancellationToken: cancellation)).Coverage;
    }

    private static async Task<(string Of, Coverage Coverage)> OfPeriodAsync(
        Session session, string area, string period, int fiscalStart, CancellationToken cancellation)
    {
        // What the days of a period are is known to the statistics, where fiscal years are configured.
        var asked = new GetFiguresRequest { Indicators = { Indicator }, Period = period, FiscalStartMonth = fiscalStart };
        var days = (await session.Statistics.GetFiguresAsync(asked, cancellationToken: cancellation)).Figures[0];
        var client = new BoundaryService.BoundaryServiceClient(session.Invoker);
        var coverage = await client.GetCoverageAsync(
            new() { Area = area, StartDate = days.StartDate, EndDate = days.EndDate }, cancellationToken: cancellation);
        return ($"{(area.Length == 0 ? "The boundary" : area)}, {days.StartDate} to {days.EndDate}", coverage);
    }
}
