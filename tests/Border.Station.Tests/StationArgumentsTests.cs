namespace Border.Station.Tests;

public sealed class StationArgumentsTests
{
    [Fact]
    public void Parse_OfNothing_JustServes()
    {
        var parsed = StationArguments.Parse([]);

        Assert.False(parsed.WithDemo || parsed.Exits || parsed.WantsHelp);
        Assert.Equal(("en", null, null), (parsed.Language, parsed.DataDirectory, parsed.Refusal));
    }

    [Fact]
    public void Parse_OfEveryOption_TakesThem()
    {
        var parsed = StationArguments.Parse(
            ["--demo", "--exit", "--data", "here", "--lang=zh", "--Storage:Engine=Postgres", "--Listen:Url", "http://127.0.0.1:0"]);

        Assert.True(parsed is { WithDemo: true, Exits: true, DataDirectory: "here", Language: "zh", Refusal: null });
        Assert.Equal(["--Storage:Engine=Postgres", "--Listen:Url=http://127.0.0.1:0"], parsed.Configuration);
    }

    [Fact]
    public void Parse_OfAFolderForTheDemo_TakesIt() =>
        Assert.Equal("there", StationArguments.Parse(["--write-demo", "there"]).DemoFolder);

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("demo")]
    [InlineData("--demo=yes")]
    [InlineData("--data")]
    [InlineData("--data=")]
    [InlineData("--write-demo")]
    [InlineData("--lang", "fr")]
    [InlineData("--Storage:Engine")]
    public void Parse_OfWhatIsNoOption_Refuses(params string[] args) => Assert.NotNull(StationArguments.Parse(args).Refusal);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Parse_OfACallForHelp_WantsHelp(string option) => Assert.True(StationArguments.Parse([option]) is { WantsHelp: true, Refusal: null });
}
