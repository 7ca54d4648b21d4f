using System.CommandLine;
using Border.Cli.Commands;
using Border.Cli.Printing;
using Border.Field.Syncing;

namespace Border.Cli.Field;

internal static class SyncCommand
{
    public static Command Create(FieldHost host)
    {
        var follow = new Option<bool>("--follow") { Description = "Go on: send what is recorded as soon as there is a network, until broken off" };
        var giveUp = CommandOptions.GiveUpAfterSeconds();
        var command = new Command("sync", "Sends what waits on the device, each record under its author; safe to break off and to repeat") { follow, giveUp };
        host.HandleAlways(command, async (parsed, session, device, cancellation) =>
        {
            var sync = new FieldSync(device, session.As, session.Time, TimeSpan.FromSeconds(parsed.GetValue(giveUp)));
            return Print(session, parsed.GetValue(follow)
                ? await new Follower(device, sync, session.Time, report => Print(session, report)) { KeepFor = TimeSpan.FromDays(parsed.GetValue(host.KeepDays)) }.RunAsync(cancellation)
                : await sync.RunAsync(cancellation));
        });
        return command;
    }

    private static int Print(Session session, SyncReport report)
    {
        session.Terminal.Out.WriteLine(
            $"{report.Received} received, {report.Refused} refused, {report.Proposals} changed meanwhile by somebody else, {report.Attachments} attachments");
        session.Terminal.Out.Flush();
        foreach (var author in report.Unknown)
            session.Terminal.Error.WriteLine($"The server does not know {author}, or no longer; their records wait for a new token: `border field enrol --token-file FILE`.");
        if (report.IsRevoked)
        {
            session.Terminal.Error.WriteLine(
                "DEVICE_REVOKED: nothing was sent. What this device had received is wiped, and it records nothing any more; `border field export` hands over what was never sent.");
            return ExitCode.Refused;
        }

        if (report.Fault is { } fault)
        {
            foreach (var line in FaultText.Lines(fault, session.Server))
                session.Terminal.Error.WriteLine(line);
            return ExitCode.Of(fault);
        }

        return report.Refused + report.Proposals + report.Unknown.Count > 0 ? ExitCode.Refused : ExitCode.Ok;
    }
}
