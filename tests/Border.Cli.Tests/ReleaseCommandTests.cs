using Border.Cli.Tests.Fakes;
using Border.Statistics.V1;

namespace Border.Cli.Tests;

public sealed class ReleaseCommandTests : IAsyncLifetime
{
    private static readonly string Hash = new('a', 64);

    private FakeStation station = null!;

    public async Task InitializeAsync()
    {
        station = await FakeStation.StartAsync();
        station.Answer = _ => Made();
    }

    public async Task DisposeAsync() => await station.DisposeAsync();

    [Fact]
    public async Task Draft_EveryOption_ReachesTheServer()
    {
        var result = await CommandLine.RunAsync(
            station, "release", "draft", "--id", "h1", "--period", "2021-H1", "--area", "53", "--compare", "2019-H1", "--as-of", "2021-07-05",
            "--fiscal-start", "10", "--lang", "zh", "--threshold", "5");

        Assert.Equal((0, $"releases/h1 (etag 2): signed, 2021-H1 of 53, sha256 {Hash}\n"), (result.ExitCode, result.Output));
        var request = Assert.IsType<DraftReleaseRequest>(Assert.Single(station.Calls));
        Assert.NotEmpty(request.RequestId);
        request.RequestId = "";
        Assert.Equal(
            new()
            {
                ReleaseId = "h1",
                Period = "2021-H1",
                Area = "53",
                CompareWith = { "2019-H1" },
                AsOf = "2021-07-05",
                FiscalStartMonth = 10,
                Languages = { ReleaseLanguage.Zh },
                DisclosureThreshold = 5,
            },
            request);
    }

    [Fact]
    public async Task Draft_UnknownLanguage_IsBadInput() =>
        Assert.Equal(2, (await CommandLine.RunAsync(station, "release", "draft", "--id", "h1", "--period", "2021", "--lang", "fr")).ExitCode);

    [Theory]
    [InlineData("sign", typeof(SignReleaseRequest))]
    [InlineData("publish", typeof(PublishReleaseRequest))]
    [InlineData("refresh", typeof(RefreshReleaseRequest))]
    public async Task Verb_NameAndEtag_ReachTheServer(string verb, System.Type type)
    {
        await CommandLine.RunAsync(station, "release", verb, "releases/h1", "--etag", "2");

        var request = Assert.Single(station.Calls);
        Assert.Equal((type, "releases/h1", "2"), (request.GetType(), Field(request, "name"), Field(request, "etag")));
    }

    [Fact]
    public async Task Withdraw_Reasons_ReachTheServer()
    {
        await CommandLine.RunAsync(station, "release", "withdraw", "releases/h1", "--en", "Wrong.", "--zh", "有误。");

        Assert.Equal(new() { En = "Wrong.", Zh = "有误。" }, Assert.IsType<WithdrawReleaseRequest>(Assert.Single(station.Calls)).Reason);
    }

    [Theory]
    [InlineData(true, 1, "It cannot be released as it is.")]
    [InlineData(false, 0, "Nothing blocks a release.")]
    public async Task Gate_Findings_AreToldWithTheExitCode(bool blocked, int exit, string last)
    {
        station.Answer = _ => Found(blocked);

        var result = await CommandLine.RunAsync(station, "release", "gate", "--period", "2021-H1");

        Assert.Equal(exit, result.ExitCode);
        Assert.Equal(["warning: Areas differ. [parts_differ]", last], result.Lines);
    }

    [Fact]
    public async Task Gate_Csv_IsARowAFigure()
    {
        station.Answer = _ => Found(blocked: false);

        var result = await CommandLine.RunAsync(station, "release", "gate", "--period", "2021-H1", "--format", "csv");

        Assert.Equal(
            ["rule,severity,text_en,text_zh,indicator,period,area,category,value", "parts_differ,warning,Areas differ.,不一致。,cases,2021-H1,53,,7"],
            result.Lines);
    }

    [Fact]
    public async Task List_Text_IsATable()
    {
        station.Answer = _ => new ListReleasesResponse { Releases = { Made() } };

        var result = await CommandLine.RunAsync(station, "release", "list", "--state", "signed", "--area", "53");

        Assert.Equal(
            ["release      state   period   area  drafted by  signed by  sha256", "-----------  ------  -------  ----  ----------  ---------  ------------", "releases/h1  signed  2021-H1  53    one         two        aaaaaaaaaaaa"],
            result.Lines);
        Assert.Equal((ReleaseState.Signed, "53"), (Assert.IsType<ListReleasesRequest>(Assert.Single(station.Calls)).State, ((ListReleasesRequest)station.Calls.Single()).Area));
    }

    [Fact]
    public async Task Show_InChinese_TellsTurnsTextAndMethod()
    {
        var result = await CommandLine.RunAsync(station, "release", "show", "releases/h1", "--lang", "zh");

        Assert.Equal([$"releases/h1 (etag 2): signed, 2021-H1 of 53, sha256 {Hash}", "Drafted by one, signed by two.", "公报", "案件：按立案计。"], result.Lines);
    }

    [Fact]
    public async Task Show_Tables_IsARowACell()
    {
        var result = await CommandLine.RunAsync(station, "release", "show", "releases/h1", "--format", "csv", "--tables");

        Assert.Equal(
            ["indicator,area,name_en,name_zh,remainder,category,count", "cases,53,Yunnan,云南,false,,7", "cases,53,Yunnan,云南,false,fraud,c"], result.Lines);
    }

    [Fact]
    public async Task Revisions_Text_TellsEachWithItsRecords()
    {
        station.Answer = _ => Revised();

        var result = await CommandLine.RunAsync(station, "release", "revisions", "releases/h1");

        Assert.Equal(
            ["indicator  published  today  difference  since       records", "---------  ---------  -----  ----------  ----------  -------", "cases          1,000    998          -2  2021-07-09        1", "cases cases/c1 2021-05-17: 2 -> 0"],
            result.Lines);
    }

    [Fact]
    public async Task Revisions_CountedAgainByACorrectedRule_SayWhenAndWhy()
    {
        var revised = Revised();
        (revised.Revisions[0].RecountedOn, revised.Revisions[0].Correction) = ("2021-07-09", new() { En = "The earliest counts.", Zh = "以最早一条为准。" });
        station.Answer = _ => revised;

        var result = await CommandLine.RunAsync(station, "release", "revisions", "releases/h1");

        Assert.Contains("cases was counted again on 2021-07-09. The earliest counts.", result.Lines);
    }

    [Fact]
    public async Task Revisions_None_SaysSo()
    {
        station.Answer = _ => new GetRevisionsResponse { FigureCount = 12 };

        Assert.Equal(["All 12 figures stand as they were published."], (await CommandLine.RunAsync(station, "release", "revisions", "releases/h1")).Lines);
    }

    private static string Field(Google.Protobuf.IMessage message, string name) => (string)message.Descriptor.FindFieldByName(name).Accessor.GetValue(message);

    private static Release Made() => new()
    {
        Name = "releases/h1",
        Etag = "2",
        State = ReleaseState.Signed,
        Period = "2021-H1",
        Area = "53",
        Drafter = "one",
        Signer = "two",
        ContentSha256 = Hash,
        Content = new()
        {
            Narrative = new() { En = "Bulletin\n", Zh = "公报\n" },
            Tables =
            {
                new ReleaseTable
                {
                    Indicator = "cases",
                    Categories = { "fraud" },
                    Rows = { new ReleaseTableRow { Area = "53", DisplayName = new() { En = "Yunnan", Zh = "云南" }, Cells = { new ReleaseTableCell { Count = 7 }, new ReleaseTableCell { Suppressed = true } } } },
                },
            },
            Methodology = { new MethodologyNote { DisplayName = new() { En = "Cases", Zh = "案件" }, Note = new() { En = "By registration.", Zh = "按立案计。" } } },
        },
    };

    private static GetFindingsResponse Found(bool blocked) => new()
    {
        Blocked = blocked,
        Findings =
        {
            new Finding
            {
                Rule = GateRule.PartsDiffer,
                Severity = FindingSeverity.Warning,
                Text = new() { En = "Areas differ.", Zh = "不一致。" },
                Figures = { new FindingFigure { Indicator = "cases", Period = "2021-H1", Area = "53", Value = new() { Amount = "7" } } },
            },
        },
    };

    private static GetRevisionsResponse Revised() => new()
    {
        FigureCount = 12,
        Revisions =
        {
            new Revision
            {
                Indicator = "cases",
                Published = new() { Amount = "1000", Qualifier = Qualifier.Exact },
                Today = new() { Amount = "998", Qualifier = Qualifier.Exact },
                Difference = "-2",
                Since = "2021-07-09",
                Records = { new RevisedRecord { Record = "cases/c1", Date = "2021-05-17", PublishedAmount = "2", Amount = "0" } },
            },
        },
    };
}
