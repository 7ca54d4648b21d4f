using Border.Station.Demo;
using Border.Testing;

namespace Border.SystemTests.Demo;

public sealed class KilledLoadTests
{
    private const int Divisor = 20;
    private const int Kills = 4;

    private static readonly string[] Load = ["--demo", "--Demo:Divisor=20", "--Logging:LogLevel:Default=Warning"];

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
        await last.ReadUntilAsync("Border bulletin");
        using var elsewhere = new ScratchFolder();
        using var undisturbed = StationProcess.Start(elsewhere, Load);
        await undisturbed.ReadUntilAsync("Border bulletin");

        var bulletin = await BulletinAsync(last);
        Assert.Contains("420 border cases were registered", bulletin, StringComparison.Ordinal);
        Assert.Equal(await BulletinAsync(undisturbed), bulletin);
        foreach (var source in (string[])["contributions", "records"])
            Assert.Contains("No difference.", await AskAsync(last, "recount", "--from", source), StringComparison.Ordinal);
    }

    private static Task<string> BulletinAsync(StationProcess station) => AskAsync(station, "bulletin", "--period", "2021-H1");

    private static async Task<string> AskAsync(StationProcess station, params string[] arguments)
    {
        var (exitCode, output, errors) = await BorderProcess.RunAsync(station.Address, arguments);
        Assert.True(exitCode == 0, $"{output} {errors}");
        return output;
    }
}
