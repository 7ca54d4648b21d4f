using System.Threading.Channels;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Hosting;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.ServiceDefaults.Bulk;

/// <summary>
/// One run through a bulk stream. A permit is taken before a request is read and given back when its receipt is written, so
/// that a client that does not read its receipts cannot send on.
/// </summary>
internal sealed class BulkRun<TRequest>(
    IAsyncStreamReader<TRequest> requests,
    IServerStreamWriter<SubmissionReceipt> responses,
    Func<TRequest, IReadOnlyList<string>> recordKeys,
    BulkItem<TRequest> item,
    BulkOptions options) : IDisposable
    where TRequest : class, IMessage
{
    private const int MaxReceiptsUnflushed = 64;

    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);

    private readonly SemaphoreSlim _permits = new(options.MaxInFlight);
    private readonly Channel<SubmissionReceipt> _receipts =
        Channel.CreateUnbounded<SubmissionReceipt>(new UnboundedChannelOptions { SingleReader = true });
    private readonly RecordOrder<TRequest> _order = new();
    private CancellationToken _reading;

    public async Task RunAsync(CancellationToken callGone, CancellationToken stopping)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(callGone, stopping);
        _reading = reading.Token;
        var writing = WriteReceiptsAsync();
        try
        {
            await ReadAllAsync();
        }
        catch (Exception) when (_reading.IsCancellationRequested)
        {
            callGone.ThrowIfCancellationRequested();
            throw new RpcException(LiveStream.Stopping);
        }
        finally
        {
            await AllAnsweredAsync();
            _receipts.Writer.Complete();
            await writing;
        }
    }

    public void Dispose() => _permits.Dispose();

    private async Task ReadAllAsync()
    {
        while (true)
        {
            await _permits.WaitAsync(_reading);
            var isRead = false;
            try
            {
                isRead = await requests.MoveNext(_reading);
            }
            catch (Exception broken) when (broken is IOException or InvalidDataException && !_reading.IsCancellationRequested)
            {
                // What the transport throws at a frame that is none.
                throw Refusals.Malformed();
            }
            finally
            {
                if (!isRead)
                    _permits.Release();
            }

            if (!isRead)
                return;
            Take(requests.Current);
        }
    }

    private async Task AllAnsweredAsync()
    {
        for (var i = 0; i < options.MaxInFlight; i++)
            await _permits.WaitAsync(CancellationToken.None);
    }

    private void Take(TRequest request)
    {
        var turn = new RecordTurn<TRequest>(request, KeysOf(request));
        if (_order.Enter(turn))
            Start(turn);
    }

    // On the pool, so that reading goes on. The permits are what is waited for.
    private void Start(RecordTurn<TRequest> turn) =>
        ThreadPool.QueueUserWorkItem(static state => _ = state.Run.AnswerAsync(state.Turn), (Run: this, Turn: turn), preferLocal: false);

    private async Task AnswerAsync(RecordTurn<TRequest> turn)
    {
        var receipt = await item.AnswerAsync(turn.Request, _reading);
        _receipts.Writer.TryWrite(receipt);
        foreach (var next in _order.Leave(turn))
            Start(next);
    }

    // A request too broken to name its record has no order to keep; its receipt will say what is wrong with it.
    private IReadOnlyList<string> KeysOf(TRequest request)
    {
        try
        {
            return recordKeys(request);
        }
        catch (NullReferenceException)
        {
            return [];
        }
    }

    private async Task WriteReceiptsAsync()
    {
        var unflushed = 0;
        var clientGone = false;
        await foreach (var receipt in _receipts.Reader.ReadAllAsync(CancellationToken.None))
        {
            var more = _receipts.Reader.TryPeek(out _) && unflushed < MaxReceiptsUnflushed;
            unflushed = more ? unflushed + 1 : 0;
            clientGone = clientGone || !await TryWriteAsync(receipt, more ? Buffered : null);
            _permits.Release();
        }
    }

    // A receipt that cannot be delivered is not lost: the client sends the request again and gets the same answer.
    private async Task<bool> TryWriteAsync(SubmissionReceipt receipt, WriteOptions? writeOptions)
    {
        try
        {
            responses.WriteOptions = writeOptions;
            await responses.WriteAsync(receipt, CancellationToken.None);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
