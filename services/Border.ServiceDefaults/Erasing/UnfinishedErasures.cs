using System.Threading.Channels;

namespace Border.ServiceDefaults.Erasing;

/// <summary>
/// Tells that an erasure may have been committed and not carried out to its end, such as when the keys cannot be reached. Whoever waits goes
/// through all of them: told several times meanwhile, it does so once more.
/// </summary>
internal sealed class UnfinishedErasures
{
    private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Tell() => _told.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken ct) => await _told.Reader.ReadAsync(ct);
}
