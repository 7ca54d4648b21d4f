namespace Border.Field.Syncing;

/// <summary>
/// How much is sent before the answers are waited for. It follows what the network does: what is lost with a connection has to go
/// again, so on a bad one little is under way.
/// </summary>
internal sealed class BatchSize
{
    public const int LeastBytes = 2 * 1024;
    public const int MostBytes = 2 * 1024 * 1024;
    public const int MostRecords = 256;

    private static readonly TimeSpan Aim = TimeSpan.FromSeconds(3);

    public int Bytes { get; private set; } = 32 * 1024;

    /// <summary>A batch went through.</summary>
    /// <param name="bytes">How much it was: a small one says nothing about larger ones.</param>
    public void Passed(int bytes, TimeSpan took)
    {
        if (took > Aim * 2)
            Shrink();
        else if (took < Aim / 2 && bytes > Bytes / 2)
            Bytes = Math.Min(Bytes * 2, MostBytes);
    }

    /// <summary>A connection broke under one.</summary>
    public void Broke() => Shrink();

    private void Shrink() => Bytes = Math.Max(Bytes / 2, LeastBytes);
}
