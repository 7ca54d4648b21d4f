using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.ServiceDefaults.Records;

/// <summary>
/// Bulk streams of records. Their messages all have one shape: a oneof of the requests of the unary writes.
/// </summary>
public static class BulkRecords
{
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
        return bulk.RunAsync(requests, responses, Inner, request => RecordKeys.Of(Inner(request)!), HandleAsync, context);

        async Task<Accepted> HandleAsync(TRequest request, CancellationToken ct) => (await submit(Inner(request)!, actor, ct)).ToAccepted();
    }

    private static IMessage? Inner<TRequest>(TRequest request)
        where TRequest : class, IMessage
    {
        var choice = request.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(request);
        return (IMessage?)choice?.Accessor.GetValue(request);
    }
}
