using Border.Cli.Tests.Fakes;
using Border.Statistics.V1;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cli.Tests;

public sealed class ZeroReportImportTests : IAsyncLifetime
{
    private const string Good = "area; period ;INDICATOR\r\n53;2021-05;cases\r\n\r\n53.02;2021-05;cases\r\n53;2021-05;cases\r\n";
    private const string Bad = """
        indicator,period,area
        cases,2021-05,53
        entries,2021-05,53
        nothing,2021-05,99
        cases,soon,53
        cases,2021-06,53
        cases,,
        cases,2021-05,53,53.02
        """;

    private FakeStation station = null!;

    public async Task InitializeAsync()
    {
        station = await FakeStation.StartAsync();
        station.Answer = Answer;
    }

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public async Task Import_GoodFile_StatesEachRowOnce()
    {
        var result = await ImportAsync(Good);

        Assert.Equal((0, "2 of 2 rows imported, 0 refused.\n"), (result.ExitCode, result.Output));
        Assert.Contains("3 rows: 2 good, 0 bad, 1 repeat another.", result.Error, StringComparison.Ordinal);
        Assert.Equal([("cases", "2021-05", "53"), ("cases", "2021-05", "53.02")], Stored.Select(zero => (zero.Indicator, zero.Period, zero.Area)));
        Assert.Single(station.Calls.OfType<GetCompletenessRequest>());
    }

    [Fact]
    public async Task Import_BadRows_ReportsEachByItsLineAndImportsNothing()
    {
        var result = await ImportAsync(Bad);

        Assert.Equal(2, result.ExitCode);
        string[] faults =
        [
            "-:3: indicator: 'entries' is reported in returns; import a return of 0.",
            "-:4: indicator: 'nothing' is not known. `border indicators list` shows those that are.",
            "-:4: area: '99' is not known. `border areas list` shows the areas, `border areas import` adds some.",
            "-:5: period: 'soon' is no period. Write it as 2021, ",
            "-:6: period: '2021-06' is not over; its last day is 2021-06-30.",
            "-:7: period: It is empty.",
            "-:7: area: It is empty. The code of the nation speaks for all of it.",
            "-:8: There are 4 values for 3 columns.",
            "7 rows: 1 good, 6 bad.",
            "Nothing was imported.",
        ];
        Assert.All(result.Error.TrimEnd().Split('\n').Zip(faults), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Import_BadRowsPartial_ImportsTheOthers()
    {
        var result = await ImportAsync(Bad, "--partial");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("53", Assert.Single(Stored).Area);
    }

    [Fact]
    public async Task Import_DryRun_OnlyChecks()
    {
        Assert.Equal(0, (await ImportAsync(Good, "--dry-run")).ExitCode);
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Import_RecordsAreCounted_SaysOfWhichRow()
    {
        var refusals = 0;
        station.ZeroReports.Refuse = _ => refusals++ == 1
            ? new SubmissionError { Code = (int)StatusCode.FailedPrecondition, Reason = ErrorReason.RuleBroken, Message = "Records are counted." }
            : null;

        var result = await ImportAsync(Good);

        Assert.Equal((1, "1 of 2 rows imported, 1 refused.\n"), (result.ExitCode, result.Output));
        Assert.Contains("-:4: FailedPrecondition: Records are counted.", result.Error, StringComparison.Ordinal);
    }

    private IEnumerable<SubmitZeroReportRequest> Stored => station.ZeroReports.Stored.Cast<SubmitZeroReportRequest>();

    private static GetCompletenessResponse Answer(IMessage request) => ((GetCompletenessRequest)request).Period switch
    {
        "2021-05" => new GetCompletenessResponse { EndDate = "2021-05-31", AsOf = "2021-06-05" },
        "2021-06" => new GetCompletenessResponse { EndDate = "2021-06-30", AsOf = "2021-06-05" },
        _ => throw new RpcException(new Status(StatusCode.InvalidArgument, "One or more fields are at fault.")),
    };

    private Task<CommandResult> ImportAsync(string file, params string[] options) =>
        CommandLine.RunAsync(station.Address, file, ["zero-report", "import", "-", .. options]);
}
