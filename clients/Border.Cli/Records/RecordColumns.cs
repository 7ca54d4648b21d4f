using System.Collections;
using Border.Cli.Printing;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.Cli.Records;

/// <summary>The fields of records as the columns of a table: those of nested messages as `position.latitude`.</summary>
internal sealed class RecordColumns
{
    private static readonly string[] Bookkeeping = ["etag", "create_time", "update_time"];

    private readonly IReadOnlyList<FieldDescriptor[]> _paths;

    private RecordColumns(IEnumerable<FieldDescriptor[]> paths)
    {
        _paths = [.. paths];
        Names = [.. _paths.Select(NameOf)];
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Every field; of a list of messages, how many there are.</summary>
    public static RecordColumns All(MessageDescriptor record) => new(Expand(record, []));

    /// <summary>For people: without lists of messages, what is nested, and what the system notes for itself.</summary>
    public static RecordColumns Few(MessageDescriptor record) =>
        new(Expand(record, []).Where(path => path is [var field] && !IsCounted(field) && !Bookkeeping.Contains(field.Name)));

    public string[] Values(IMessage record) => [.. _paths.Select(path => TextOf(record, path))];

    private static IEnumerable<FieldDescriptor[]> Expand(MessageDescriptor type, FieldDescriptor[] above) =>
        type.Fields.InDeclarationOrder().SelectMany(field =>
        {
            FieldDescriptor[] path = [.. above, field];
            // A message within itself has no end; it is printed as JSON.
            var isExpanded = Contract.IsCompound(field) && !field.IsRepeated && above.All(upper => upper.MessageType != field.MessageType);
            return isExpanded ? Expand(field.MessageType, path) : [path];
        });

    private static string NameOf(FieldDescriptor[] path) =>
        string.Join('.', path.Select(field => field.Name)) + (IsCounted(path[^1]) ? ".count" : "");

    private static bool IsCounted(FieldDescriptor field) => field.IsMap || (field.IsRepeated && field.FieldType == FieldType.Message);

    private static string TextOf(IMessage record, FieldDescriptor[] path)
    {
        IMessage? holder = record;
        foreach (var field in path.AsSpan(..^1))
            holder = holder is null ? null : (IMessage?)field.Accessor.GetValue(holder);
        var last = path[^1];
        if (holder is null || (last.HasPresence && !last.Accessor.HasValue(holder)))
            return "";
        var value = last.Accessor.GetValue(holder);
        return FieldText.Of(IsCounted(last) ? ((ICollection)value).Count : value);
    }
}
