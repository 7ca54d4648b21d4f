using System.Threading.Channels;
using Border.Cases.V1;
using Border.Station.Loading;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Station.Tests.Loading;

public sealed class BulkSendTests
{
    private readonly LoadCounter _counter = new();
    private readonly ScriptedServer _server = new();

    [Fact]
    public async Task RunAsync_StorageAwayForAWhile_SendsAgainInOrderAndThenTheRest()
    {
        // While the server cannot keep the case, it has no case to record an arrest in: that refusal means nothing.
        _server.Answer("register", StatusCode.Unavailable, StatusCode.Unavailable, StatusCode.OK);
        _server.Need("arrest", "register");

        var position = await SendAsync("before", "register", "arrest", "after");

        Assert.Equal(4, _counter.Answered);
        Assert.Equal(["before", "register", "arrest"], _server.Accepted.Where(id => id != "after"));
        Assert.Equal(4, position);
    }

    [Fact]
    public async Task RunAsync_StreamThatBreaks_SendsWhatHasNoReceiptAgain()
    {
        _server.BreakAt("two");

        await SendAsync("one", "two", "three");

        Assert.Equal(3, _counter.Answered);
        Assert.Equal(["one", "two", "three"], _server.Accepted.Distinct());
        Assert.Equal(2, _server.Calls);
    }

    [Fact]
    public async Task RunAsync_Refused_EndsTheLoadAtOnce()
    {
        _server.Answer("two", StatusCode.FailedPrecondition);

        var refused = await Assert.ThrowsAsync<DemoRefusedException>(() => SendAsync("one", "two", "three"));

        Assert.StartsWith("two: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, _server.Calls);
    }

    [Fact]
    public async Task RunAsync_RefusedAlsoAfterTheOutage_EndsTheLoad()
    {
        _server.Answer("one", StatusCode.Unavailable, StatusCode.OK);
        _server.Need("two", "what never comes");

        Assert.StartsWith("two: ", (await Assert.ThrowsAsync<DemoRefusedException>(() => SendAsync("one", "two"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SameRequestTwice_NeedsTwoReceipts()
    {
        _server.Answer("one", StatusCode.OK, StatusCode.Unavailable, StatusCode.OK);

        await SendAsync("one", "one");

        Assert.Equal(2, _counter.Answered);
    }

    private Task<long> SendAsync(params string[] ids) =>
        new BulkSend<SubmitCasesRequest>(_server.Open, _counter, TimeProvider.System).RunAsync(
            ids.Select(id => new SubmitCasesRequest { Register = new RegisterCaseRequest { RequestId = id } }), CancellationToken.None);

    /// <summary>A bulk stream that answers each request as it was told to; what it was not told about it accepts.</summary>
    private sealed class ScriptedServer
    {
        private readonly Dictionary<string, Queue<StatusCode>> _answers = [];
        private readonly Dictionary<string, string> _needs = [];
        private string _breakAt = "";

        public List<string> Accepted { get; } = [];

        public int Calls { get; private set; }

        public void Answer(string id, params StatusCode[] codes) => _answers[id] = new(codes);

        /// <summary>A request is not found to be about anything before another one is accepted.</summary>
        public void Need(string id, string before) => _needs[id] = before;

        /// <summary>The first stream breaks instead of taking this request.</summary>
        public void BreakAt(string id) => _breakAt = id;

        public AsyncDuplexStreamingCall<SubmitCasesRequest, SubmissionReceipt> Open()
        {
            Calls++;
            var receipts = Channel.CreateUnbounded<SubmissionReceipt>();
            return new(
                new Requests(this, receipts.Writer), new Receipts(receipts.Reader), Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess,
                () => Metadata.Empty, () => { });
        }

        private SubmissionReceipt ReceiptOf(string id)
        {
            var code = _answers.TryGetValue(id, out var codes) && codes.TryDequeue(out var told) ? told : StatusCode.OK;
            if (_needs.TryGetValue(id, out var before) && !Accepted.Contains(before))
                code = StatusCode.NotFound;
            if (code != StatusCode.OK)
                return new() { RequestId = id, Error = new SubmissionError { Code = (int)code, Message = "scripted" } };
            Accepted.Add(id);
            return new() { RequestId = id, Accepted = new Accepted { FeedPosition = Accepted.Count } };
        }

        private sealed class Requests(ScriptedServer server, ChannelWriter<SubmissionReceipt> receipts) : IClientStreamWriter<SubmitCasesRequest>
        {
            public WriteOptions? WriteOptions { get; set; }

            public async Task WriteAsync(SubmitCasesRequest message)
            {
                var id = message.Register.RequestId;
                if (id == server._breakAt)
                {
                    server._breakAt = "";
                    receipts.TryComplete(new RpcException(new Status(StatusCode.Unavailable, "scripted")));
                    throw new RpcException(new Status(StatusCode.Unavailable, "scripted"));
                }

                receipts.TryWrite(server.ReceiptOf(id));
                await Task.Yield();
            }

            public Task WriteAsync(SubmitCasesRequest message, CancellationToken cancellationToken) => WriteAsync(message);

            public Task CompleteAsync()
            {
                receipts.TryComplete();
                return Task.CompletedTask;
            }
        }

        private sealed class Receipts(ChannelReader<SubmissionReceipt> receipts) : IAsyncStreamReader<SubmissionReceipt>
        {
            public SubmissionReceipt Current { get; private set; } = new();

            public async Task<bool> MoveNext(CancellationToken cancellationToken)
            {
                if (!await receipts.WaitToReadAsync(cancellationToken) || !receipts.TryRead(out var receipt))
                    return false;
                Current = receipt;
                return true;
            }
        }
    }
}
