using System.Net;

namespace Border.SystemTests.Hostile;

/// <summary>A body that comes a byte at a time, and may never end.</summary>
internal sealed class DripContent(byte[] bytes, bool ends) : HttpContent
{
    /// <summary>Completes when every byte is sent.</summary>
    public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            await stream.WriteAsync(bytes.AsMemory(i, 1), cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }

        Sent.TrySetResult();
        if (!ends)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
