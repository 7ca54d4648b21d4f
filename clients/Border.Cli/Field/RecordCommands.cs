using System.CommandLine;
using System.Text.Json.Nodes;
using Border.Cli.Files;
using Border.Cli.Submitting;
using Border.Field.Devices;
using Border.Field.Recording;
using Google.Protobuf;

namespace Border.Cli.Field;

/// <summary>The commands that keep records which are written as JSON.</summary>
internal static class RecordCommands
{
    public static Option<bool> Draft() => new("--draft") { Description = "Keep it as a draft: it is not sent before it is edited" };

    public static Option<bool> Anyway() => new("--anyway") { Description = "Send it whatever the device finds wrong with it; the server decides" };

    /// <summary>A command that takes the JSON of one resource.</summary>
    public static Command Of(FieldHost host, string word, string kind, string resource, string description)
    {
        var file = new Argument<string>("FILE") { Description = $"The JSON of the {resource}, or - for standard input; ids that it lacks are made" };
        var (draft, anyway) = (Draft(), Anyway());
        var command = new Command(word, $"{description}; every field that is wrong is named at once") { file, draft, anyway };
        host.Handle(command, async (parsed, session, device, cancellation) =>
        {
            var json = await InputFile.ReadTextAsync(parsed.GetRequiredValue(file), session.Terminal, cancellation);
            var request = Parse(SubmissionKind.Find(kind)!, resource, json);
            return RecordedText.Print(
                session.Terminal, new Recorder(device).Record(SubmissionKind.Find(kind)!, request, parsed.GetValue(draft), parsed.GetValue(anyway)));
        });
        return command;
    }

    /// <summary>The command that takes a file of requests of any kind.</summary>
    public static Command OfLines(FieldHost host)
    {
        var file = new Argument<string>("FILE") { Description = "Requests as `border submit` takes them, or - for standard input" };
        var (draft, anyway) = (Draft(), Anyway());
        var command = new Command("record", "Records requests of any kind, one JSON object a line; one whose request id is kept already is not kept again")
        {
            file, draft, anyway,
        };
        host.Handle(command, async (parsed, session, device, cancellation) =>
        {
            var recorder = new Recorder(device);
            var exitCode = ExitCode.Ok;
            await using var input = await InputFile.OpenAsync(parsed.GetRequiredValue(file), session.Terminal, cancellation);
            await foreach (var line in JsonLines.ReadAsync(input, cancellation, makesIds: false))
            {
                if (line.Submission is not { } submission)
                {
                    await session.Terminal.Error.WriteLineAsync($"{line.Line}: {line.Fault}");
                    exitCode = ExitCode.BadInput;
                    continue;
                }

                try
                {
                    var kept = recorder.Record(submission.Kind, submission.Request, parsed.GetValue(draft), parsed.GetValue(anyway));
                    exitCode = Math.Max(exitCode, RecordedText.Print(session.Terminal, kept));
                }
                catch (RequestIdReusedException fault)
                {
                    await session.Terminal.Error.WriteLineAsync($"{line.Line}: {fault.Message}");
                    exitCode = Math.Max(exitCode, ExitCode.Refused);
                }
            }

            return exitCode;
        });
        return command;
    }

    private static IMessage Parse(SubmissionKind kind, string resource, string json)
    {
        try
        {
            return JsonParser.Default.Parse(new JsonObject { [resource] = JsonNode.Parse(json) }.ToJsonString(), kind.Request);
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or System.Text.Json.JsonException)
        {
            throw CommandException.BadInput($"This is not the JSON of a {resource}: {wrong.Message}");
        }
    }
}
