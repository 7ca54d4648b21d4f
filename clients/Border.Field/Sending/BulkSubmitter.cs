using Grpc.Core;

namespace Border.Field.Sending;

/// <summary>Sends requests of all services at once, each over the bulk stream of its service.</summary>
internal sealed class BulkSubmitter(CallInvoker invoker, TimeProvider time, TimeSpan giveUpAfter, Action<ServerFault> onOutage)
{
    /// <summary>Takes the records of which a request was refused, behind which others are held back; null holds nothing back.</summary>
    public RefusedRecords? HoldBehind { get; init; }

    // Enough to keep every stream busy when the lines of one record stand together; some megabytes of memory.
    private const int Window = 8192;

    /// <summary>
    /// Hands on one answer a line, in the order of the lines. Throws <see cref="GaveUpException"/> when the server is away for
    /// too long; what was handed on until then holds.
    /// </summary>
    public async Task RunAsync(IAsyncEnumerable<InputLine> lines, Action<Answer> onAnswer, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var order = new AnswerOrder(Window, onAnswer);
        var streams = SubmissionKind.All.Select(kind => kind.Method).Distinct().ToDictionary(
            method => method,
            method => new SubmissionStream(method, invoker, order, new Patience(giveUpAfter, time), time, onOutage) { HoldBehind = HoldBehind });
        var work = streams.Values.Select(stream => stream.RunAsync(stop.Token)).Append(FeedAsync(lines, order, streams, stop.Token));
        await Task.WhenAll(work.Select(task => StopOnFailureAsync(task, stop)));
    }

    private static async Task FeedAsync(
        IAsyncEnumerable<InputLine> lines,
        AnswerOrder order,
        Dictionary<BulkMethod, SubmissionStream> streams,
        CancellationToken cancellation)
    {
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            var place = await order.EnterAsync(cancellation);
            if (line.Submission is { } submission)
            {
                submission.Sequence = place;
                streams[submission.Kind.Method].Post(submission);
            }
            else
            {
                order.Complete(place, Answer.NotSent(line.Line, line.Fault));
            }
        }
        await order.DrainAsync(cancellation);
        foreach (var stream in streams.Values)
            stream.Complete();
    }

    private static async Task StopOnFailureAsync(Task task, CancellationTokenSource stop)
    {
        try
        {
            await task;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
