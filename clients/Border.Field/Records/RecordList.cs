using Google.Protobuf.Reflection;

namespace Border.Field.Records;

/// <summary>A list of records that a service gives page by page, such as ListCases.</summary>
internal sealed class RecordList
{
    private const string Verb = "List";

    private RecordList(MethodDescriptor method, FieldDescriptor items, string name)
    {
        Method = method;
        Items = items;
        Name = name;
    }

    /// <summary>Every list of the contract: those that it gets later are here without a word about them.</summary>
    public static IReadOnlyList<RecordList> All { get; } = [.. Contract.UnaryMethods.Select(Of).OfType<RecordList>().GroupBy(list => list.Name).SelectMany(Distinct)];

    /// <summary>What is listed, as a word: `cases`.</summary>
    public string Name { get; }

    public MethodDescriptor Method { get; }

    /// <summary>The field of the response that holds the records.</summary>
    public FieldDescriptor Items { get; }

    public MessageDescriptor Record => Items.MessageType;

    public string Service => Contract.ServiceOf(Method);

    /// <summary>The list of a collection, by the first part of its records' names; null when it has none.</summary>
    public static RecordList? Find(string collection) => All.FirstOrDefault(list => Plain(list.Name) == Plain(collection));

    private static RecordList? Of(MethodDescriptor method)
    {
        var isPaged = method.InputType.FindFieldByName("page_token") is not null && method.OutputType.FindFieldByName("next_page_token") is not null;
        if (!isPaged || !method.Name.StartsWith(Verb, StringComparison.Ordinal))
            return null;
        var items = method.OutputType.Fields.InDeclarationOrder().Where(field => field.IsRepeated && field.FieldType == FieldType.Message).ToList();
        return items is [var only] ? new RecordList(method, only, Contract.WordOf(method.Name[Verb.Length..])) : null;
    }

    // Two services may have lists of one name: then each is called after its service too.
    private static IEnumerable<RecordList> Distinct(IGrouping<string, RecordList> same) =>
        same.Count() == 1 ? same : same.Select(list => new RecordList(list.Method, list.Items, $"{list.Service}-{list.Name}"));

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
