using System.Text.Json;
using Border.Cli.Tests.Fakes;
using Border.Lookup.V1;
using Border.Seizures.V1;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Cli.Tests;

public sealed class HistoryCommandTests : IAsyncLifetime
{
    private FakeStation station = null!;

    public async Task InitializeAsync() => station = await FakeStation.StartAsync();

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public async Task History_Table_TellsEachVersionAndWhatBecameOther()
    {
        station.Answer = _ => Recorded();

        var result = await CommandLine.RunAsync(station, "history", "seizures/s-1");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [
                "version  time                  actor   verb      reason             field              old  new",
                "-------  --------------------  ------  --------  -----------------  -----------------  ---  -----",
                "      1  2021-03-01T00:00:00Z  pat     recorded                     area                    53",
                "                                                                    position.latitude       21.5",
                "      2  2021-03-02T00:00:00Z  sophie  amended   read from the map  area               53   53.02",
            ],
            result.Lines);
    }

    [Fact]
    public async Task History_Json_HasValuesOfTheContract()
    {
        station.Answer = _ => Recorded();

        var result = await CommandLine.RunAsync(station, "history", "seizures/s-1", "--format", "json");

        using var json = JsonDocument.Parse(result.Output);
        var second = json.RootElement[1];
        Assert.Equal(2, second.GetProperty("version").GetInt64());
        Assert.Equal("sophie", second.GetProperty("actor").GetString());
        Assert.Equal("""[{"field":"area","old":"53","new":"53.02"}]""", second.GetProperty("changes").GetRawText());
        Assert.Contains("""{"field":"position.latitude","old":null,"new":21.5}""", result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_MoreThanAPage_IsReadOnAndComparedAcrossPages()
    {
        station.Answer = request => ((ListVersionsRequest)request).AfterVersion == 0
            ? new ListVersionsResponse { Versions = { Version(1, "recorded", new Seizure { Area = "53" }) }, HasMore = true }
            : new ListVersionsResponse { Versions = { Version(2, "amended", new Seizure { Area = "53", Unit = "U" }) } };

        var result = await CommandLine.RunAsync(station, "history", "seizures/s-1", "--format", "json");

        Assert.Equal(
            """{"version":2,"time":"2021-03-02T00:00:00Z","actor":"","verb":"amended","reason":"","changes":[{"field":"unit","old":null,"new":"U"}]}""",
            result.Lines[2]);
        Assert.Equal([0, 1], station.Calls.Cast<ListVersionsRequest>().Select(call => call.AfterVersion));
    }

    [Fact]
    public async Task History_ServersOfTheirOwn_AsksTheOneThatKeepsTheRecord()
    {
        await using var seizures = await FakeStation.StartAsync();
        seizures.Answer = _ => Recorded();

        var result = await CommandLine.RunAsync($"{station.Address},seizures={seizures.Address}", "", "history", "seizures/s-1");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(station.Calls);
    }

    [Fact]
    public async Task History_NoSuchRecord_IsRefused()
    {
        station.Answer = _ => throw new RpcException(new Status(StatusCode.NotFound, "There is no seizures/s-1."));

        var result = await CommandLine.RunAsync(station, "history", "seizures/s-1", "--format", "json");

        Assert.Equal((ExitCode.Refused, "", "NotFound: There is no seizures/s-1.\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task History_RecordOfATypeThatIsNewer_SaysSo()
    {
        station.Answer = _ => new ListVersionsResponse { Versions = { new RecordVersion { Version = 1, Record = new Any { TypeUrl = "type.googleapis.com/border.later.v1.Thing" } } } };

        var result = await CommandLine.RunAsync(station, "history", "things/t-1");

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("border.later.v1.Thing", result.Error, StringComparison.Ordinal);
    }

    private static ListVersionsResponse Recorded()
    {
        var first = Version(1, "recorded", new Seizure { Area = "53", Position = new Position { Latitude = 21.5 }, Etag = "1" });
        var second = Version(2, "amended", new Seizure { Area = "53.02", Position = new Position { Latitude = 21.5 }, Etag = "2" });
        (first.Actor, second.Actor, second.Reason) = ("pat", "sophie", "read from\nthe map");
        return new ListVersionsResponse { Versions = { first, second } };
    }

    private static RecordVersion Version(int number, string verb, Seizure record) => new()
    {
        Version = number,
        Verb = verb,
        CommitTime = Timestamp.FromDateTimeOffset(new(2021, 3, number, 0, 0, 0, TimeSpan.Zero)),
        Record = Any.Pack(record),
    };
}
