using System.Text;

namespace Border.Cli.Tests.Fakes;

/// <summary>Gives a text and then nothing, for ever, like a keyboard; deaf to cancellation, as standard input is.</summary>
internal sealed class EndlessInput(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await base.ReadAsync(buffer, CancellationToken.None);
        if (length == 0)
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        return length;
    }
}
