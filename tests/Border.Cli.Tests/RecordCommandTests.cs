using System.Text.Json;
using Border.Cases.V1;
using Border.Cli.Records;
using Border.Cli.Tests.Fakes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Cli.Tests;

/// <summary>Lists and single records of any kind.</summary>
public sealed class RecordCommandTests : IAsyncLifetime
{
    private FakeStation station = null!;

    public async Task InitializeAsync() => station = await FakeStation.StartAsync();

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public void All_Lists_AreThoseOfEveryRecordService()
    {
        string[] known = ["cases", "interceptions", "patrols", "seizures"];

        Assert.Equal(known, known.Intersect(RecordList.All.Select(list => list.Name)));
        Assert.Equal(known, known.Intersect(RecordGet.Collections));
        Assert.DoesNotContain("offences", RecordList.All.Select(list => list.Name));
    }

    [Fact]
    public async Task List_EveryKindOfFilter_ReachesTheServer()
    {
        station.Answer = _ => new ListCasesResponse();

        var result = await CommandLine.RunAsync(
            station, "list", "cases", "--area", "53", "--state", "closed", "--register-time-from", "2021-03-01T08:00:00+08:00",
            "--register-time-before", "2021-04-01", "--order-by", "register_time", "--limit", "7");

        Assert.Equal((0, "No records.\n"), (result.ExitCode, result.Output));
        var april = new DateTime(2021, 4, 1);
        Assert.Equal(
            new ListCasesRequest
            {
                PageSize = 7,
                Area = "53",
                State = CaseState.Closed,
                RegisterTimeFrom = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero)),
                RegisterTimeBefore = Timestamp.FromDateTimeOffset(new(april, TimeZoneInfo.Local.GetUtcOffset(april))),
                OrderBy = "register_time",
            },
            Assert.Single(station.Calls));
    }

    [Fact]
    public async Task List_Csv_HasTheScalarsOfTheRecordAndCountsOfItsParts()
    {
        station.Answer = _ => new ListCasesResponse { Cases = { Sample() } };

        var result = await CommandLine.RunAsync(station, "list", "cases", "--format", "csv");

        var row = Row(result);
        Assert.Equal(
            ("cases/c-1", "closed", "53.01", "2021-03-01T00:00:00Z", "smuggling;fraud", "2", ""),
            (row["name"], row["state"], row["area"], row["register_time"], row["other_offences"], row["arrests.count"], row["solve_time"]));
    }

    [Fact]
    public async Task List_CsvWithTextThatASpreadsheetWouldCarryOut_IsDisarmed()
    {
        var record = Sample();
        record.PrincipalOffence = "=HYPERLINK(\"http://x\")";
        station.Answer = _ => new ListCasesResponse { Cases = { record } };

        var result = await CommandLine.RunAsync(station, "list", "cases", "--format", "csv");

        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\")\",", result.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], false)]
    [InlineData(new[] { "--bom" }, true)]
    public async Task List_Csv_HasAByteOrderMarkOnlyWhenAskedFor(string[] options, bool marked)
    {
        station.Answer = _ => new ListCasesResponse();

        var result = await CommandLine.RunAsync(station, ["list", "cases", "--format", "csv", .. options]);

        Assert.Equal(marked, result.Output[0] == '\uFEFF');
        Assert.StartsWith("name,", result.Output.TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_SeveralPages_AreFollowedAndPrintedAsTheyCome()
    {
        station.Answer = request => Page((ListCasesRequest)request, pages: 3);

        var result = await CommandLine.RunAsync(station, "list", "cases", "--format", "json");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal(["cases/0", "cases/1", "cases/2"], json.RootElement.EnumerateArray().Select(item => item.GetProperty("name").GetString()));
        Assert.Equal(["", "1", "2"], station.Calls.Cast<ListCasesRequest>().Select(call => call.PageToken));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task List_Limit_EndsThereAndSaysThatThereAreMore()
    {
        station.Answer = request => Page((ListCasesRequest)request, pages: 3);

        var result = await CommandLine.RunAsync(station, "list", "cases", "--format", "csv", "--limit", "2");

        Assert.Equal(3, result.Lines.Length);
        Assert.Equal([2, 1], station.Calls.Cast<ListCasesRequest>().Select(call => call.PageSize));
        Assert.Equal("There are more than 2. --limit N lists more.\n", result.Error);
    }

    [Fact]
    public async Task List_NothingAsJson_IsAnEmptyArray()
    {
        station.Answer = _ => new ListCasesResponse();

        Assert.Equal("[]\n", (await CommandLine.RunAsync(station, "list", "cases", "--format", "json")).Output);
    }

    [Fact]
    public async Task List_ServerFailsInTheMiddle_IsNoWholeJson()
    {
        station.Answer = request => ((ListCasesRequest)request).PageToken.Length == 0
            ? Page((ListCasesRequest)request, pages: 2)
            : throw new RpcException(new Status(StatusCode.Internal, "Broken."));

        var result = await CommandLine.RunAsync(station, "list", "cases", "--format", "json");

        Assert.Equal(ExitCode.ServerError, result.ExitCode);
        Assert.False(result.Output.TrimEnd().EndsWith(']'));
    }

    [Fact]
    public async Task List_Table_LeavesOutWhatIsEmptyNestedOrBookkeeping()
    {
        station.Answer = _ => new ListCasesResponse { Cases = { Sample() } };

        var result = await CommandLine.RunAsync(station, "list", "cases");

        Assert.StartsWith("name       state   area   register time", result.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("cases/c-1  closed  53.01  2021-03-01T00:00:00Z", result.Lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain("etag", result.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MoreThanATableShows_SaysSo()
    {
        station.Answer = request => Page((ListCasesRequest)request, pages: 60);

        var result = await CommandLine.RunAsync(station, "list", "cases");

        Assert.Equal(50, station.Calls.Count);
        Assert.StartsWith("There are more than 50.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Record_IsPrintedAsJson()
    {
        station.Answer = _ => Sample();

        var result = await CommandLine.RunAsync(station, "show", "cases/c-1");

        using var json = JsonDocument.Parse(result.Output);
        Assert.Equal("CASE_STATE_CLOSED", json.RootElement.GetProperty("state").GetString());
        Assert.Equal(new GetCaseRequest { Name = "cases/c-1" }, Assert.Single(station.Calls));
    }

    [Fact]
    public async Task Show_NoSuchRecord_IsRefused()
    {
        station.Answer = _ => throw new RpcException(new Status(StatusCode.NotFound, "There is no cases/c-2."));

        var result = await CommandLine.RunAsync(station, "show", "cases/c-2");

        Assert.Equal((ExitCode.Refused, "NotFound: There is no cases/c-2.\n"), (result.ExitCode, result.Error));
    }

    private static Case Sample() => new()
    {
        Name = "cases/c-1",
        Etag = "3",
        State = CaseState.Closed,
        Area = "53.01",
        RegisterTime = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero)),
        OtherOffences = { "smuggling", "fraud" },
        Arrests = { new Arrest { Id = "a1" }, new Arrest { Id = "a2" } },
    };

    private static ListCasesResponse Page(ListCasesRequest request, int pages)
    {
        var at = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, System.Globalization.CultureInfo.InvariantCulture);
        return new ListCasesResponse { Cases = { new Case { Name = $"cases/{at}" } }, NextPageToken = at + 1 < pages ? $"{at + 1}" : "" };
    }

    private static Dictionary<string, string> Row(CommandResult result) =>
        result.Lines[0].Split(',').Zip(result.Lines[1].Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
}
