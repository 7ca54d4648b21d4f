using Border.Cli.Submitting;
using Microsoft.Extensions.Time.Testing;

namespace Border.Cli.Tests;

public sealed class ProgressMeterTests
{
    private readonly FakeTimeProvider time = new();
    private readonly StringWriter error = new() { NewLine = "\n" };

    [Fact]
    public async Task Show_InALog_IsALineNowAndThen()
    {
        await using (ProgressMeter.Start(TerminalFor(isTerminal: false), time, () => "7 answered"))
        {
            time.Advance(TimeSpan.FromSeconds(4));
            Assert.Equal("", error.ToString());
            await AdvanceUntilSomethingIsShownAsync();
        }

        Assert.StartsWith("7 answered\n", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\r", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OnATerminal_IsInPlaceAndWipedAtTheEnd()
    {
        await using (ProgressMeter.Start(TerminalFor(isTerminal: true), time, () => "7 answered"))
            await AdvanceUntilSomethingIsShownAsync();

        Assert.StartsWith("\r7 answered\r", error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\r          \r", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ShortWork_IsNothing()
    {
        await using (ProgressMeter.Start(TerminalFor(isTerminal: true), time, () => "7 answered"))
            time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal("", error.ToString());
    }

    private async Task AdvanceUntilSomethingIsShownAsync()
    {
        while (error.GetStringBuilder().Length == 0)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private Terminal TerminalFor(bool isTerminal) => new()
    {
        Out = TextWriter.Null,
        Error = error,
        OpenInput = () => Stream.Null,
        Environment = _ => null,
        ErrorIsTerminal = isTerminal,
    };
}
