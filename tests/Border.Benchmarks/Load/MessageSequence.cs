namespace Border.Benchmarks.Load;

/// <summary>Gives out the messages of one database one after the other, each once.</summary>
internal sealed class MessageSequence(NumberedMessages messages)
{
    private long last;

    public int MaxBytes => messages.MaxBytes;

    /// <summary>How many were given out.</summary>
    public long Count => Interlocked.Read(ref last);

    public int WriteNext(Span<byte> to) => messages.Write(Interlocked.Increment(ref last), to);
}
