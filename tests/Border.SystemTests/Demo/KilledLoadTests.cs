using Border.Station.Demo;
using Border.Testing;

namespace Border.SystemTests.Demo;

public sealed class KilledLoadTests
{
    private const int Divisor = 10;
    private const int Kills = 4;

    private static readonly string[] Load = ["--demo", "--exit", "--Demo:Divisor=10", "--Logging:LogLevel:Default=Warning"];

    [Fact]
    public async Task Kill_InTheMiddleOfALoad_ChangesNoFigure()
    {
        using var folder = new ScratchFolder();
        var demo = new DemoData(DemoTargets.Published.Divided(Divisor));
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var killed = StationProcess.Start(folder, Load);
            await killed.UntilFedAsync(kill * demo.SubmissionCount / (Kills + 2));
            Assert.True(await killed.KillAsync(), "It had ended before it was killed.");
        }

        using var last = StationProcess.Start(folder, Load);
        var (exitCode, bulletin, errors) = await last.EndAsync();
        using var elsewhere = new ScratchFolder();
        using var undisturbed = StationProcess.Start(elsewhere, Load);

        Assert.True(exitCode == 0, errors);
        Assert.StartsWith("Border bulletin: first half of 2021\n841 border cases were registered", bulletin, StringComparison.Ordinal);
        Assert.Equal((await undisturbed.EndAsync()).Output, bulletin);
        await AssertRecountIsCleanAsync(folder);
    }

    private static async Task AssertRecountIsCleanAsync(ScratchFolder folder)
    {
        using var station = StationProcess.Start(folder, "--demo", "--Demo:Divisor=10");
        await station.ReadUntilAsync("Border bulletin");
        foreach (var source in (string[])["contributions", "records"])
        {
            var (exitCode, output, errors) = await BorderProcess.RunAsync(station.Address, "recount", "--from", source);
            Assert.True(exitCode == 0 && output.Contains("No difference.", StringComparison.Ordinal), $"{source}: {output} {errors}");
        }
    }
}
