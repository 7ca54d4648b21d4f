using Border.Statistics.V1;
using Border.SystemTests.Samples;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.SystemTests.Histories;

/// <summary>
/// What many devices send, at random but the same for the same seed: new records, corrections, changes of state, what comes
/// before what it is about, and what was sent before and is sent again.
/// </summary>
internal sealed class RandomHistory(int seed, CallInvoker invoker)
{
    private const int RequestsAStep = 120;
    private const int RecordsOfAKind = 60;
    private const double ShareSentAgain = 0.15;

    // As often as any other request, it would leave little standing.
    private const double ShareOfVoids = 0.1;

    private static readonly MethodDescriptor[] Bulk = [.. Contract.Methods.Where(Contract.IsBulk)];

    private static readonly Marshaller<IMessage> Requests = Marshallers.Create<IMessage>(message => message.ToByteArray(), _ => throw new NotSupportedException());

    private static readonly Marshaller<SubmissionReceipt> Receipts =
        Marshallers.Create(receipt => receipt.ToByteArray(), SubmissionReceipt.Parser.ParseFrom);

    private readonly Random _random = new(seed);
    private readonly Dictionary<MethodDescriptor, List<IMessage>> _sent = Bulk.ToDictionary(method => method, _ => new List<IMessage>());

    /// <summary>How often each kind of request was carried out.</summary>
    public Dictionary<string, int> CarriedOut { get; } = [];

    /// <summary>What was told of what was refused.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>The last position of each feed that was acknowledged.</summary>
    public Dictionary<string, long> Positions { get; } = [];

    /// <summary>One day's requests to all services at once.</summary>
    public async Task StepAsync()
    {
        var batches = Bulk.Select(method => (Method: method, Requests: Next(method))).ToList();
        foreach (var (method, requests, receipts) in await Task.WhenAll(batches.Select(SendAsync)))
        {
            Assert.Equal(requests.Count, receipts.Count);
            Note(method, requests, receipts);
        }
    }

    private List<IMessage> Next(MethodDescriptor method)
    {
        var sent = _sent[method];
        var samples = new SampleMessages(_random, RecordsOfAKind);
        var requests = Enumerable.Range(0, RequestsAStep).Select(_ => sent.Count > 0 && _random.NextDouble() < ShareSentAgain
            ? sent[_random.Next(sent.Count)]
            : New(samples, method.InputType)).ToList();
        sent.AddRange(requests);
        return requests;
    }

    private IMessage New(SampleMessages samples, MessageDescriptor type)
    {
        while (true)
        {
            var request = samples.Make(type);
            if (!Inner(request).Descriptor.Name.StartsWith("Void", StringComparison.Ordinal) || _random.NextDouble() < ShareOfVoids)
                return Undated(request);
        }
    }

    // An earlier vintage that is loaded later changes what was known then: that is what it is for.
    private static IMessage Undated(IMessage request)
    {
        if (request is SubmitReturnsRequest { Submit.Return: { } submitted })
            submitted.KnownOn = "";
        return request;
    }

    private async Task<(MethodDescriptor Method, List<IMessage> Requests, List<SubmissionReceipt> Receipts)> SendAsync(
        (MethodDescriptor Method, List<IMessage> Requests) batch)
    {
        var method = new Method<IMessage, SubmissionReceipt>(
            MethodType.DuplexStreaming, batch.Method.Service.FullName, batch.Method.Name, Requests, Receipts);
        using var call = invoker.AsyncDuplexStreamingCall(method, null, default);
        var receiving = ReadAsync(call.ResponseStream);
        foreach (var request in batch.Requests)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        return (batch.Method, batch.Requests, await receiving);
    }

    private static async Task<List<SubmissionReceipt>> ReadAsync(IAsyncStreamReader<SubmissionReceipt> stream)
    {
        List<SubmissionReceipt> receipts = [];
        await foreach (var receipt in stream.ReadAllAsync())
            receipts.Add(receipt);
        return receipts;
    }

    private void Note(MethodDescriptor method, List<IMessage> requests, List<SubmissionReceipt> receipts)
    {
        Errors.AddRange(receipts.Where(receipt => receipt.Error is not null).Select(receipt => receipt.Error.ToString()));
        var kinds = requests.Select(Inner).DistinctBy(RequestIdOf).ToDictionary(RequestIdOf, inner => inner.Descriptor.Name);
        foreach (var receipt in receipts.Where(receipt => receipt.Accepted is not null))
        {
            var feed = method.File.Package.Split('.')[1];
            Positions[feed] = Math.Max(Positions.GetValueOrDefault(feed), receipt.Accepted.FeedPosition);
            if (!receipt.Accepted.Replayed)
                CarriedOut[kinds[receipt.RequestId]] = CarriedOut.GetValueOrDefault(kinds[receipt.RequestId]) + 1;
        }
    }

    private static IMessage Inner(IMessage request) =>
        request.Descriptor.Oneofs is [var choice, ..] ? (IMessage)choice.Accessor.GetCaseFieldDescriptor(request).Accessor.GetValue(request) : request;

    private static string RequestIdOf(IMessage inner) => (string)inner.Descriptor.FindFieldByName("request_id").Accessor.GetValue(inner);
}
