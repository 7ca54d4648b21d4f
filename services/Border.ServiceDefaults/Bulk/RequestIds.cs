using System.Collections.Concurrent;
using Border.ServiceDefaults.Validation;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Border.ServiceDefaults.Bulk;

/// <summary>Reads the field <c>request_id</c> that every write has.</summary>
public static class RequestIds
{
    private static readonly ConcurrentDictionary<MessageDescriptor, Func<IMessage, string>> Compiled = new();

    public static string Of(IMessage request) => Compiled.GetOrAdd(request.Descriptor, GetterOf)(request);

    private static Func<IMessage, string> GetterOf(MessageDescriptor descriptor) =>
        descriptor.FindFieldByName("request_id") is { FieldType: FieldType.String } field
            ? Getters.For<string>(field)
            : throw new InvalidOperationException($"{descriptor.FullName} is no write: it has no request_id.");
}
