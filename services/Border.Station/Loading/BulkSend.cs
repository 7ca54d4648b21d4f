using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Station.Loading;

/// <summary>
/// Sends requests through bulk streams and sees to it that each is accepted. When the server cannot take one just now, or the stream
/// breaks, no more is sent; after a while everything that was not accepted goes again in its order, and then the rest. What was
/// refused meanwhile may only have missed what went before it.
/// </summary>
internal sealed class BulkSend<TRequest>(Func<AsyncDuplexStreamingCall<TRequest, SubmissionReceipt>> open, LoadCounter counter, TimeProvider clock)
    where TRequest : class, IMessage
{
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);

    // Many small messages share a packet; the end of the stream sends what is left.
    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly UnansweredRequests<TRequest> _unanswered = new();
    private long _position;
    private string? _trouble;

    /// <returns>The feed position behind which nothing of this is.</returns>
    /// <exception cref="DemoRefusedException">A request was refused, has no receipt, or could not be taken for too long.</exception>
    public async Task<long> RunAsync(IEnumerable<TRequest> requests, CancellationToken ct)
    {
        using var rest = requests.GetEnumerator();
        var (pause, failingSince, before) = (FirstPause, clock.GetTimestamp(), counter.Answered);
        while (!await TryAsync(rest, ct))
        {
            if (counter.Answered > before)
                (pause, failingSince, before) = (FirstPause, clock.GetTimestamp(), counter.Answered);
            if (clock.GetElapsedTime(failingSince) > GiveUpAfter)
                throw new DemoRefusedException($"The server could not take more for {GiveUpAfter.TotalMinutes:0} minutes: {_trouble}");
            await Task.Delay(pause, clock, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        return _position;
    }

    /// <returns>False when what was not accepted is to go again.</returns>
    private async Task<bool> TryAsync(IEnumerator<TRequest> rest, CancellationToken ct)
    {
        Volatile.Write(ref _trouble, null);
        using var call = open();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var writing = Task.Run(() => WriteAsync(call.RequestStream, rest, ended.Token), ct);
        try
        {
            await foreach (var receipt in call.ResponseStream.ReadAllAsync(ct))
                Take(receipt);
            await writing;
        }
        catch (RpcException broken) when (broken.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted && !ct.IsCancellationRequested)
        {
            Volatile.Write(ref _trouble, broken.Status.Detail);
        }
        finally
        {
            await ended.CancelAsync();
            await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_trouble is null && _unanswered.First is { } first)
            throw new DemoRefusedException($"{_unanswered.Count} requests were not answered, among them {first}.");
        return _trouble is null;
    }

    private async Task WriteAsync(IClientStreamWriter<TRequest> stream, IEnumerator<TRequest> rest, CancellationToken ct)
    {
        stream.WriteOptions = Buffered;
        foreach (var again in _unanswered.InOrder())
            await stream.WriteAsync(again, ct);
        while (Volatile.Read(ref _trouble) is null && rest.MoveNext())
        {
            _unanswered.Add(rest.Current);
            await stream.WriteAsync(rest.Current, ct);
        }

        await stream.CompleteAsync();
    }

    private void Take(SubmissionReceipt receipt)
    {
        if (receipt.Error is { Code: (int)StatusCode.Unavailable or (int)StatusCode.ResourceExhausted } passing)
            Volatile.Write(ref _trouble, passing.Message);
        else if (receipt.Accepted is { } accepted)
            Accept(receipt.RequestId, accepted);
        else if (_trouble is null)
            throw new DemoRefusedException($"{receipt.RequestId}: {receipt.Error?.Message} {string.Join("; ", receipt.Error?.Violations ?? [])}");
    }

    private void Accept(string requestId, Accepted accepted)
    {
        if (!_unanswered.Settle(requestId))
            throw new DemoRefusedException($"{requestId} has a receipt and was not sent.");
        _position = Math.Max(_position, accepted.FeedPosition);
        counter.Add(accepted.Replayed);
    }
}
