using System.CommandLine;
using System.Globalization;
using Border.Cli.Files;
using Border.Field.Recording;

namespace Border.Cli.Field;

internal static class TrackCommand
{
    public static Command Create(FieldHost host)
    {
        var file = new Argument<string>("FILE")
        {
            Description = """A GPX file; or - for fixes on standard input, one JSON object a line: {"time": "2021-03-01T08:00:00Z", "lat": 22.1, "lon": 100.2, "accuracy": 5, "ele": 812}""",
        };
        var patrol = FieldOptions.Patrol();
        var command = new Command("track", "Adds points to the track of a patrol; each fix is safe when its line is printed") { file, patrol };
        host.Handle(command, async (parsed, session, device, cancellation) =>
        {
            var name = FieldOptions.PatrolOf(parsed, patrol, device);
            var recorder = new TrackRecorder(device, new Recorder(device));
            var path = parsed.GetRequiredValue(file);
            return path == InputFile.StandardInput
                ? await FollowAsync(session, recorder, name, cancellation)
                : RecordedText.Print(session.Terminal, recorder.AddGpx(name, await File.ReadAllBytesAsync(path, cancellation)));
        });
        return command;
    }

    private static async Task<int> FollowAsync(Session session, TrackRecorder recorder, string patrol, CancellationToken cancellation)
    {
        await using var input = await InputFile.OpenAsync(InputFile.StandardInput, session.Terminal, cancellation);
        using var lines = new StreamReader(input);
        var (exitCode, number) = (ExitCode.Ok, 0);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            number++;
            try
            {
                var fix = Fixes.Parse(line);
                var kept = recorder.AddFix(patrol, fix);
                await session.Terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{fix.Sequence} {kept.Entry.RequestId}"));
                await session.Terminal.Out.FlushAsync(cancellation);
                foreach (var fault in kept.Faults)
                    await session.Terminal.Error.WriteLineAsync($"{number}: {fault.Field} {fault.Description}");
            }
            catch (FormatException wrong)
            {
                await session.Terminal.Error.WriteLineAsync($"{number}: {wrong.Message}");
                exitCode = ExitCode.BadInput;
            }
        }

        recorder.Close(patrol);
        return exitCode;
    }
}
