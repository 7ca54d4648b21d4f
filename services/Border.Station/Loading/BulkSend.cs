using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.Station.Loading;

/// <summary>Sends requests through one bulk stream and sees to it that each gets its receipt.</summary>
internal sealed class BulkSend<TRequest>(AsyncDuplexStreamingCall<TRequest, SubmissionReceipt> call, LoadCounter counter)
    where TRequest : class, IMessage
{
    // Many small messages share a packet; the end of the stream sends what is left.
    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);

    private readonly Dictionary<string, int> _unanswered = new(StringComparer.Ordinal);
    private long _position;

    /// <returns>The feed position behind which nothing of this is.</returns>
    /// <exception cref="DemoRefusedException">A request was refused, or has no receipt.</exception>
    public async Task<long> RunAsync(IEnumerable<TRequest> requests, CancellationToken ct)
    {
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var writing = Task.Run(() => WriteAsync(requests, refused.Token), ct);
        try
        {
            await foreach (var receipt in call.ResponseStream.ReadAllAsync(ct))
                Take(receipt);
            await writing;
        }
        finally
        {
            await refused.CancelAsync();
            await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _unanswered.Count == 0
            ? _position
            : throw new DemoRefusedException($"{_unanswered.Count} requests were not answered, among them {_unanswered.Keys.First()}.");
    }

    private async Task WriteAsync(IEnumerable<TRequest> requests, CancellationToken ct)
    {
        call.RequestStream.WriteOptions = Buffered;
        foreach (var request in requests)
        {
            Expect(RequestIdOf(request));
            await call.RequestStream.WriteAsync(request, ct);
        }

        await call.RequestStream.CompleteAsync();
    }

    private void Take(SubmissionReceipt receipt)
    {
        if (receipt.Accepted is not { } accepted)
            throw new DemoRefusedException($"{receipt.RequestId}: {receipt.Error.Message} {string.Join("; ", receipt.Error.Violations)}");
        if (!Settle(receipt.RequestId))
            throw new DemoRefusedException($"{receipt.RequestId} has a receipt and was not sent.");
        _position = Math.Max(_position, accepted.FeedPosition);
        counter.Add(accepted.Replayed);
    }

    // The demo sends some requests twice, and both may be under way at once.
    private void Expect(string requestId)
    {
        lock (_unanswered)
            _unanswered[requestId] = _unanswered.GetValueOrDefault(requestId) + 1;
    }

    private bool Settle(string requestId)
    {
        lock (_unanswered)
        {
            if (!_unanswered.TryGetValue(requestId, out var times))
                return false;
            if (times == 1)
                _unanswered.Remove(requestId);
            else
                _unanswered[requestId] = times - 1;
            return true;
        }
    }

    private static string RequestIdOf(TRequest request)
    {
        var choice = request.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(request);
        var inner = (IMessage)choice.Accessor.GetValue(request);
        return (string)inner.Descriptor.FindFieldByName("request_id").Accessor.GetValue(inner);
    }
}
