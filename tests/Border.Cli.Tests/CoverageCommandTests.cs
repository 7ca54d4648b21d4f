using Border.Cli.Tests.Fakes;
using Border.Patrols.V1;
using Border.Statistics.V1;

namespace Border.Cli.Tests;

public sealed class CoverageCommandTests : IAsyncLifetime
{
    private FakeStation station = null!;

    public async Task InitializeAsync()
    {
        station = await FakeStation.StartAsync();
        station.Answer = request => request switch
        {
            GetFiguresRequest => new GetFiguresResponse { Figures = { new Figure { StartDate = "2021-01-01", EndDate = "2021-06-30" } } },
            GetTrackRequest => new Track { Coverage = Told() },
            GetCoverageRequest => Told(),
            ImportBoundaryRequest import => new Boundary { AddedCount = import.Sections.Count, SectionCount = 9 },
            _ => throw new InvalidOperationException("The test expects no such call."),
        };
    }

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public async Task Coverage_OfAPeriod_AsksForItsDays()
    {
        var result = await CommandLine.RunAsync(station, "coverage", "--area", "53", "--period", "FY2021", "--fiscal-start", "10");

        Assert.Equal(
            """
            53, 2021-01-01 to 2021-06-30: 1,700 of 4,000 metres covered (42.5%), within 100 metres, by 12 tracks.

            area   section  name   metres  covered  share
            -----  -------  -----  ------  -------  -----
            53.01                   4,000    1,700  42.5%
                   a        River   4,000    1,700  42.5%

            """,
            result.Output);
        Assert.Equal(
            [
                new GetFiguresRequest { Indicators = { "patrol_kilometres" }, Period = "FY2021", FiscalStartMonth = 10 },
                new GetCoverageRequest { Area = "53", StartDate = "2021-01-01", EndDate = "2021-06-30" },
            ],
            station.Calls);
    }

    [Fact]
    public async Task Coverage_OfAPatrolAsCsv_IsARowASection()
    {
        var result = await CommandLine.RunAsync(station, "coverage", "--patrol", "patrols/a", "--format", "csv");

        Assert.Equal("section,area,name_en,name_zh,length_meters,covered_meters,share\nboundary-sections/a,53.01,River,河段,4000,1700,0.425\n", result.Output);
        Assert.Equal(new GetTrackRequest { Name = "patrols/a", WithCoverage = true }, Assert.Single(station.Calls));
    }

    [Theory]
    [InlineData]
    [InlineData("--period", "2021", "--patrol", "patrols/a")]
    [InlineData("--patrol", "patrols/a", "--area", "53")]
    public async Task Coverage_WithoutOneOfBoth_IsWrongUsage(params string[] options)
    {
        var result = await CommandLine.RunAsync(station, ["coverage", .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(station.Calls);
    }

    [Fact]
    public async Task BoundaryImport_MoreThanARequestHolds_IsSentInParts()
    {
        var features = Enumerable.Range(1, 501).Select(i =>
            $$$"""{"type":"Feature","properties":{"id":"s-{{{i}}}","area":"53"},"geometry":{"type":"LineString","coordinates":[[134,47],[134.1,47]]}}""");
        var text = $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

        var result = await CommandLine.RunAsync(station.Address, text, "boundary", "import", "-");

        Assert.Equal((0, "501 sections added, 0 revised, 0 unchanged.\n"), (result.ExitCode, result.Output));
        Assert.Equal([500, 1], station.Calls.Cast<ImportBoundaryRequest>().Select(request => request.Sections.Count));
    }

    [Fact]
    public async Task BoundaryImport_BadFeature_ImportsNothing()
    {
        var result = await CommandLine.RunAsync(station.Address, """{"type":"Feature","properties":{"id":"a"},"geometry":null}""", "boundary", "import", "-");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("-: feature 1 (a): properties.area: must be an area code", result.Error, StringComparison.Ordinal);
        Assert.Contains("-: feature 1 (a): geometry: is nothing", result.Error, StringComparison.Ordinal);
        Assert.Empty(station.Calls);
    }

    private static Coverage Told()
    {
        CoveredLength covered = new() { LengthMeters = 4000, CoveredMeters = 1700, Share = 0.425 };
        return new()
        {
            Total = covered,
            Areas = { new AreaCoverage { Area = "53.01", Covered = covered } },
            Sections = { new SectionCoverage { Section = "boundary-sections/a", Area = "53.01", DisplayName = new() { En = "River", Zh = "河段" }, Covered = covered } },
            ToleranceMeters = 100,
            TrackCount = 12,
        };
    }
}
