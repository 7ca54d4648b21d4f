using System.Collections.Concurrent;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cli.Tests.Fakes;

/// <summary>The server's side of a bulk stream: keeps receipts by request id, and misbehaves as a test asks.</summary>
internal sealed class FakeBulk
{
    private readonly ConcurrentDictionary<string, (ByteString Content, Accepted Accepted)> receipts = new();
    private int streams;
    private long position;

    /// <summary>What was stored, in order.</summary>
    public ConcurrentQueue<IMessage> Stored { get; } = new();

    public int StreamCount => streams;

    /// <summary>The error for a request, or null to store it. Gets the id of the request.</summary>
    public Func<string, SubmissionError?> Refuse { get; set; } = _ => null;

    /// <summary>Called before a request is taken; may throw to break the stream.</summary>
    public Action<int, string> OnRequest { get; set; } = (_, _) => { };

    /// <summary>The answer to this request is held until the stream's other requests are answered and it has seen this many.</summary>
    public (string RequestId, int UntilSeen)? Hold { get; set; }

    public async Task ServeAsync<T>(
        IAsyncStreamReader<T> requests, Func<T, (string Id, IMessage Request)> unwrap, IServerStreamWriter<SubmissionReceipt> answers)
    {
        var stream = Interlocked.Increment(ref streams);
        var (seen, held) = (0, (SubmissionReceipt?)null);
        while (await requests.MoveNext(CancellationToken.None))
        {
            var (id, request) = unwrap(requests.Current);
            OnRequest(stream, id);
            var receipt = Answer(id, request);
            seen++;
            if (Hold?.RequestId == id)
                held = receipt;
            else
                await answers.WriteAsync(receipt);
            if (held is not null && seen == Hold?.UntilSeen)
                await answers.WriteAsync(held);
        }
    }

    private SubmissionReceipt Answer(string id, IMessage request)
    {
        if (Refuse(id) is { } error)
            return new SubmissionReceipt { RequestId = id, Error = error };
        var content = request.ToByteString();
        if (receipts.TryGetValue(id, out var known))
        {
            if (!known.Content.Equals(content))
                return new SubmissionReceipt { RequestId = id, Error = new SubmissionError { Code = 6, Reason = ErrorReason.RequestIdReused, Message = "Reused." } };
            var again = known.Accepted.Clone();
            again.Replayed = true;
            return new SubmissionReceipt { RequestId = id, Accepted = again };
        }
        Stored.Enqueue(request);
        var accepted = new Accepted { Name = $"records/{id}", Etag = "1", FeedPosition = Interlocked.Increment(ref position) };
        receipts[id] = (content, accepted);
        return new SubmissionReceipt { RequestId = id, Accepted = accepted };
    }
}
