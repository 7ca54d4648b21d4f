using System.Globalization;
using Border.Cli.Printing;
using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.ServiceDefaults.Records;
using Google.Protobuf.WellKnownTypes;

namespace Border.Cli.Field;

/// <summary>Records of the device as tables.</summary>
internal static class EntryText
{
    public static IEnumerable<string> Table(Device device, IEnumerable<Entry> entries)
    {
        var table = new TextTable(
            TextTable.Right("id"), TextTable.Left("state"), TextTable.Left("kind"), TextTable.Left("name"), TextTable.Left("etag"), TextTable.Left("recorded"),
            TextTable.Left("by the server's clock"), TextTable.Left("reason"));
        var held = device.Queue.HeldBy();
        foreach (var entry in entries)
        {
            var reason = held.TryGetValue(entry.Sequence, out var before) ? WaitingFor(device, before) : ReasonOf(device, entry);
            table.Add(
                entry.Sequence.ToString(CultureInfo.InvariantCulture), RecordedText.Word(entry.State), entry.Kind, entry.Name.Length > 0 ? entry.Name : entry.Record,
                entry.Etag, FieldText.Of(Timestamp.FromDateTimeOffset(entry.MadeAt)), Corrected(entry), FieldText.InOneLine(reason));
        }

        return table.Lines();
    }

    public static string ReasonOf(Device device, Entry entry) => device.Queue.RefusalOf(entry) is { } fault
        ? string.Join(' ', [fault.Message, .. fault.Violations.Select(violation => $"{violation.Field} {violation.Description};"), .. MadeWithOlder(device, entry), .. TakenDownByOlder(device, entry)])
        : "";

    private static string WaitingFor(Device device, long before) => device.Queue.Find(before) is { } stopping
        ? string.Create(CultureInfo.InvariantCulture, $"not sent, since {before} before it is {(stopping.State == EntryState.Refused ? "refused" : $"a {RecordedText.Word(stopping.State)}")}")
        : "";

    private static IEnumerable<string> MadeWithOlder(Device device, Entry entry) =>
        entry.MadeWith.Length > 0 && device.Lists.All().All(list => list.Etag != entry.MadeWith)
            ? [$"It was made with the list of version {entry.MadeWith}, of which there is a newer one: `border field lists`."]
            : [];

    private static IEnumerable<string> TakenDownByOlder(Device device, Entry entry) =>
        device.Queue.RequestOf(entry) is { } request && FormFields.VersionOf(request) is > 0 and var version
        && new AgencyCheck(device.Lists).FormOf(request.Descriptor) is { } form && form.Version != version
            ? [string.Create(CultureInfo.InvariantCulture, $"It was taken down by version {version} of its form, of which there is version {form.Version}: `border field form {form.Code}`.")]
            : [];

    // Only where the two clocks differ by more than is usual.
    private static string Corrected(Entry entry) => entry.ServerOffset is { } offset && offset.Duration() > DeviceClock.SkewLimit
        ? FieldText.Of(Timestamp.FromDateTimeOffset(entry.CorrectedAt))
        : "";
}
