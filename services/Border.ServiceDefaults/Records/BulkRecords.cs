using System.Collections.Concurrent;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// Bulk streams of records. Their messages all have one shape: a oneof of the requests of the unary writes, each of which
/// names its record in <c>name</c>, or in <c>name</c> of the record that it amends, or gives a new one an id.
/// </summary>
public static class BulkRecords
{
    private static readonly ConcurrentDictionary<MessageDescriptor, Func<IMessage, string>> Targets = new();

    /// <param name="submit">Carries out any of the requests of the oneof.</param>
    public static Task RunAsync<TRequest, T>(
        this BulkStream bulk,
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<SubmissionReceipt> responses,
        Func<IMessage, string, CancellationToken, Task<Written<T>>> submit,
        ServerCallContext context)
        where TRequest : class, IMessage
    {
        var actor = context.Actor().AuthorId;
        return bulk.RunAsync(requests, responses, Inner, request => TargetOf(Inner(request)!), HandleAsync, context);

        async Task<Accepted> HandleAsync(TRequest request, CancellationToken ct) => (await submit(Inner(request)!, actor, ct)).ToAccepted();
    }

    /// <summary>What tells the record that a request is about from all others of its service.</summary>
    internal static string TargetOf(IMessage request) => Targets.GetOrAdd(request.Descriptor, ReaderOf)(request);

    private static IMessage? Inner<TRequest>(TRequest request)
        where TRequest : class, IMessage
    {
        var choice = request.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(request);
        return (IMessage?)choice?.Accessor.GetValue(request);
    }

    private static Func<IMessage, string> ReaderOf(MessageDescriptor descriptor)
    {
        if (descriptor.FindFieldByName("name") is { } name)
            return request => IdOf((string)name.Accessor.GetValue(request));
        var first = descriptor.FindFieldByNumber(1);
        if (first.FieldType == FieldType.String)
            return request => (string)first.Accessor.GetValue(request);
        var inner = first.MessageType.FindFieldByName("name");
        return request => first.Accessor.GetValue(request) is IMessage record ? IdOf((string)inner.Accessor.GetValue(record)) : "";
    }

    private static string IdOf(string name) => name[(name.LastIndexOf('/') + 1)..];
}
