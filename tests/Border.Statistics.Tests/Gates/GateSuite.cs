using Border.Statistics.Tests.Completeness;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Statistics.Tests.Gates;

public sealed class SqliteGateTests() : GateSuite(StorageEngineKind.Sqlite);

public sealed class PostgresGateTests() : GateSuite(StorageEngineKind.Postgres);

/// <summary>The gate as a client sees it, on each engine.</summary>
public abstract class GateSuite(StorageEngineKind engine) : CompletenessTestBase(engine)
{
    [Fact]
    public async Task GetFindings_NothingWrong_FindsNothing()
    {
        await CommitCaseAsync("c1", "53.02");

        var answer = await AskAsync();

        Assert.Empty(answer.Findings);
        Assert.False(answer.Blocked);
    }

    [Fact]
    public async Task GetFindings_SilentAndZeroAreas_AreToldApart()
    {
        Clock.Day = "2021-06-12";
        await CommitCaseAsync("c1", "53.02");
        await ZeroAsync("45");

        var answer = await AskAsync();

        var finding = Assert.Single(answer.Findings);
        Assert.Equal((GateRule.SilentAreas, FindingSeverity.Warning, false), (finding.Rule, finding.Severity, answer.Blocked));
        Assert.EndsWith("not reported, or not wholly, by Area 65; reported as zero by Area 45.", finding.Text.En, StringComparison.Ordinal);
        Assert.Equal([("65", ""), ("45", "0")], finding.Figures.Select(figure => (figure.Area, figure.Value?.Amount ?? "")));
    }

    [Fact]
    public async Task GetFindings_RecordsWhereZeroWasReported_Blocks()
    {
        await ZeroAsync("53");
        await CommitCaseAsync("c1", "53.02");

        var answer = await AskAsync();

        Assert.Equal(GateRule.ZeroContradicted, Assert.Single(answer.Findings).Rule);
        Assert.True(answer.Blocked);
    }

    [Theory]
    [InlineData(May)]
    [InlineData("2021-Q2")]
    [InlineData("2021-H1")]
    public async Task GetFindings_RecordsWhereAPartReportedZero_BlocksAndNamesThePart(string period)
    {
        Clock.Day = "2021-07-05";
        await ZeroAsync("53.01");
        await CommitCaseAsync("c1", "53.02");
        await CommitCaseAsync("c2", "53.01", "2021-05-10T02:00:00Z");

        var answer = await AskAsync(period);

        var finding = Assert.Single(answer.Findings, finding => finding.Rule == GateRule.ZeroContradicted);
        Assert.EndsWith("zero was reported for Area 53.01 in May 2021, but records of it are counted; the zero report is to be withdrawn.", finding.Text.En, StringComparison.Ordinal);
        Assert.Equal([("53", "2")], finding.Figures.Select(figure => (figure.Area, figure.Value.Amount)));
        Assert.True(answer.Blocked);
    }

    [Fact]
    public async Task GetFindings_ReturnsOfAreasDoNotComeToTheNations_Blocks()
    {
        await Host.AddIndicatorAsync();
        foreach (var (area, value) in new[] { ("", "100"), ("45", "30"), ("53", "30"), ("65", "30") })
            await ReturnAsync(area, value);

        var finding = Assert.Single((await AskAsync()).Findings);

        Assert.Equal(GateRule.PartsDiffer, finding.Rule);
        Assert.Equal(["100", "30", "30", "30"], finding.Figures.Select(figure => figure.Value.Amount));
        await ReturnAsync("65", "40");
        Assert.Empty((await AskAsync()).Findings);
    }

    [Fact]
    public async Task GetFindings_CellsHaveDrifted_Blocks()
    {
        await CommitCaseAsync("c1", "53.02");
        var cells = Place.Options.Engine == StorageEngineKind.Postgres ? "place_month" : "cell";
        await Tampering.RunAsync(Place, $"update {cells} set amount = '7'", FeedNames.Statistics);

        var answer = await AskAsync();

        Assert.Contains(answer.Findings, finding => (finding.Rule, finding.Severity) == (GateRule.RecountDrift, FindingSeverity.Blocking));
    }

    [Theory]
    [InlineData("2021-13", "", StatusCode.InvalidArgument)]
    [InlineData(May, "99", StatusCode.NotFound)]
    public async Task GetFindings_OfSomethingUnknown_IsRefused(string period, string area, StatusCode code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RpcException>(async () => await Host.Releases.GetFindingsAsync(new() { Period = period, Area = area }))).StatusCode);

    private async Task<GetFindingsResponse> AskAsync(string period = May)
    {
        await Host.CalmAsync();
        return await Host.Releases.GetFindingsAsync(new() { Period = period });
    }

    private async Task ReturnAsync(string area, string value)
    {
        await Host.Client.SubmitReturnAsync(new()
        {
            Return = new() { Indicator = "windows", PeriodStart = "2021-05-01", PeriodEnd = "2021-05-31", Area = area, Value = value },
            RequestId = Guid.CreateVersion7().ToString(),
        });
        await Host.FoldedAsync();
    }
}
