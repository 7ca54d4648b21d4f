using System.Diagnostics;

namespace Border.Benchmarks.Load;

/// <summary>The calls of one connection. An answer is followed by the next call at once, and all answers of a read by one write.</summary>
internal sealed class UnaryLane : IStreams, IDisposable
{
    private readonly Http2Connection connection;
    private readonly byte[] headers;
    private readonly Dictionary<int, long> startedAt = [];
    private readonly List<TimeSpan> latencies = [];
    private readonly List<byte> answer = [];
    private readonly Task reading;
    private readonly Lock gate = new();
    private MessageSequence? messages;
    private byte[] message = [];
    private long deadline;
    private int inFlight;
    private bool keepsAnswer;
    private TaskCompletionSource done = new();

    public UnaryLane(Http2Connection connection, byte[] headers, CancellationToken ct)
    {
        (this.connection, this.headers) = (connection, headers);
        reading = Task.Run(() => ReadAsync(ct), ct);
    }

    /// <param name="until">A timestamp of the stopwatch.</param>
    public async Task<IReadOnlyList<TimeSpan>> RunAsync(MessageSequence sequence, int count, long until)
    {
        Start(sequence, count, until);
        await done.Task;
        return [.. latencies];
    }

    public async Task<byte[]> CallAsync(MessageSequence sequence)
    {
        keepsAnswer = true;
        await RunAsync(sequence, 1, 0);
        keepsAnswer = false;
        return [.. answer[Http2Wire.MessageHeaderBytes..]];
    }

    public void OnData(int stream, ReadOnlySpan<byte> piece)
    {
        if (keepsAnswer)
            answer.AddRange(piece);
    }

    public void OnEnd(int stream, int status)
    {
        if (status != 0)
            throw new InvalidOperationException($"A call was answered with status {status}.");
        lock (gate)
        {
            startedAt.Remove(stream, out var started);
            latencies.Add(Stopwatch.GetElapsedTime(started));
            if (Stopwatch.GetTimestamp() < deadline)
                Call();
            else if (--inFlight == 0)
                done.TrySetResult();
        }
    }

    public void OnIdle() => connection.Flush();

    public void Dispose() => connection.Dispose();

    private void Start(MessageSequence sequence, int count, long until)
    {
        lock (gate)
        {
            (messages, inFlight, deadline) = (sequence, count, until);
            if (message.Length < sequence.MaxBytes)
                message = new byte[sequence.MaxBytes];
            latencies.Clear();
            answer.Clear();
            done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (reading.IsFaulted)
                done.TrySetException(reading.Exception.InnerException!);
            for (var i = 0; i < count; i++)
                Call();
        }

        connection.Flush();
    }

    private void Call()
    {
        var length = messages!.WriteNext(message);
        startedAt.Add(connection.QueueCall(headers, message.AsSpan(0, length)), Stopwatch.GetTimestamp());
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            await connection.ReadAsync(this, ct);
        }
        catch (Exception error)
        {
            done.TrySetException(error);
            throw;
        }
    }
}
