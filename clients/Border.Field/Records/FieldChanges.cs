using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Field.Records;

/// <summary>Compares two versions of a record field by field.</summary>
internal static class FieldChanges
{
    // Other in each version, and told with it.
    private static readonly string[] Bookkeeping = ["etag", "create_time", "update_time"];

    /// <param name="older">Null for the first version, of which all that it states is new.</param>
    public static IEnumerable<FieldChange> Between(IMessage? older, IMessage newer) =>
        newer.Descriptor.Fields.InDeclarationOrder()
            .Where(field => !Bookkeeping.Contains(field.Name))
            .SelectMany(field => InField(field, older, newer, field.Name));

    private static IEnumerable<FieldChange> InField(FieldDescriptor field, IMessage? older, IMessage? newer, string path)
    {
        var (old, now) = (ValueOf(field, older), ValueOf(field, newer));
        if (field.IsMap)
            return InMap((IDictionary?)old, (IDictionary?)now, path);
        if (field.IsRepeated && Contract.IsCompound(field))
            return InItems(Items(old), Items(now), path);
        if (Contract.IsCompound(field))
            return InMessage((IMessage?)old, (IMessage?)now, path);
        return IsSame(field, old, now) ? [] : [new FieldChange(path, old, now)];
    }

    private static List<FieldChange> InMessage(IMessage? older, IMessage? newer, string path)
    {
        if ((newer ?? older) is not { } either)
            return [];
        var changes = either.Descriptor.Fields.InDeclarationOrder()
            .SelectMany(field => InField(field, older, newer, $"{path}.{field.Name}")).ToList();
        // One that states nothing came or went.
        return changes.Count == 0 && (older is null || newer is null) ? [new FieldChange(path, older, newer)] : changes;
    }

    private static IEnumerable<FieldChange> InItems(List<IMessage> older, List<IMessage> newer, string path)
    {
        var (before, after) = (ByKey(older), ByKey(newer));
        return before.Keys.Union(after.Keys).SelectMany(key => InMessage(before.GetValueOrDefault(key), after.GetValueOrDefault(key), $"{path}[{key}]"));
    }

    private static IEnumerable<FieldChange> InMap(IDictionary? older, IDictionary? newer, string path) =>
        from key in (older?.Keys ?? Array.Empty<object>()).Cast<object>().Union((newer?.Keys ?? Array.Empty<object>()).Cast<object>())
        let old = older?[key]
        let now = newer?[key]
        where !Equals(old, now)
        select new FieldChange($"{path}[{key}]", old, now);

    // By their ids, so that one that is left out does not make all behind it look changed; else by their places.
    private static Dictionary<string, IMessage> ByKey(List<IMessage> items)
    {
        var id = items.FirstOrDefault()?.Descriptor.FindFieldByName("id");
        var ids = items.Select(item => id?.Accessor.GetValue(item) as string ?? "").ToList();
        var hasIds = ids.All(text => text.Length > 0) && ids.Distinct().Count() == ids.Count;
        return items.Select((item, place) => (Key: hasIds ? ids[place] : $"{place}", item)).ToDictionary(pair => pair.Key, pair => pair.item);
    }

    private static List<IMessage> Items(object? list) => [.. ((IList?)list ?? Array.Empty<IMessage>()).Cast<IMessage>()];

    private static object? ValueOf(FieldDescriptor field, IMessage? message)
    {
        if (message is null || (field.HasPresence && !field.Accessor.HasValue(message)))
            return null;
        var value = field.Accessor.GetValue(message);
        // Unlike a zero, an empty text or an unspecified word is never a statement.
        return value is string or Enum && SaysNothing(value) ? null : value;
    }

    private static bool IsSame(FieldDescriptor field, object? old, object? now) =>
        Equals(old, now) || (!field.HasPresence && SaysNothing(old) && SaysNothing(now));

    private static bool SaysNothing(object? value) => value switch
    {
        null or "" => true,
        ByteString bytes => bytes.IsEmpty,
        IList list => list.Count == 0,
        ValueType number => number.Equals(Activator.CreateInstance(number.GetType())),
        _ => false,
    };
}
