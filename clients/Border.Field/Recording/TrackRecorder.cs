using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Sending;
using Border.Patrols.Tracks;
using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Validation;
using Google.Protobuf;

namespace Border.Field.Recording;

/// <summary>Keeps points of a track in requests small enough for a bad network: each that has arrived need not go again.</summary>
internal sealed class TrackRecorder(Device device, Recorder recorder)
{
    public const int PointsPerRequest = 200;

    private static readonly SubmissionKind Kind = SubmissionKind.Find("appendTrack")!;

    /// <summary>The points of a GPX file, under the name that the service gives its content: the same file again adds nothing.</summary>
    public IReadOnlyList<Recorded> AddGpx(string patrol, byte[] content)
    {
        var (source, points) = new GpxReader(new FieldRules(device.Clock)).Read(ByteString.CopyFrom(content));
        return device.InOne(() => points.Chunk(PointsPerRequest).Select(some => recorder.Record(Kind, Request(patrol, source, some))).ToList());
    }

    /// <summary>Keeps one fix, on the disk when it returns, in a draft that goes when it is full.</summary>
    /// <exception cref="FormatException">It is none that the server would take.</exception>
    public Recorded AddFix(string patrol, TrackPoint fix) => device.InOne(() =>
    {
        if (new FieldRules(device.Clock).Check(fix) is [var fault, ..])
            throw new FormatException($"{fault.Field} {fault.Description}");
        // Numbers go on from the last of this device, also after a restart, and after what was sent has been removed.
        fix.Sequence = device.NextNumber($"track/{patrol}");
        if (Open(patrol) is not { } draft)
            return recorder.Record(Kind, Request(patrol, device.Id, [fix]), asDraft: true);
        var request = (AppendTrackRequest)device.Queue.RequestOf(draft)!;
        request.Points.Add(fix);
        device.Queue.Rewrite(draft, request);
        if (request.Points.Count >= PointsPerRequest)
            device.Queue.Release(draft);
        return new Recorded(draft, []);
    });

    /// <summary>Lets go what was kept of a track.</summary>
    public void Close(string patrol)
    {
        if (Open(patrol) is { } draft)
            device.Queue.Release(draft);
    }

    // A file whose points were kept as a draft has another source.
    private Entry? Open(string patrol) => Of(patrol).LastOrDefault(entry =>
        entry.State == EntryState.Draft && device.Queue.RequestOf(entry) is AppendTrackRequest { Device: var source } && source == device.Id);

    private IEnumerable<Entry> Of(string patrol) => device.Queue.About("patrols", RecordNames.IdOf(patrol))
        .Where(entry => entry.Kind == Kind.Name && entry.Author == device.User);

    private static AppendTrackRequest Request(string patrol, string source, IEnumerable<TrackPoint> points) =>
        new() { Name = patrol, Device = source, Points = { points } };
}
