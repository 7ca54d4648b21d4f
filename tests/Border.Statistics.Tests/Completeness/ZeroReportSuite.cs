using Border.Lookup.V1;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Statistics.Tests.Completeness;

public sealed class SqliteZeroReportTests() : ZeroReportSuite(StorageEngineKind.Sqlite);

public sealed class PostgresZeroReportTests() : ZeroReportSuite(StorageEngineKind.Postgres);

/// <summary>What can be reported as nothing, and how it is taken back, on each engine.</summary>
public abstract class ZeroReportSuite(StorageEngineKind engine) : CompletenessTestBase(engine)
{
    [Fact]
    public async Task SubmitZeroReport_NothingCounted_IsKept()
    {
        var report = await ZeroAsync("53");

        Assert.Matches("^zero-reports/[0-9a-f]{32}$", report.Name);
        Assert.Equal(
            (ZeroReportState.Standing, Cases, "2021-05-01", "2021-05-31", "53", "1", ""),
            (report.State, report.Indicator, report.PeriodStart, report.PeriodEnd, report.Area, report.Etag, report.WithdrawReason));
        Assert.Equal(report, await Host.Completeness.GetZeroReportAsync(new() { Name = report.Name }));
    }

    [Fact]
    public async Task SubmitZeroReport_ThatStandsAlready_IsTheSameRecord()
    {
        var first = await ZeroAsync("53");
        Clock.Day = "2021-06-12";

        var again = await ZeroAsync("53", "2021-05-01..2021-05-31");

        Assert.Equal((first.Name, "2", first.ReportTime), (again.Name, again.Etag, again.ReportTime));
        Assert.Equal("53 ReportedZero 0 2021-06-05 0", Lines(await AskAsync()).ElementAt(1));
    }

    [Fact]
    public async Task SubmitZeroReport_SameRequestTwice_GetsTheFirstAnswerWhateverWasCountedSince()
    {
        var request = Zero("53");
        var first = await Host.Completeness.SubmitZeroReportAsync(request);
        await CommitCaseAsync("c1", "53.02");

        Assert.Equal(first, await Host.Completeness.SubmitZeroReportAsync(request));
        request.Area = "45";
        Assert.Equal(StatusCode.AlreadyExists, (await RefusedAsync(request)).StatusCode);
    }

    [Fact]
    public async Task SubmitZeroReport_FirstTimeAtOnce_AreVersionsOfOne()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(async _ => await Host.Completeness.SubmitZeroReportAsync(Zero("53"))));

        Assert.Single(answers.Select(answer => answer.Name).Distinct());
        Assert.Equal(6, answers.Select(answer => answer.Etag).Distinct().Count());
    }

    [Theory]
    [InlineData("53")]
    [InlineData("53.02")]
    [InlineData("")]
    [InlineData("CN")]
    public async Task SubmitZeroReport_RecordsAreCounted_IsRefused(string area)
    {
        await CommitCaseAsync("c1", "53.02");

        var error = await RefusedAsync(Zero(area));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_RULE_BROKEN"), (error.StatusCode, error.Reason()));
        Assert.Contains($"{Cases} is 1", error.Status.Detail, StringComparison.Ordinal);
        await ZeroAsync("53.01");
    }

    [Fact]
    public async Task SubmitZeroReports_Stream_AnswersEachAndCountsOnce()
    {
        await CommitCaseAsync("c1", "45");
        var (one, other, counted) = (Zero("53"), Zero("65"), Zero("45"));
        using var call = Host.Completeness.SubmitZeroReports();
        foreach (var request in new[] { one, other, counted, one })
            await call.RequestStream.WriteAsync(new() { Submit = request });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();
        await Host.FoldedAsync();

        Assert.Equal(3, receipts.Count(receipt => receipt.Accepted is not null));
        Assert.Equal((counted.RequestId, (int)StatusCode.FailedPrecondition), Assert.Single(receipts.Where(receipt => receipt.Error is not null).Select(receipt => (receipt.RequestId, receipt.Error.Code))));
        Assert.Equal(["45 Reported 1 2021-06-05 0", "53 ReportedZero 0 2021-06-05 0", "65 ReportedZero 0 2021-06-05 0"], Lines(await AskAsync()));
    }

    [Fact]
    public async Task SubmitZeroReport_ReportedInReturns_AsksForAReturn()
    {
        await Host.AddIndicatorAsync();

        var error = await RefusedAsync(Zero("53", indicator: "windows"));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Contains("send a return of 0", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-06-05")]
    [InlineData("2021-06")]
    [InlineData("2022")]
    public async Task SubmitZeroReport_PeriodNotOver_IsRefused(string period) =>
        Assert.Equal(StatusCode.FailedPrecondition, (await RefusedAsync(Zero("53", period))).StatusCode);

    [Theory]
    [InlineData("53", "2021-05", "unheard_of", StatusCode.FailedPrecondition)]
    [InlineData("99", "2021-05", Cases, StatusCode.FailedPrecondition)]
    [InlineData("53", "2021-13", Cases, StatusCode.InvalidArgument)]
    public async Task SubmitZeroReport_OfSomethingUnknown_IsRefused(string area, string period, string indicator, StatusCode code) =>
        Assert.Equal(code, (await RefusedAsync(Zero(area, period, indicator))).StatusCode);

    [Fact]
    public async Task WithdrawZeroReport_Standing_IsKeptWithItsReason()
    {
        var report = await ZeroAsync("53");

        var withdrawn = await Host.Completeness.WithdrawZeroReportAsync(Withdrawal(report.Name, report.Etag));

        Assert.Equal((ZeroReportState.Withdrawn, "Filed by mistake.", "2"), (withdrawn.State, withdrawn.WithdrawReason, withdrawn.Etag));
        var versions = (await new LookupService.LookupServiceClient(Host.Host.Channel).ListVersionsAsync(new() { Name = report.Name })).Versions;
        Assert.Equal([("reported", ""), ("withdrawn", "Filed by mistake.")], versions.Select(version => (version.Verb, version.Reason)));
    }

    [Fact]
    public async Task WithdrawZeroReport_Reason_DoesNotEnterTheFeed()
    {
        var report = await ZeroAsync("53");
        await WithdrawAsync(report);

        var store = Host.Host.Services.GetRequiredKeyedService<IDocumentStore>(FeedNames.Statistics);
        var last = (await store.ReadAsync(await store.HeadAsync(default) - 1, 1, default)).Single();

        var state = Any.Parser.ParseFrom(last.State).Unpack<ZeroReport>();
        Assert.Equal((report.Name, ZeroReportState.Withdrawn, ""), (state.Name, state.State, state.WithdrawReason));
    }

    [Fact]
    public async Task WithdrawZeroReport_Twice_IsRefusedAndGivenAgainStands()
    {
        var report = await ZeroAsync("53");
        await WithdrawAsync(report);

        var error = await RefusedAsync(Withdrawal(report.Name));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, error.Reason()));
        var again = await ZeroAsync("53");
        Assert.Equal((report.Name, ZeroReportState.Standing, "", "3"), (again.Name, again.State, again.WithdrawReason, again.Etag));
    }

    [Fact]
    public async Task WithdrawZeroReport_WrongRequest_IsRefused()
    {
        var report = await ZeroAsync("53");
        await ZeroAsync("53");
        var unreasoned = Withdrawal(report.Name);
        unreasoned.Reason = "";

        Assert.Equal(StatusCode.Aborted, (await RefusedAsync(Withdrawal(report.Name, report.Etag))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(Withdrawal("zero-reports/none"))).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusedAsync(unreasoned)).StatusCode);
    }

    private static WithdrawZeroReportRequest Withdrawal(string name, string etag = "") =>
        new() { Name = name, Etag = etag, Reason = "Filed by mistake.", RequestId = Guid.CreateVersion7().ToString() };

    private async Task<RpcException> RefusedAsync(SubmitZeroReportRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await Host.Completeness.SubmitZeroReportAsync(request));

    private async Task<RpcException> RefusedAsync(WithdrawZeroReportRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await Host.Completeness.WithdrawZeroReportAsync(request));
}
