using System.Threading.RateLimiting;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Border.ServiceDefaults.Access;

/// <summary>
/// Lets no caller keep a process busy alone. Each has a share of calls, streams and bytes, and what is over it is to come later. The
/// limiters forget a caller some seconds after the share is whole again.
/// </summary>
internal sealed class CallerLimits(IOptions<LimitOptions> options) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    // When a stream will end, nobody can say.
    private static readonly TimeSpan StreamPause = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<string> _calls = Buckets(options.Value.CallsBurst, options.Value.CallsPerSecond, TimeSpan.FromSeconds(1), queue: 0);
    private readonly PartitionedRateLimiter<string> _bytes =
        Buckets(options.Value.BytesPerMinute, options.Value.BytesPerMinute, TimeSpan.FromMinutes(1), queue: int.MaxValue);
    private readonly PartitionedRateLimiter<string> _streams = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetConcurrencyLimiter(caller, _ => new() { PermitLimit = options.Value.Streams, QueueLimit = 0 }));

    /// <summary>Takes one call from the caller's share.</summary>
    /// <param name="request">Its message; null for a stream of them, which is to be read by <see cref="Slowed"/>.</param>
    /// <returns>To be disposed of when the call has ended.</returns>
    /// <exception cref="RefusalException">CALLER_LIMITED.</exception>
    public IDisposable? Enter(Actor actor, IMessage? request, bool isStream)
    {
        if (!IsLimited(actor))
            return null;
        Demand(_calls.AttemptAcquire(actor.Id), Tick);
        if (request is not null)
            Demand(_bytes.AttemptAcquire(actor.Id, request.CalculateSize()), Tick);
        return isStream ? Demand(_streams.AttemptAcquire(actor.Id), StreamPause) : null;
    }

    /// <summary>The same requests, no faster than the caller may send them: whoever sends them has to wait, and loses nothing.</summary>
    public IAsyncStreamReader<T> Slowed<T>(Actor actor, IAsyncStreamReader<T> requests)
        where T : class => IsLimited(actor) ? new SlowReader<T>(requests, _bytes, actor.Id) : requests;

    public void Dispose()
    {
        _calls.Dispose();
        _bytes.Dispose();
        _streams.Dispose();
    }

    private static bool IsLimited(Actor actor) => !actor.IsLocalUser && !actor.IsService;

    private static RateLimitLease Demand(RateLimitLease lease, TimeSpan otherwise)
    {
        if (lease.IsAcquired)
            return lease;
        throw Refusals.CallerLimited(lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : otherwise);
    }

    private static PartitionedRateLimiter<string> Buckets(int most, int amount, TimeSpan during, int queue) =>
        PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new()
        {
            TokenLimit = most,
            TokensPerPeriod = Math.Max((int)(amount * (Tick / during)), 1),
            ReplenishmentPeriod = amount * (Tick / during) < 1 ? during / amount : Tick,
            QueueLimit = queue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));

    private sealed class SlowReader<T>(IAsyncStreamReader<T> requests, PartitionedRateLimiter<string> bytes, string caller) : IAsyncStreamReader<T>
        where T : class
    {
        public T Current => requests.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await requests.MoveNext(cancellationToken))
                return false;
            if (Current is IMessage message)
                (await bytes.AcquireAsync(caller, message.CalculateSize(), cancellationToken)).Dispose();
            return true;
        }
    }
}
