using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.Field.Records;

/// <summary>Reads one record of any kind, such as by GetCase.</summary>
internal static class RecordGet
{
    private const string Verb = "Get";

    private static readonly Dictionary<string, MethodDescriptor> Methods = Contract.UnaryMethods
        .Where(IsGet)
        .SelectMany(method => CollectionsOf(method).Select(collection => (collection, method)))
        .DistinctBy(pair => pair.collection)
        .ToDictionary(pair => pair.collection, pair => pair.method);

    public static IEnumerable<string> Collections => Methods.Keys;

    public static bool Knows(string name) => Methods.ContainsKey(CollectionOf(name));

    /// <param name="name">The name of a record of one of the collections.</param>
    public static Task<IMessage> ReadAsync(CallInvoker server, string name, CancellationToken cancellation)
    {
        var method = Methods[CollectionOf(name)];
        var request = ContractCall.NewRequest(method);
        method.InputType.FindFieldByName("name").Accessor.SetValue(request, name);
        return ContractCall.AskAsync(server, method, request, cancellation);
    }

    private static string CollectionOf(string name) => name.Split('/', 2)[0];

    private static bool IsGet(MethodDescriptor method) =>
        method.Name.StartsWith(Verb, StringComparison.Ordinal) && IsNamed(method.InputType) && IsNamed(method.OutputType);

    private static bool IsNamed(MessageDescriptor type) => type.FindFieldByName("name") is { FieldType: FieldType.String, IsRepeated: false };

    // `cases` for GetCase: as the lists of its records are called, and the plural of what it gets where there is no list.
    private static IEnumerable<string> CollectionsOf(MethodDescriptor method)
    {
        var one = Contract.WordOf(method.Name[Verb.Length..]);
        var plural = one.EndsWith('y') ? $"{one[..^1]}ies" : $"{one}s";
        return RecordList.All.Where(list => list.Record.FullName == method.OutputType.FullName).Select(list => list.Name).Prepend(plural);
    }
}
