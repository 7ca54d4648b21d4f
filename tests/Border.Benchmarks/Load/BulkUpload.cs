using System.Diagnostics;
using Border.Type.V1;

namespace Border.Benchmarks.Load;

/// <summary>One client that uploads records over a bulk stream on a connection of its own, as a field client does.</summary>
internal sealed class BulkUpload : IStreams, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    private readonly Http2Connection connection;
    private readonly MessageAssembler receipts = new();
    private readonly Action<Accepted> onAccepted;
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] headers;
    private readonly byte[] piece = new byte[Http2Wire.MaxFrameBytes];
    private int stream;

    private BulkUpload(Http2Connection connection, byte[] headers, Action<Accepted> onAccepted) =>
        (this.connection, this.headers, this.onAccepted) = (connection, headers, onAccepted);

    /// <param name="onAccepted">Called for each receipt as it comes, by one thread at a time.</param>
    public static async Task<BulkUpload> OpenAsync(Uri address, string method, Action<Accepted> onAccepted, CancellationToken ct)
    {
        var connection = await Http2Connection.OpenAsync(address, ct);
        var upload = new BulkUpload(connection, HeaderBlock.Request(address.Authority, method), onAccepted);
        upload.stream = connection.OpenCall(upload.headers);
        _ = Task.Run(() => upload.ReadAsync(ct), ct);
        return upload;
    }

    /// <summary>Sends the next messages as fast as the server takes them.</summary>
    public async Task SendAsync(MessageSequence messages, int count, CancellationToken ct)
    {
        for (var sent = 0; sent < count;)
        {
            var (length, filled) = Fill(messages, count - sent);
            await connection.SendAsync(stream, piece.AsMemory(0, length), isLast: false, ct);
            sent += filled;
        }
    }

    /// <summary>
    /// Sends so many a second for a while, whether or not they are answered. What a hindered server does not take in time is
    /// sent all the same, later, and counts as late.
    /// </summary>
    public async Task SendPacedAsync(MessageSequence messages, int perSecond, TimeSpan duration, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Pace);
        for (var sent = 0; await timer.WaitForNextTickAsync(ct);)
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            var due = (int)(Math.Min(elapsed.TotalSeconds, duration.TotalSeconds) * perSecond);
            await SendAsync(messages, due - sent, ct);
            sent = due;
            if (elapsed >= duration)
                return;
        }
    }

    /// <summary>Ends the stream and waits until the server has answered all of it.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        await connection.SendAsync(stream, ReadOnlyMemory<byte>.Empty, isLast: true, ct);
        await done.Task;
    }

    public void OnData(int of, ReadOnlySpan<byte> data) => receipts.Take(data, TakeReceipt);

    public void OnEnd(int of, int status)
    {
        if (status == 0)
            done.TrySetResult();
        else
            throw new InvalidOperationException($"A bulk stream ended with status {status}.");
    }

    public void OnIdle() => connection.Flush();

    public void Dispose() => connection.Dispose();

    private (int Length, int Messages) Fill(MessageSequence messages, int atMost)
    {
        var (length, filled) = (0, 0);
        while (filled < atMost && length + Http2Wire.MessageHeaderBytes + messages.MaxBytes <= piece.Length)
        {
            var size = messages.WriteNext(piece.AsSpan(length + Http2Wire.MessageHeaderBytes));
            Http2Wire.WriteMessageHeader(piece.AsSpan(length), size);
            length += Http2Wire.MessageHeaderBytes + size;
            filled++;
        }

        return (length, filled);
    }

    private void TakeReceipt(ReadOnlySpan<byte> message)
    {
        var receipt = SubmissionReceipt.Parser.ParseFrom(message);
        if (receipt.Accepted is not { Replayed: false } accepted)
            throw new InvalidOperationException($"A record was refused: {receipt.Error}");
        onAccepted(accepted);
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
        }
    }
}
