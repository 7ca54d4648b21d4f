using System.CommandLine;
using Border.Field.Devices;
using Border.Field.Recording;
using Border.Patrols.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Field;

internal static class PatrolCommand
{
    public static Command Create(FieldHost host) => new("patrol", "Starts, pauses, resumes and ends patrols")
    {
        Start(host),
        Verb(host, "pause", "Lets a patrol rest", "pausePatrol", (name, time, reason) => new PausePatrolRequest { Name = name, PauseTime = time, Reason = reason }),
        Verb(host, "resume", "Lets a paused patrol go on", "resumePatrol", (name, time, _) => new ResumePatrolRequest { Name = name, ResumeTime = time }),
        Verb(host, "end", "Ends a patrol", "endPatrol", (name, time, _) => new EndPatrolRequest { Name = name, EndTime = time }),
    };

    private static Command Start(FieldHost host)
    {
        var unit = new Option<string>("--unit") { Description = "The unit that patrols", Required = true };
        var area = new Option<string>("--area") { Description = "The area in which it counts", Required = true };
        var type = FieldOptions.Word<PatrolType>("--type", "What kind of tour it is; else routine");
        var transport = FieldOptions.Word<TransportMode>("--transport", "How it moves");
        var counterpart = new Option<string?>("--counterpart") { Description = "The neighbouring state of a joint patrol, such as LAO" };
        var at = FieldOptions.At();
        var command = new Command("start", "Starts a patrol now and prints the records that it is kept in") { unit, area, type, transport, counterpart, at };
        host.Handle(command, (parsed, session, device, _) =>
        {
            var time = FieldOptions.TimeOf(parsed, at, device);
            var patrol = new Patrol
            {
                Unit = parsed.GetRequiredValue(unit),
                Area = parsed.GetRequiredValue(area),
                Type = parsed.GetValue(type) is null ? PatrolType.Routine : FieldOptions.ValueOf<PatrolType>(parsed, type),
                Transport = FieldOptions.ValueOf<TransportMode>(parsed, transport),
                CounterpartCountry = parsed.GetValue(counterpart) ?? "",
                PlanTime = time,
            };
            return Task.FromResult(RecordedText.Print(session.Terminal, device.InOne(() => Begin(new Recorder(device), patrol, time))));
        });
        return command;
    }

    // Both or neither: a patrol that is out is never kept as merely planned.
    private static IReadOnlyList<Recorded> Begin(Recorder recorder, Patrol patrol, Timestamp time)
    {
        var made = recorder.Record(SubmissionKind.Find("createPatrol")!, new CreatePatrolRequest { Patrol = patrol });
        var start = new StartPatrolRequest { Name = $"patrols/{made.Entry.Record}", StartTime = time };
        return [made, recorder.Record(SubmissionKind.Find("startPatrol")!, start, asDraft: made.Faults.Count > 0)];
    }

    private static Command Verb(FieldHost host, string word, string description, string kind, Func<string, Timestamp, string, IMessage> request)
    {
        var (patrol, at) = (FieldOptions.Patrol(), FieldOptions.At());
        var reason = new Option<string>("--reason") { Description = "Why", DefaultValueFactory = _ => "" };
        var command = new Command(word, description) { patrol, at };
        if (word == "pause")
            command.Add(reason);
        host.Handle(command, (parsed, session, device, _) =>
        {
            var name = FieldOptions.PatrolOf(parsed, patrol, device);
            var why = word == "pause" ? parsed.GetRequiredValue(reason) : "";
            var recorder = new Recorder(device);
            // The points that were taken until now go with it.
            new TrackRecorder(device, recorder).Close(name);
            return Task.FromResult(RecordedText.Print(
                session.Terminal, recorder.Record(SubmissionKind.Find(kind)!, request(name, FieldOptions.TimeOf(parsed, at, device), why))));
        });
        return command;
    }
}
