using System.Collections;
using System.Collections.Concurrent;
using Border.ServiceDefaults.Validation;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// The records of a service that a request is about: those that it names, and those that it makes. Requests that share one keep
/// their order.
/// </summary>
public static class RecordKeys
{
    // A split names its exhibits two messages down: request, splitting, parts.
    private const int Depth = 3;

    // No valid request has as many. It is read before it is checked, and one with a million is refused then.
    private const int Most = 64;

    // Parts of a record that the request names; those of two records may have the same id.
    private static readonly string[] OfParts = ["arrest_id", "item_id", "measurement_id", "observation_id", "suspect_id", "warrant_id"];

    private static readonly ConcurrentDictionary<MessageDescriptor, Action<IMessage, List<string>>[]> OfAll = new();
    private static readonly ConcurrentDictionary<MessageDescriptor, Action<IMessage, List<string>>[]> OfMade = new();

    /// <returns>Their ids, each once; the first is that which changes, or is made of nothing that was there. Empty when the request does not say.</returns>
    public static IReadOnlyList<string> Of(IMessage request) =>
        Read(request, OfAll.GetOrAdd(request.Descriptor, static type => Readers(type, Depth, IsNamedBy, IsNamedIn)));

    /// <returns>The ids of those that it makes.</returns>
    public static IReadOnlyList<string> MadeBy(IMessage request) =>
        Read(request, OfMade.GetOrAdd(request.Descriptor, static type => Readers(type, Depth, IsMadeBy, IsMadeIn)));

    private static List<string> Read(IMessage request, Action<IMessage, List<string>>[] readers)
    {
        var keys = new List<string>(2);
        Array.ForEach(readers, read => read(request, keys));
        return keys;
    }

    private static Action<IMessage, List<string>>[] Readers(
        MessageDescriptor type, int depth, Func<FieldDescriptor, bool> isKey, Func<FieldDescriptor, bool> isKeyWithin) =>
        [.. type.Fields.InDeclarationOrder().Select(field => Reader(field, depth, isKey, isKeyWithin)).OfType<Action<IMessage, List<string>>>()];

    private static Action<IMessage, List<string>>? Reader(
        FieldDescriptor field, int depth, Func<FieldDescriptor, bool> isKey, Func<FieldDescriptor, bool> isKeyWithin)
    {
        if (field is { FieldType: FieldType.String, IsRepeated: false } && isKey(field))
        {
            var get = Getters.For<string>(field);
            return (message, keys) => Add(keys, RecordNames.IdOf(get(message)));
        }

        if (field.FieldType != FieldType.Message || field.IsMap || depth == 1
            || Readers(field.MessageType, depth - 1, isKeyWithin, isKeyWithin) is not { Length: > 0 } inner)
        {
            return null;
        }

        if (field.IsRepeated)
        {
            var list = Getters.For<IList>(field);
            return (message, keys) => Read(list(message).Cast<IMessage>(), inner, keys);
        }

        var single = Getters.For<IMessage?>(field);
        return (message, keys) => Read(single(message) is { } part ? [part] : [], inner, keys);
    }

    private static void Read(IEnumerable<IMessage> parts, Action<IMessage, List<string>>[] inner, List<string> keys)
    {
        foreach (var part in parts)
            Array.ForEach(inner, read => read(part, keys));
    }

    private static void Add(List<string> keys, string id)
    {
        if (keys.Count < Most && id.Length > 0 && !keys.Contains(id))
            keys.Add(id);
    }

    private static bool IsNamedBy(FieldDescriptor field) => FieldChecks.RuleOf(field).Format == TextFormat.ResourceName || IsMadeBy(field);

    private static bool IsMadeBy(FieldDescriptor field) =>
        FieldChecks.RuleOf(field).Format == TextFormat.ResourceId && !OfParts.Contains(field.Name);

    // The record that is amended, the notice that is answered, and the exhibits that others become. What else a record refers to need not be there.
    private static bool IsNamedIn(FieldDescriptor field) => field.Name switch
    {
        "name" => field.ContainingType.FindFieldByName("etag") is not null,
        "reply_to" => true,
        _ => IsMadeIn(field),
    };

    private static bool IsMadeIn(FieldDescriptor field) => field.Name == "exhibit_id";
}
