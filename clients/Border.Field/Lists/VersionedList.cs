using System.Collections;
using Border.Field.Records;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.Field.Lists;

/// <summary>A list of reference data that a service gives as a whole, with its version, such as ListOffences.</summary>
internal sealed class VersionedList
{
    private const string Verb = "List";

    private readonly MethodDescriptor _method;
    private readonly FieldDescriptor _items;
    private readonly FieldDescriptor _etag;
    private readonly FieldDescriptor _known;

    private VersionedList(MethodDescriptor method, FieldDescriptor known)
    {
        (_method, _known) = (method, known);
        _etag = method.OutputType.FindFieldByName("etag");
        _items = method.OutputType.Fields.InDeclarationOrder().Single(field => field.IsRepeated);
        Name = Contract.WordOf(method.Name[Verb.Length..]);
    }

    /// <summary>Every such list of the contract.</summary>
    public static IReadOnlyList<VersionedList> All { get; } =
        [.. Contract.UnaryMethods.Where(method => method.InputType.FindFieldByName("known_etag") is not null).Select(method => new VersionedList(method, method.InputType.FindFieldByName("known_etag")))];

    /// <summary>What is listed, as a word: `offences`.</summary>
    public string Name { get; }

    public string Service => Contract.ServiceOf(_method);

    /// <param name="known">The version that the device has; empty for none.</param>
    /// <returns>Its version, and the answer itself; null when it is the one that is known.</returns>
    public async Task<(string Etag, byte[]? Body)> FetchAsync(CallInvoker server, string known, CancellationToken cancellation)
    {
        var request = ContractCall.NewRequest(_method);
        _known.Accessor.SetValue(request, known);
        var answer = await ContractCall.AskAsync(server, _method, request, cancellation);
        var etag = (string)_etag.Accessor.GetValue(answer);
        return (etag, etag == known ? null : answer.ToByteArray());
    }

    public IReadOnlyList<IMessage> EntriesIn(byte[] body) =>
        [.. ((IList)_items.Accessor.GetValue(_method.OutputType.Parser.ParseFrom(body))).Cast<IMessage>()];

    public static string CodeOf(IMessage entry) => (string)entry.Descriptor.FindFieldByName("code").Accessor.GetValue(entry);
}
