using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Statistics.Tests.Service;

public sealed class ReferenceTests : IAsyncLifetime
{
    private StoragePlace _place = null!;
    private StatisticsHost _host = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        _host = await StatisticsHost.StartAsync(_place);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task ListIndicators_Always_BeginsWithTheCountedOnes()
    {
        await _host.AddIndicatorAsync("zebras");
        await _host.AddIndicatorAsync("antelopes");

        var indicators = (await _host.Client.ListIndicatorsAsync(new())).Indicators;

        Assert.Equal(["border_cases_registered", "suspects_arrested"], indicators.Take(2).Select(indicator => indicator.Code));
        Assert.Equal(["zebras", "antelopes"], indicators.Where(indicator => !indicator.Counted).Select(indicator => indicator.Code));
        Assert.All(indicators.Where(indicator => indicator.Counted), indicator =>
        {
            Assert.NotEmpty(indicator.Methodology.En);
            Assert.NotEmpty(indicator.Methodology.Zh);
            Assert.NotEmpty(indicator.DecidingDate);
            Assert.Single(indicator.RuleVersions);
        });
    }

    [Fact]
    public async Task CreateIndicator_SameDefinitionAgain_IsTheSame()
    {
        var first = await _host.AddIndicatorAsync();

        Assert.Equal(first, await _host.AddIndicatorAsync());
    }

    [Fact]
    public async Task CreateIndicator_SameDefinitionAgain_KeepsAReceiptAndItsPlace()
    {
        var first = await _host.AddIndicatorAsync();
        await _host.AddIndicatorAsync("zebras");
        var again = new CreateIndicatorRequest { Indicator = first, RequestId = "again" };
        await _host.Client.CreateIndicatorAsync(again);
        var other = again.Clone();
        other.Indicator.Code = "doors";

        Assert.Equal(first, await _host.Client.CreateIndicatorAsync(again));
        Assert.Equal(StatusCode.AlreadyExists, (await RefusedAsync(async () => await _host.Client.CreateIndicatorAsync(other))).StatusCode);
        var indicators = (await _host.Client.ListIndicatorsAsync(new())).Indicators;
        Assert.Equal(["windows", "zebras"], indicators.Where(indicator => !indicator.Counted).Select(indicator => indicator.Code));
    }

    [Fact]
    public async Task CreateIndicator_CodeIsTaken_IsRefused()
    {
        await _host.AddIndicatorAsync();

        Assert.Equal(StatusCode.AlreadyExists, (await RefusedAsync(() => _host.AddIndicatorAsync(unit: "doors"))).StatusCode);
        Assert.Equal(StatusCode.AlreadyExists, (await RefusedAsync(() => _host.AddIndicatorAsync("suspects_arrested"))).StatusCode);
    }

    [Fact]
    public async Task CreateIndicator_WithPrintStyle_IsPrintedInIt()
    {
        await _host.Client.CreateIndicatorAsync(new()
        {
            Indicator = new()
            {
                Code = "windows",
                Unit = "windows",
                Measure = Measure.Flow,
                DisplayName = new() { En = "Windows opened", Zh = "开放窗口" },
                PrintStyle = new() { Qualifier = Qualifier.MoreThan, Step = "100" },
            },
            RequestId = "i",
        });
        await _host.Client.SubmitReturnAsync(ReturnTests.Request("2345"));
        await _host.FoldedAsync();

        var bulletin = await _host.Client.GetBulletinAsync(new() { Period = "2021-H1" });

        Assert.Equal("more than 2,300", Assert.Single(bulletin.Lines).Printed.En);
        Assert.Equal("Windows opened: more than 2,300.", bulletin.Lines[0].Sentence.En);
    }

    [Fact]
    public async Task ImportAreas_Again_TellsWhatIsNewChangedAndKnown()
    {
        var first = await _host.Client.ImportAreasAsync(Import("a", ("53", "Yunnan"), ("53.02", "Sector 2")));
        var second = await _host.Client.ImportAreasAsync(Import("b", ("53", "Yunnan"), ("53.02", "Second sector"), ("45", "Guangxi")));

        Assert.Equal((2, 0, 0), (first.CreatedCount, first.ChangedCount, first.UnchangedCount));
        Assert.Equal((1, 1, 1), (second.CreatedCount, second.ChangedCount, second.UnchangedCount));
        var areas = (await _host.Client.ListAreasAsync(new())).Areas;
        Assert.Equal(["45 Guangxi", "53 Yunnan", "53.02 Second sector"], areas.Select(area => $"{area.Code} {area.DisplayName.En}"));
        Assert.Equal(["53", "53.02"], (await _host.Client.ListAreasAsync(new() { Area = "53" })).Areas.Select(area => area.Code));
    }

    [Fact]
    public async Task ListAreas_ByAVersionThatIsKnown_AnswersNoneUntilOneChanges()
    {
        await _host.Client.ImportAreasAsync(Import("a", ("53", "Yunnan"), ("53.02", "Sector 2")));
        var first = await _host.Client.ListAreasAsync(new());
        var known = await _host.Client.ListAreasAsync(new() { KnownEtag = first.Etag });
        await _host.Client.ImportAreasAsync(Import("b", ("53.02", "Second sector")));

        var changed = await _host.Client.ListAreasAsync(new() { KnownEtag = first.Etag });

        Assert.Equal((first.Etag, 0), (known.Etag, known.Areas.Count));
        Assert.NotEqual(first.Etag, changed.Etag);
        Assert.Equal(2, changed.Areas.Count);
    }

    [Fact]
    public async Task ImportAreas_SameRequestTwice_GetsTheFirstAnswer()
    {
        var first = await _host.Client.ImportAreasAsync(Import("a", ("53", "Yunnan")));

        Assert.Equal(first, await _host.Client.ImportAreasAsync(Import("a", ("53", "Yunnan"))));
        Assert.Equal(
            StatusCode.AlreadyExists,
            (await RefusedAsync(async () => await _host.Client.ImportAreasAsync(Import("a", ("53", "Other"))))).StatusCode);
    }

    [Fact]
    public async Task ImportAreas_CodeTwice_TakesNone()
    {
        var error = await RefusedAsync(async () =>
            await _host.Client.ImportAreasAsync(Import("a", ("53", "Yunnan"), ("45", "Guangxi"), ("53", "Yunnan"))));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains("areas[2].code", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty((await _host.Client.ListAreasAsync(new())).Areas);
    }

    [Fact]
    public async Task ImportAreas_InAnotherProcess_IsKnownHereAtOnce()
    {
        await using var other = await StatisticsHost.StartAsync(_place);
        Assert.Empty((await _host.Client.ListAreasAsync(new())).Areas);

        await other.Client.ImportAreasAsync(Import("a", ("53", "Yunnan")));

        Assert.Single((await _host.Client.ListAreasAsync(new())).Areas);
    }

    [Fact]
    public async Task GetBulletin_OfAnArea_NamesIt()
    {
        await _host.Client.ImportAreasAsync(Import("a", ("53", "Yunnan")));

        var bulletin = await _host.Client.GetBulletinAsync(new() { Period = "2021-H1", Area = "53" });

        Assert.Equal(("Border bulletin: first half of 2021, Yunnan", "Yunnan"), (bulletin.Title.En, bulletin.AreaName.En));
    }

    private static ImportAreasRequest Import(string requestId, params (string Code, string Name)[] areas) => new()
    {
        Areas =
        {
            areas.Select(area => new Area
            {
                Code = area.Code,
                Kind = area.Code.Contains('.', StringComparison.Ordinal) ? AreaKind.Sector : AreaKind.Region,
                DisplayName = new() { En = area.Name, Zh = area.Name },
            }),
        },
        RequestId = requestId,
    };

    private static Task<RpcException> RefusedAsync(Func<Task> call) => Assert.ThrowsAsync<RpcException>(call);
}
