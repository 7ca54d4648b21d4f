using Border.Statistics.Tests.Indicators;
using Border.Statistics.V1;
using Border.Storage;
using Grpc.Core;

namespace Border.Statistics.Tests.Service;

public sealed class SqliteExplainTests() : ExplainSuite(StorageEngineKind.Sqlite);

public sealed class PostgresExplainTests() : ExplainSuite(StorageEngineKind.Postgres);

/// <summary>Which records a figure comes from, on each engine.</summary>
public abstract class ExplainSuite(StorageEngineKind engine) : StatisticsTestBase(engine)
{
    [Fact]
    public async Task Explain_Pages_ListEveryRecordOnce()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            var record = Records.Case();
            record.Name = $"cases/c{number}";
            await Host.CommitAsync(record);
        }

        await Host.FoldedAsync();
        var request = new ExplainRequest { Indicator = Cases, Period = "2021", PageSize = 2 };
        List<string> records = [];
        do
        {
            var page = await Host.Client.ExplainAsync(request);
            Assert.Equal("5", page.Figure.Value.Amount);
            records.AddRange(page.Contributions.Select(contribution => contribution.Record));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["cases/c1", "cases/c2", "cases/c3", "cases/c4", "cases/c5"], records);
    }

    [Theory]
    [InlineData(Breakdown.Area, 4)]
    [InlineData(Breakdown.Category, 2)]
    [InlineData(Breakdown.Month, 3)]
    [InlineData(Breakdown.Day, 91)]
    public async Task Explain_EveryRowOfABreakdown_SumsToIt(Breakdown breakdown, int rows)
    {
        await Host.ImportAreasAsync("53", "53.01", "53.02", "53.03");
        foreach (var (number, area) in new[] { "53", "53", "53.01", "53.01.02", "53.02", "45" }.Index())
        {
            var record = Renamed($"cases/c{number}");
            (record.Area, record.RegisterTime) = (area, Records.Time($"2021-0{4 + (number % 3)}-1{number}T02:00:00Z"));
            record.PrincipalOffence = number % 2 == 0 ? record.PrincipalOffence : "organising_crossing";
            await Host.CommitAsync(record);
        }

        await Host.FoldedAsync();
        var figures = (await Host.Client.GetFiguresAsync(new() { Indicators = { Cases }, Period = "2021-Q2", Areas = { "53" }, Breakdown = breakdown })).Figures;

        Assert.Equal((rows, 5), (figures.Count, figures.Sum(figure => int.Parse(figure.Value.Amount, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(breakdown == Breakdown.Area ? ["2"] : [], figures.Where(figure => figure.Remainder).Select(figure => figure.Value.Amount));
        foreach (var figure in figures)
        {
            var page = await Host.Client.ExplainAsync(
                new() { Indicator = Cases, Period = figure.Period, Area = figure.Area, Category = figure.Category, Remainder = figure.Remainder });

            Assert.Equal(figure, page.Figure);
            Assert.Equal(figure.Value.Amount, $"{page.Contributions.Sum(part => int.Parse(part.Amount, System.Globalization.CultureInfo.InvariantCulture))}");
        }
    }

    [Fact]
    public async Task Explain_CaseThatTheCallerMayNotKnowOf_IsCountedWithoutItsName()
    {
        var restricted = Renamed("cases/c1");
        restricted.NeedToKnow.Add("chief");
        await Host.CommitAsync(restricted);
        await Host.CommitAsync(Renamed("cases/c2"));
        await Host.FoldedAsync();
        ExplainRequest request = new() { Indicator = Cases, Period = "2021" };

        var chief = await Host.Client.ExplainAsync(request, new Metadata { { "border-actor", "chief" } });
        var other = await Host.Client.ExplainAsync(request, new Metadata { { "border-actor", "other" } });

        Assert.Equal(["cases/c1", "cases/c2"], chief.Contributions.Select(contribution => contribution.Record));
        Assert.Equal([("", "1"), ("cases/c2", "1")], other.Contributions.Select(contribution => (contribution.Record, contribution.Amount)));
        Assert.Equal("2", other.Figure.Value.Amount);
    }

    [Fact]
    public async Task Explain_TokenOfAnotherRequest_IsRefused()
    {
        await Host.CommitAsync(Records.Case());
        await Host.CommitAsync(Renamed("cases/c2"));
        await Host.FoldedAsync();
        var page = await Host.Client.ExplainAsync(new() { Indicator = Cases, Period = "2021", PageSize = 1 });

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await Host.Client.ExplainAsync(new() { Indicator = Cases, Period = "2020", PageSize = 1, PageToken = page.NextPageToken }));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }
}
