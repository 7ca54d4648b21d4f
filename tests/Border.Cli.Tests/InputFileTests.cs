using System.Text;
using Border.Cli.Files;

namespace Border.Cli.Tests;

public sealed class InputFileTests
{
    private const string Text = "code,name\n53,云南\n";

    public static TheoryData<byte[]> Encodings =>
    [
        Encoding.UTF8.GetBytes(Text),
        (byte[])[.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text)],
        (byte[])[.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)],
        (byte[])[.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Text)],
    ];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task ReadText_UnicodeWithOrWithoutMark_GivesTheText(byte[] bytes)
    {
        await using var terminal = TerminalWith(bytes);

        Assert.Equal(Text, await InputFile.ReadTextAsync("-", terminal, CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ReadText_ShorterThanAMark_IsReadWhole(int length)
    {
        await using var terminal = TerminalWith(Encoding.UTF8.GetBytes("ab"[..length]));

        Assert.Equal("ab"[..length], await InputFile.ReadTextAsync("-", terminal, CancellationToken.None));
    }

    [Fact]
    public async Task ReadText_OtherEncoding_IsRefusedNotGuessed()
    {
        await using var terminal = TerminalWith([(byte)'a', 0xD4, 0xC6, (byte)'\n']);

        var exception = await Assert.ThrowsAsync<CommandException>(() => InputFile.ReadTextAsync("-", terminal, CancellationToken.None));

        Assert.Equal(ExitCode.BadInput, exception.ExitCode);
    }

    private static Terminal TerminalWith(byte[] input) => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        OpenInput = () => new MemoryStream(input),
        Environment = _ => null,
    };
}
