using System.Collections.Concurrent;
using Border.ServiceDefaults.Validation;
using Border.SystemTests.Samples;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Border.SystemTests.Hostile;

/// <summary>
/// Mutated messages for one RPC. All of them go through the parser and the rules of the contract; every fourth of those that pass goes through
/// the whole pipeline of the host, and so do some of those that do not pass, or that were not mutated.
/// </summary>
internal sealed class Attack(MethodDescriptor method, Pipeline pipeline)
{
    private const int InFlight = 32;
    private const int MessagesAStream = 20;

    /// <summary>One in so many messages that pass goes to the host.</summary>
    private const int PassedShare = 4;

    /// <summary>And one in so many of those that do not.</summary>
    private const int RefusedShare = 20;

    /// <summary>And of those that are as a client would send them, once enough have been carried out.</summary>
    private const int SoundShare = 10;

    private const int Enough = 100;

    /// <summary>And of an RPC that works through everything that is stored, one in so many of those that pass.</summary>
    private const int HeavyShare = 50;

    private static readonly TimeSpan LiveTime = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FieldRules _rules = new(TimeProvider.System);
    private readonly MessageParser _parser = method.InputType.Parser.WithDiscardUnknownFields(true);
    private readonly string _path = Contract.PathOf(method);
    private readonly bool _isLive = Contract.IsLive(method);

    /// <summary>What is wrong with answers, with the bytes of the requests.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public ConcurrentDictionary<StatusCode, int> Statuses { get; } = new();

    public Task RunAsync(int messages) =>
        Contract.IsBulk(method) ? BulkAsync(messages) : method.IsClientStreaming ? StreamAsync(messages) : UnaryAsync(messages);

    private Task UnaryAsync(int messages) => Parallel.ForAsync(0, messages, Options(), async (i, _) =>
    {
        var (message, isSound) = new Mutator(Seed(i)).Next(method.InputType);
        var passes = Read(message) is { } read && Passes(read);
        if (i % (passes ? ShareOfPassed(isSound) : RefusedShare) == 0)
            await CallAsync(Frames.Of(message));
    });

    private int ShareOfPassed(bool isSound) =>
        Contract.IsHeavy(method) ? HeavyShare : isSound && Statuses.GetValueOrDefault(StatusCode.OK) > Enough ? SoundShare : PassedShare;

    // The first one that is refused ends the call.
    private Task StreamAsync(int messages) => Parallel.ForAsync(0, messages / MessagesAStream, Options(), async (i, _) =>
    {
        var mutator = new Mutator(Seed(i));
        await CallAsync(Frames.Of([.. Enumerable.Range(0, MessagesAStream).Select(_ => mutator.Next(method.InputType).Message)]));
    });

    // A message that cannot be read ends its stream, so it comes last, and not in every stream.
    private Task BulkAsync(int messages) => Parallel.ForAsync(0, messages / MessagesAStream, Options(), async (i, _) =>
    {
        var mutator = new Mutator(Seed(i));
        var made = Enumerable.Range(0, MessagesAStream).Select(_ => mutator.Next(method.InputType).Message).ToLookup(message => Read(message) is not null);
        var readable = made[true].ToList();
        var answer = await CallAsync(Frames.Of(i % RefusedShare == 0 ? [.. readable, .. made[false].Take(1)] : readable));
        var receipts = Frames.Read(answer.Body).Select(SubmissionReceipt.Parser.ParseFrom).ToList();
        if (receipts.Count != readable.Count)
            Faults.Enqueue($"{_path} #{i}: {readable.Count} requests, {receipts.Count} receipts");
        foreach (var error in receipts.Select(receipt => receipt.Error).OfType<SubmissionError>())
            Judge(new((StatusCode)error.Code, error.Message, error.ToString(), []), []);
    });

    private async Task<Answer> CallAsync(byte[] frames)
    {
        var answer = await pipeline.CallAsync(_path, frames, _isLive ? LiveTime : Patience);
        Judge(answer, frames);
        return answer;
    }

    private void Judge(Answer answer, byte[] frames)
    {
        Statuses.AddOrUpdate(answer.Status ?? StatusCode.Unknown, 1, (_, count) => count + 1);
        if (Verdict.FaultOf(answer, _isLive) is { } fault)
            Faults.Enqueue($"{_path}: {fault}\n{Convert.ToHexString(frames.AsSpan(0, Math.Min(frames.Length, 2000)))}");
    }

    /// <returns>Null when the bytes are no message of the type.</returns>
    private IMessage? Read(byte[] bytes)
    {
        try
        {
            return _parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private bool Passes(IMessage message) => _rules.Check(message).Count == 0;

    private static ParallelOptions Options() => new() { MaxDegreeOfParallelism = InFlight };

    // Not string.GetHashCode, which is another in each process.
    private int Seed(int i) => _path.Aggregate(i, (seed, c) => unchecked((seed * 31) + c));
}
