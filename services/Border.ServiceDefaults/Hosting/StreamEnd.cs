using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Grpc.Core;

namespace Border.ServiceDefaults.Hosting;

/// <summary>
/// The end of what the caller of a stream is believed by: no stream goes on beyond it, however long its caller keeps it open. What was read by then is
/// finished and answered.
/// </summary>
internal sealed class StreamEnd : IDisposable
{
    // The longest that a timer takes. Whoever has a token for longer comes again before it ends.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    private static readonly object Key = new();

    private readonly CancellationTokenSource _source;

    private StreamEnd(CancellationTokenSource source) => _source = source;

    /// <returns>Null where nobody is needed, and where the caller is believed without an end.</returns>
    public static StreamEnd? Begin(ServerCallContext context, Actor? caller, TimeProvider clock)
    {
        if (caller?.Until is not { } until)
            return null;
        var left = until - clock.GetUtcNow();
        var source = new CancellationTokenSource(left < TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest, clock);
        context.UserState[Key] = source.Token;
        return new(source);
    }

    /// <returns>Cancelled at the end of a stream's caller; never where there is none.</returns>
    public static CancellationToken Of(ServerCallContext context) => context.UserState.TryGetValue(Key, out var ended) ? (CancellationToken)ended : default;

    public IAsyncStreamReader<T> Bound<T>(IAsyncStreamReader<T> requests) => new Requests<T>(requests, _source.Token);

    public IServerStreamWriter<T> Bound<T>(IServerStreamWriter<T> responses) => new Responses<T>(responses, _source.Token);

    public void Dispose() => _source.Dispose();

    private sealed class Requests<T>(IAsyncStreamReader<T> requests, CancellationToken ended) : IAsyncStreamReader<T>
    {
        public T Current => requests.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ended);
            try
            {
                return await requests.MoveNext(either.Token);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw Refusals.TokenNotAccepted();
            }
        }
    }

    private sealed class Responses<T>(IServerStreamWriter<T> responses, CancellationToken ended) : IServerStreamWriter<T>
    {
        public WriteOptions? WriteOptions
        {
            get => responses.WriteOptions;
            set => responses.WriteOptions = value;
        }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(T message, CancellationToken cancellationToken) =>
            ended.IsCancellationRequested ? throw Refusals.TokenNotAccepted() : responses.WriteAsync(message, cancellationToken);
    }
}
