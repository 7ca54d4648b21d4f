using System.CommandLine;
using Border.Field.Recording;
using Border.Patrols.V1;
using Border.Type.V1;

namespace Border.Cli.Field;

internal static class ObserveCommand
{
    public static Command Create(FieldHost host)
    {
        var category = FieldOptions.Word<ObservationCategory>("--category", "What was seen");
        category.Required = true;
        var severity = FieldOptions.Word<Severity>("--severity", "How grave it is");
        var note = new Option<string>("--note") { Description = "What there is to say", DefaultValueFactory = _ => "" };
        var photos = new Option<string[]>("--attach") { Description = "Photos or documents of it", HelpName = "FILE" };
        var (patrol, at, latitude, longitude) = (FieldOptions.Patrol(), FieldOptions.At(), FieldOptions.Latitude(), FieldOptions.Longitude());
        var command = new Command("observe", "Records what was seen on a patrol") { category, severity, note, photos, latitude, longitude, patrol, at };
        host.Handle(command, async (parsed, session, device, cancellation) =>
        {
            var request = new AddObservationRequest
            {
                Name = FieldOptions.PatrolOf(parsed, patrol, device),
                Observation = new Observation
                {
                    Category = FieldOptions.ValueOf<ObservationCategory>(parsed, category),
                    Severity = FieldOptions.ValueOf<Severity>(parsed, severity),
                    Note = parsed.GetRequiredValue(note),
                    ObserveTime = FieldOptions.TimeOf(parsed, at, device),
                    Position = FieldOptions.PositionOf(parsed, latitude, longitude),
                },
            };
            foreach (var path in parsed.GetValue(photos) ?? [])
            {
                var kept = await AttachCommand.KeepAsync(device, "patrols", path, null, cancellation);
                request.Observation.Attachments.Add(new Attachment { Sha256 = kept.Sha256 });
            }

            return RecordedText.Print(session.Terminal, new Recorder(device).Record(SubmissionKind.Find("addObservation")!, request));
        });
        return command;
    }
}
