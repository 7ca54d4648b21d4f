using System.CommandLine;
using Border.Cli.Files;
using Border.Field.Recording;
using Google.Protobuf;

namespace Border.Cli.Field;

internal static class EditCommand
{
    public static Command Create(FieldHost host)
    {
        var id = ShowCommand.Id();
        var file = new Argument<string>("FILE") { Description = "The JSON of the whole request, as `border field show` prints it, or - for standard input" };
        var (draft, anyway) = (RecordCommands.Draft(), RecordCommands.Anyway());
        var command = new Command("edit", "Corrects a draft, or what was refused; the old one stays in the device's history") { id, file, draft, anyway };
        host.Handle(command, async (parsed, session, device, cancellation) =>
        {
            var recorder = new Recorder(device);
            var entry = recorder.Editable(parsed.GetValue(id));
            var json = await InputFile.ReadTextAsync(parsed.GetRequiredValue(file), session.Terminal, cancellation);
            try
            {
                var request = JsonParser.Default.Parse(json, SubmissionKind.Find(entry.Kind)!.Request);
                return RecordedText.Print(session.Terminal, recorder.Correct(entry, request, parsed.GetValue(draft), parsed.GetValue(anyway)));
            }
            catch (InvalidProtocolBufferException wrong)
            {
                throw CommandException.BadInput($"This is not the JSON of a request of the kind {entry.Kind}: {wrong.Message}");
            }
        });
        return command;
    }
}
