using Border.Cli.Tests.Fakes;
using Border.Statistics.V1;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Cli.Tests;

public sealed class ReturnsCommandTests : IAsyncLifetime
{
    private const string Header = "indicator,period_start,period_end,area,category,value,qualifier,precision\n";
    private const string TwoGoodRows = Header + "entries,2021-01-01,2021-01-31,53,,\"1,234\",,\nentries,2021-02-01,2021-02-28,53,,1.5E+3,,\n";
    private const string OneBadRow = TwoGoodRows + "entries,2021-03-01,2021-03-31,53,,many,,\n";

    private FakeStation station = null!;

    public async Task InitializeAsync() => station = await FakeStation.StartAsync();

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public async Task Import_GoodFile_StoresEveryRowAndWaits()
    {
        var result = await ImportAsync(TwoGoodRows);

        Assert.Equal((0, "2 of 2 rows imported, 0 refused.\n"), (result.ExitCode, result.Output));
        Assert.Equal(["1234", "1500"], station.Returns.Stored.Cast<SubmitReturnRequest>().Select(request => request.Return.Value));
        Assert.Equal("statistics", Assert.IsType<AwaitProgressRequest>(Assert.Single(station.Calls)).Positions.Single().Feed);
    }

    [Fact]
    public async Task Import_OneBadRow_ReportsItAndImportsNothing()
    {
        var result = await ImportAsync(OneBadRow);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("-:4: value: 'many' is not a number.", result.Error, StringComparison.Ordinal);
        Assert.Empty(station.Returns.Stored);
    }

    [Fact]
    public async Task Import_OneBadRowPartial_ImportsTheOthers()
    {
        var result = await ImportAsync(OneBadRow, "--partial");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(2, station.Returns.Stored.Count);
    }

    [Theory]
    [InlineData(TwoGoodRows, 0)]
    [InlineData(OneBadRow, 2)]
    public async Task Import_DryRun_OnlyChecks(string file, int exitCode)
    {
        var result = await ImportAsync(file, "--dry-run");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(station.Returns.Stored);
    }

    [Fact]
    public async Task Import_FileAgainAfterARevision_PutsItsValuesBack()
    {
        await ImportAsync(TwoGoodRows);

        var again = await ImportAsync(TwoGoodRows);

        Assert.Equal((0, "2 of 2 rows imported, 0 refused.\n"), (again.ExitCode, again.Output));
        Assert.Equal(4, station.Returns.Stored.Count);
    }

    [Fact]
    public async Task Import_ServerRefusesARow_SaysWhichAndWhatWasImported()
    {
        var refusals = 0;
        station.Returns.Refuse = _ => refusals++ == 1
            ? new SubmissionError { Code = (int)StatusCode.FailedPrecondition, Reason = ErrorReason.RuleBroken, Message = "The period overlaps." }
            : null;

        var result = await ImportAsync(TwoGoodRows);

        Assert.Equal((1, "1 of 2 rows imported, 1 refused.\n"), (result.ExitCode, result.Output));
        Assert.Contains("-:3: FailedPrecondition: The period overlaps.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_MissingFile_IsBadInput()
    {
        var result = await CommandLine.RunAsync(station, "returns", "import", "no-such-file.csv");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no-such-file.csv", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_TwentyThousandRows_AreStored()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => $"entries,2021-01-01,2021-01-31,53,c{i},{i},,\r\n");

        var result = await ImportAsync(Header + string.Concat(rows));

        Assert.Equal((0, 20_000), (result.ExitCode, station.Returns.Stored.Count));
    }

    private Task<CommandResult> ImportAsync(string file, params string[] options) =>
        CommandLine.RunAsync(station.Address, file, ["returns", "import", "-", .. options]);
}
