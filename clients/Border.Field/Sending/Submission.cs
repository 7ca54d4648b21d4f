using Google.Protobuf;

namespace Border.Field.Sending;

/// <summary>One request on its way: from which line, of which kind, about which record.</summary>
internal sealed class Submission(long line, SubmissionKind kind, IMessage request)
{
    // What a server of this system takes in one message.
    public const int MaxBytes = 4 * 1024 * 1024 - 64;

    /// <summary>The line of the input that it came from, from 1.</summary>
    public long Line { get; } = line;

    public SubmissionKind Kind { get; } = kind;

    public IMessage Request { get; } = request;

    public string RequestId { get; } = kind.RequestIdOf(request);

    /// <summary>The records that it is about.</summary>
    public IReadOnlyList<string> RecordKeys { get; } = RecordKey.AllOf(request);

    /// <summary>The place in the input, from 0; answers are given in this order.</summary>
    public long Sequence { get; set; }

    /// <summary>The server was too busy for it, and it is sent again after the stream's pause.</summary>
    public bool IsAgain { get; set; }
}
