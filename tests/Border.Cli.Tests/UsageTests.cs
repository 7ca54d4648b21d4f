using Border.Cli.Tests.Fakes;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Border.Cli.Tests;

public sealed class UsageTests
{
    // Nothing listens on the discard port.
    private const string Nowhere = "http://127.0.0.1:9";

    [Theory]
    [InlineData]
    [InlineData("unknown")]
    [InlineData("figures")]
    [InlineData("figures", "--indicator", "a", "--period", "2021", "--by", "moon")]
    [InlineData("figures", "--indicator", "a", "--period", "2021", "--fiscal-start", "13")]
    [InlineData("completeness", "--indicator", "a", "--period", "2021", "--kind", "moon")]
    [InlineData("zero-report", "--indicator", "a", "--period", "2021")]
    [InlineData("bulletin", "--period", "2021", "--lang", "fr")]
    [InlineData("explain", "--indicator", "a", "--period", "2021", "--limit", "0")]
    [InlineData("search")]
    [InlineData("search", "x", "--limit", "201")]
    [InlineData("history", "cases")]
    [InlineData("history", "cases/c/1")]
    [InlineData("list")]
    [InlineData("list", "ghosts")]
    [InlineData("list", "cases", "--limit", "0")]
    [InlineData("list", "cases", "--state", "ghost")]
    [InlineData("list", "cases", "--register-time-from", "yesterday")]
    [InlineData("list", "cases", "--register-time-from", "2021-03-01T08:00:00")]
    [InlineData("show", "cases")]
    [InlineData("show", "ghosts/g-1")]
    [InlineData("attach", "photo.jpg")]
    [InlineData("attach", "photo.jpg", "--service", "ghosts")]
    [InlineData("attach", "photo.jpg", "--service", "cases", "--type", "gif")]
    [InlineData("attach", "/nowhere/photo.jpg", "--service", "cases")]
    [InlineData("attachment", "00ff", "--service", "cases", "--out", "x")]
    [InlineData("submit")]
    [InlineData("submit", "-", "--give-up-seconds", "-1")]
    [InlineData("progress", "--server", "127.0.0.1:5400")]
    [InlineData("progress", "--server", "file:///etc")]
    [InlineData("progress", "--actor", "名")]
    [InlineData("progress", "--purpose", "curiosity")]
    [InlineData("progress", "--token", "a b")]
    [InlineData("progress", "--token", "a", "--server", "http://192.0.2.1:5400")]
    [InlineData("progress", "--token-file", "/nowhere/token")]
    [InlineData("token", "--role", "supervisor")]
    [InlineData("token", "--role", "emperor", "--area", "53")]
    [InlineData("token", "--role", "supervisor", "--area", "53", "--hours", "0")]
    [InlineData("token", "--role", "supervisor", "--area", "53", "--data", "/nowhere")]
    public async Task Run_WrongUsage_ExitsWithTwoAndAMessage(params string[] arguments)
    {
        var result = await CommandLine.RunAsync(Nowhere, "", arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("submit", "--help")]
    [InlineData("history", "--help")]
    [InlineData("attach", "--help")]
    [InlineData("attachment", "--help")]
    [InlineData("list", "--help")]
    [InlineData("list", "cases", "--help")]
    [InlineData("show", "--help")]
    [InlineData("search", "--help")]
    [InlineData("areas", "import", "--help")]
    [InlineData("areas", "list", "--help")]
    [InlineData("boundary", "import", "--help")]
    [InlineData("coverage", "--help")]
    [InlineData("indicators", "add", "--help")]
    [InlineData("indicators", "list", "--help")]
    [InlineData("returns", "import", "--help")]
    [InlineData("figures", "--help")]
    [InlineData("bulletin", "--help")]
    [InlineData("explain", "--help")]
    [InlineData("completeness", "--help")]
    [InlineData("zero-report", "--help")]
    [InlineData("recount", "--help")]
    [InlineData("progress", "--help")]
    [InlineData("token", "--help")]
    public async Task Run_Help_IsPrinted(params string[] arguments)
    {
        var result = await CommandLine.RunAsync(Nowhere, "", arguments);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoServer_ExitsWithThree()
    {
        var result = await CommandLine.RunAsync(Nowhere, "", "progress");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(Nowhere, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCode.NotFound, 1)]
    [InlineData(StatusCode.InvalidArgument, 1)]
    [InlineData(StatusCode.AlreadyExists, 1)]
    [InlineData(StatusCode.Internal, 4)]
    [InlineData(StatusCode.Unimplemented, 4)]
    public async Task Run_ServerRefuses_ExitCodeTellsWhoseFault(StatusCode code, int exitCode)
    {
        await using var station = await FakeStation.StartAsync();
        station.Answer = _ => throw new RpcException(new Grpc.Core.Status(code, "Because."));

        var result = await CommandLine.RunAsync(station, "progress");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("Because.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RichError_PrintsReasonAndEveryViolation()
    {
        await using var station = await FakeStation.StartAsync();
        station.Answer = _ => throw new Google.Rpc.Status
        {
            Code = (int)Code.InvalidArgument,
            Message = "2 fields are wrong.",
            Details =
            {
                Any.Pack(new ErrorInfo { Domain = "border", Reason = "ERROR_REASON_INVALID_FIELDS" }),
                Any.Pack(new BadRequest
                {
                    FieldViolations =
                    {
                        new BadRequest.Types.FieldViolation { Field = "period", Description = "Is no period." },
                        new BadRequest.Types.FieldViolation { Field = "as_of", Description = "Is no day." },
                    },
                }),
            },
        }.ToRpcException();

        var result = await CommandLine.RunAsync(station, "figures", "--indicator", "a", "--period", "x");

        Assert.Equal(
            (1, "InvalidArgument (INVALID_FIELDS): 2 fields are wrong.\n  period: Is no period.\n  as_of: Is no day.\n"),
            (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Run_StorageAway_IsAServerErrorNotAMissingServer()
    {
        await using var station = await FakeStation.StartAsync();
        station.Answer = _ => throw new Google.Rpc.Status
        {
            Code = (int)Code.Unavailable,
            Message = "The database cannot be reached.",
            Details = { Any.Pack(new ErrorInfo { Domain = "border", Reason = "ERROR_REASON_STORAGE_UNAVAILABLE" }) },
        }.ToRpcException();

        var result = await CommandLine.RunAsync(station, "progress");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("STORAGE_UNAVAILABLE", result.Error, StringComparison.Ordinal);
    }
}
