using System.Globalization;
using Border.Field.Queue;
using Border.Field.Sending;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Field.Recording;

/// <summary>
/// The etag of an amendment that was recorded offline. It is that which the officer had seen, moved on by the device's own requests
/// that were carried out since, and by nobody else's.
/// </summary>
internal static class EtagChain
{
    /// <summary>Whether a request changes fields of a record that others may change too.</summary>
    public static bool IsAmendment(IMessage request) => request.Descriptor.FindFieldByName("update_mask") is not null && Field(request) is not null;

    public static string Of(IMessage request) => Field(request) is var (holder, etag) ? (string)etag.Accessor.GetValue(holder) : "";

    public static void Set(IMessage request, string value)
    {
        if (Field(request) is var (holder, etag))
            etag.Accessor.SetValue(holder, value);
    }

    /// <summary>Gives a request of the queue the etag to send. What may have been sent already is sent as it was.</summary>
    /// <param name="isFixed">It is carried in a file, and cannot follow what is answered meanwhile.</param>
    public static IMessage Prepared(EntryQueue queue, Entry entry, IMessage request, bool isFixed)
    {
        if (!entry.Follows || entry.State == EntryState.Sending)
            return request;
        var (name, seen) = (RecordKey.NameOf(request), Of(request));
        var before = queue.About(entry.Service, entry.Record).Where(other => other.Place < entry.Place).ToList();
        Set(request, isFixed ? Expected(name, seen, before) : Moved(name, seen, before));
        return request;
    }

    /// <summary>What the device knows of the record from the server's last answer; empty when it knows nothing.</summary>
    /// <param name="name">The record's name: its track has its own etag.</param>
    /// <param name="about">All requests about the record.</param>
    public static string Known(string name, IReadOnlyList<Entry> about) =>
        about.LastOrDefault(entry => entry.State == EntryState.Received && entry.Name == name)?.Etag ?? "";

    /// <summary>The etag to send.</summary>
    /// <param name="name">The record's name.</param>
    /// <param name="seen">The one that the officer had seen; empty when the record was not yet at the server.</param>
    /// <param name="before">The requests about the record before this one.</param>
    private static string Moved(string name, string seen, IReadOnlyList<Entry> before)
    {
        var received = before.Where(entry => entry.State == EntryState.Received && entry.Name == name).ToList();
        var start = seen.Length > 0 ? seen : received.FirstOrDefault(entry => entry.Makes)?.Etag ?? "";
        if (Version(start) is not { } from)
            return start;
        var own = received.Select(entry => Version(entry.Etag)).OfType<long>().Where(version => version > from).Distinct().ToList();
        // An etag counts versions: when each since is one of ours, nobody else wrote.
        return own.Count > 0 && own.Max() == from + own.Count ? own.Max().ToString(CultureInfo.InvariantCulture) : start;
    }

    /// <summary>
    /// The etag to carry in a file, which is not moved any more: the one that stands when the device's own requests before have been carried out,
    /// and nobody else's.
    /// </summary>
    /// <inheritdoc cref="Moved"/>
    private static string Expected(string name, string seen, IReadOnlyList<Entry> before)
    {
        var moved = Moved(name, seen, before);
        var underWay = before.Count(entry => entry.State is EntryState.Ready or EntryState.Sending && SubmissionKind.Find(entry.Kind)!.IsBuiltOn);
        // What nobody has made yet is made by one of them.
        return Version(moved.Length == 0 ? "0" : moved) is { } from ? (from + underWay).ToString(CultureInfo.InvariantCulture) : moved;
    }

    private static long? Version(string etag) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static (IMessage Holder, FieldDescriptor Etag)? Field(IMessage request)
    {
        if (request.Descriptor.FindFieldByName("etag") is { } own)
            return (request, own);
        return request.Descriptor.Fields.InDeclarationOrder()
            .Where(field => field.FieldType == FieldType.Message && !field.IsRepeated)
            .Select(field => (Holder: field.Accessor.GetValue(request) as IMessage, Etag: field.MessageType.FindFieldByName("etag")))
            .Where(pair => pair is { Holder: not null, Etag: not null })
            .Select(pair => ((IMessage, FieldDescriptor)?)(pair.Holder!, pair.Etag!))
            .FirstOrDefault();
    }
}
