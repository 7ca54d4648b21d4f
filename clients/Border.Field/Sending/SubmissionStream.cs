using System.Collections.Concurrent;
using System.Threading.Channels;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Field.Sending;

/// <summary>
/// Sends the requests of one service over its bulk stream until each has its answer, through lost connections and a server
/// that is busy. Requests may arrive twice that way; their ids make that harmless.
/// </summary>
internal sealed class SubmissionStream(
    BulkMethod method, CallInvoker invoker, AnswerOrder answers, Patience patience, TimeProvider time, Action<ServerFault> onOutage)
{
    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);

    private readonly Lanes _lanes = new();
    private readonly Channel<Submission> _ready = Channel.CreateUnbounded<Submission>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, Submission> _sent = new();
    private long _resumeAt;

    public RefusedRecords? HoldBehind { get; init; }

    private TimeSpan PauseLeft => time.GetElapsedTime(time.GetTimestamp(), Volatile.Read(ref _resumeAt));

    public void Post(Submission submission)
    {
        if (_lanes.Enter(submission))
            Go(submission);
    }

    /// <summary>Nothing more will be posted, and all that was posted has its answer.</summary>
    public void Complete() => _ready.Writer.TryComplete();

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!_sent.IsEmpty || await _ready.Reader.WaitToReadAsync(cancellation))
        {
            try
            {
                await ConverseAsync(cancellation);
            }
            catch (RpcException) when (cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellation);
            }
            catch (RpcException exception)
            {
                await RecoverAsync(ServerFault.From(exception), cancellation);
            }
        }
    }

    private async Task ConverseAsync(CancellationToken cancellation)
    {
        using var call = invoker.AsyncDuplexStreamingCall(method.Method, null, new CallOptions(cancellationToken: cancellation));
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAsync(call.ResponseStream, sending, cancellation);
        try
        {
            await SendAsync(call.RequestStream, sending.Token);
        }
        catch (Exception exception) when (CallEnd.Is(exception) || exception is OperationCanceledException)
        {
            // The call is over; the receiving side knows why.
        }
        await receiving;
        if (!_sent.IsEmpty)
            throw new RpcException(new Status(StatusCode.Unavailable, "The server closed the stream before it had answered everything."));
    }

    private async Task SendAsync(IClientStreamWriter<IMessage> stream, CancellationToken cancellation)
    {
        foreach (var again in _sent.Values.OrderBy(s => s.Sequence).ToList())
            await stream.WriteAsync(again.Kind.Wrap(again.Request), cancellation);

        while (await _ready.Reader.WaitToReadAsync(cancellation))
        {
            while (_ready.Reader.TryRead(out var submission))
            {
                _sent[submission.RequestId] = submission;
                if (submission.IsAgain)
                    await PauseAsync(cancellation);
                // What is followed by more at once need not be flushed alone.
                stream.WriteOptions = _ready.Reader.TryPeek(out var following) && !following.IsAgain ? Buffered : null;
                await stream.WriteAsync(submission.Kind.Wrap(submission.Request), cancellation);
            }
        }
        await stream.CompleteAsync();
    }

    private async Task PauseAsync(CancellationToken cancellation)
    {
        if (PauseLeft is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellation);
    }

    private async Task ReceiveAsync(
        IAsyncStreamReader<SubmissionReceipt> stream, CancellationTokenSource sending, CancellationToken cancellation)
    {
        try
        {
            while (await stream.MoveNext(cancellation))
                Settle(stream.Current);
        }
        finally
        {
            await sending.CancelAsync();
        }
    }

    private void Settle(SubmissionReceipt receipt)
    {
        // An answer that came twice, because its request was sent twice, is no news.
        if (!_sent.TryRemove(receipt.RequestId, out var submission))
            return;
        if (receipt.Error is { Code: (int)StatusCode.Unavailable or (int)StatusCode.ResourceExhausted } busy)
        {
            // The whole stream pauses for it, once for all that came back meanwhile: that is what the server asks for.
            if (PauseLeft <= TimeSpan.Zero)
                Volatile.Write(ref _resumeAt, time.GetTimestamp() + (long)(NextDelay(ServerFault.From(busy)).TotalSeconds * time.TimestampFrequency));
            submission.IsAgain = true;
            _ready.Writer.TryWrite(submission);
            return;
        }
        patience.Reset();
        Finish(submission, Answer.From(submission, receipt));
    }

    private async Task RecoverAsync(ServerFault fault, CancellationToken cancellation)
    {
        if (IsPassing(fault))
        {
            await Task.Delay(NextDelay(fault), time, cancellation);
            return;
        }
        foreach (var submission in _sent.Values.OrderBy(s => s.Sequence).ToList())
            Finish(submission, Answer.Unanswered(submission, fault));
        _sent.Clear();
        await foreach (var submission in _ready.Reader.ReadAllAsync(cancellation))
            Finish(submission, Answer.Unanswered(submission, fault));
    }

    private TimeSpan NextDelay(ServerFault fault)
    {
        if (!patience.IsFailing)
            onOutage(fault);
        return patience.NextDelay(fault.RetryDelay) ?? throw new GaveUpException(fault);
    }

    private void Finish(Submission submission, Answer answer)
    {
        if (answer.Kind is AnswerKind.Refused or AnswerKind.Held)
            HoldBehind?.Note(submission);
        var next = _lanes.Leave(submission);
        answers.Complete(submission.Sequence, answer);
        foreach (var following in next)
            Go(following);
    }

    private void Go(Submission submission)
    {
        if (HoldBehind?.Holds(submission) == true)
            Finish(submission, Answer.Held(submission));
        else
            _ready.Writer.TryWrite(submission);
    }

    // Internal and Cancelled without a reason come from a connection that broke, not from the service.
    private static bool IsPassing(ServerFault fault) =>
        fault.Code is StatusCode.Unavailable or StatusCode.ResourceExhausted
        || (fault.Reason.Length == 0 && fault.Code is (StatusCode.Internal or StatusCode.Cancelled));
}
