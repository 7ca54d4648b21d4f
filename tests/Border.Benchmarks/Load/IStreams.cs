namespace Border.Benchmarks.Load;

/// <summary>Takes what comes over a connection. Called by one thread at a time.</summary>
internal interface IStreams
{
    /// <summary>A piece of an answer; a message may come in several.</summary>
    void OnData(int stream, ReadOnlySpan<byte> piece);

    /// <param name="status">The gRPC status; -1 when the stream was reset.</param>
    void OnEnd(int stream, int status);

    /// <summary>All that has come so far is handled: the time to send what was queued meanwhile, in one write.</summary>
    void OnIdle();
}
