using System.CommandLine;
using Border.Cli.Files;
using Border.Cli.Submitting;

namespace Border.Cli.Commands;

internal static class SubmitCommand
{
    private static readonly string FileDescription = """
        The file, or - for standard input. A line is {"KIND": {...}} with the JSON of the request, such as
        {"registerCase": {"caseId": "c-1", "case": {"unit": "U1", "area": "53", ...}, "requestId": "r-1"}}.
        Without a request id, one is made from the line's content: sending a file again has no second effect.
        The order of requests about one record is kept. The kinds are:

        """ + string.Join('\n', SubmissionKind.All.Select(kind => kind.Name).Chunk(7).Select(names => string.Join(", ", names)));

    public static Command Create(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = FileDescription };
        var noWait = CommandOptions.NoWait();
        var waitSeconds = CommandOptions.WaitSeconds();
        var giveUpSeconds = CommandOptions.GiveUpAfterSeconds();
        var command = new Command("submit", "Sends records of any service, one JSON request a line, and answers each line with a receipt")
        {
            file, noWait, waitSeconds, giveUpSeconds,
        };
        host.Handle(command, async (parsed, session, cancellation) =>
        {
            await using var input = await InputFile.OpenAsync(parsed.GetRequiredValue(file), session.Terminal, cancellation);
            var run = new SubmissionRun(session, TimeSpan.FromSeconds(parsed.GetValue(giveUpSeconds)), PrintAsJson(session.Terminal));
            var exitCode = await run.RunAsync(JsonLines.ReadAsync(input, cancellation), cancellation);
            await session.Terminal.Error.WriteLineAsync(
                $"{run.Accepted} accepted, {run.Repeated} repeated, {run.Refused} refused{run.Rest}");
            if (parsed.GetValue(noWait) || exitCode is ExitCode.Unreachable or ExitCode.ServerError)
                return exitCode;
            var waited = await run.Counting.RunAsync(session, TimeSpan.FromSeconds(parsed.GetValue(waitSeconds)), cancellation);
            return exitCode == ExitCode.Ok ? waited : exitCode;
        });
        return command;
    }

    // Flushed line by line: whoever reads along, or breaks off, has every receipt that there is.
    private static Action<Answer> PrintAsJson(Terminal terminal) => answer =>
    {
        terminal.Out.WriteLine(answer.ToJson());
        terminal.Out.Flush();
    };
}
