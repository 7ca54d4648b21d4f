using Border.Cli.Tests.Fakes;
using Border.Lookup.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Cli.Tests;

public sealed class SearchCommandTests : IAsyncLifetime
{
    private FakeStation station = null!;
    private FakeStation other = null!;

    public async Task InitializeAsync()
    {
        station = await FakeStation.StartAsync();
        other = await FakeStation.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await station.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Search_OneServerForAll_IsAskedOnceForEverything()
    {
        station.Answer = _ => Found(Record("cases/c-1", "5301-2021-7", 3));

        var result = await CommandLine.RunAsync(station, "search", "53-01 7");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(["name       label        time", "---------  -----------  --------------------", "cases/c-1  5301-2021-7  2021-03-03T00:00:00Z"], result.Lines);
        Assert.Equal(new SearchRecordsRequest { Query = "53-01 7", PageSize = 20 }, Assert.Single(station.Calls));
    }

    [Fact]
    public async Task Search_ServersOfTheirOwn_AreMergedLatestFirst()
    {
        var patrol = Record("patrols/p", "", 4);
        patrol.MaskedNumbers.Add(["…67", "…5"]);
        station.Answer = _ => Found(patrol, Record("seizures/s", "", 1));
        other.Answer = _ => Found(Record("cases/c", "7", 2));

        var result = await CommandLine.RunAsync($"{station.Address},cases={other.Address},statistics={other.Address}", "", "search", "x", "--format", "csv");

        Assert.Equal(
            ["name,label,time,numbers", "patrols/p,,2021-03-04T00:00:00Z,…67 …5", "cases/c,7,2021-03-02T00:00:00Z,", "seizures/s,,2021-03-01T00:00:00Z,"], result.Lines);
    }

    [Fact]
    public async Task Search_InSomeCollections_AsksOnlyTheirServers()
    {
        other.Answer = _ => Found(Record("cases/c", "7", 2));

        var result = await CommandLine.RunAsync($"{station.Address},cases={other.Address}", "", "search", "x", "--in", "cases", "--format", "json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"name\": \"cases/c\"", result.Output, StringComparison.Ordinal);
        Assert.Equal(new SearchRecordsRequest { Query = "x", PageSize = 20, Collections = { "cases" } }, Assert.Single(other.Calls));
        Assert.Empty(station.Calls);
    }

    [Fact]
    public async Task Search_InACollectionThatNoListNames_GoesOnToTheServerThatKeepsIt()
    {
        station.Answer = _ => throw new RpcException(new Status(StatusCode.NotFound, "No such collection."));
        other.Answer = _ => Found(Record("returns/r", "", 2));

        var result = await CommandLine.RunAsync($"{station.Address},statistics={other.Address}", "", "search", "x", "--in", "returns");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("returns/r", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_InACollectionThatNobodyKeeps_IsRefused()
    {
        station.Answer = _ => throw new RpcException(new Status(StatusCode.NotFound, "No such collection."));

        var result = await CommandLine.RunAsync(station, "search", "x", "--in", "ghosts");

        Assert.Equal((ExitCode.Refused, "NotFound: No such collection.\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Search_MoreThanIsPrinted_SaysSo(int limit, bool serverHasMore)
    {
        station.Answer = _ => new SearchRecordsResponse { Records = { Record("cases/c", "", 2), Record("cases/b", "", 1) }, HasMore = serverHasMore };

        var result = await CommandLine.RunAsync(station, "search", "x", "--limit", $"{limit}", "--format", "csv");

        Assert.StartsWith("There are more, or there may be.", result.Error, StringComparison.Ordinal);
        Assert.Equal(1 + limit, result.Lines.Length);
    }

    [Fact]
    public async Task Search_NothingFound_SaysSo()
    {
        station.Answer = _ => new SearchRecordsResponse();

        var result = await CommandLine.RunAsync(station, "search", "x");

        Assert.Equal((0, "No record was found.\n"), (result.ExitCode, result.Output));
    }

    private static SearchRecordsResponse Found(params FoundRecord[] records) => new() { Records = { records } };

    private static FoundRecord Record(string name, string label, int day) =>
        new() { Name = name, Label = label, Time = Timestamp.FromDateTimeOffset(new(2021, 3, day, 0, 0, 0, TimeSpan.Zero)) };
}
