using System.Net.Http.Json;
using System.Text.Json;
using Border.ServiceDefaults.Hosting;
using Border.Testing;

namespace Border.Station.Tests.Running;

public sealed class StationWebTests : IDisposable
{
    private static readonly Uri Station = new("http://127.0.0.1:5400");

    private readonly ScratchFolder _web = new();

    public void Dispose() => _web.Dispose();

    [Fact]
    public async Task Start_WhereTheApplicationWasNotBuilt_SaysSoAndGoesOn()
    {
        using var notes = new StringWriter();

        Assert.Null(await StationWeb.StartAsync(Arguments("http://127.0.0.1:0"), Station, notes));

        Assert.Contains("was not built", notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhereItWasBuilt_ServesItAndTellsItsAddress()
    {
        File.WriteAllText(Path.Combine(_web.Path, "index.html"), "<title>Border</title>");
        using var notes = new StringWriter();

        await using var web = (await StationWeb.StartAsync(Arguments("http://127.0.0.1:0"), Station, notes))!;

        using var browser = new HttpClient();
        Assert.Contains(web.ListenUri().ToString(), notes.ToString(), StringComparison.Ordinal);
        Assert.Equal("<title>Border</title>", await browser.GetStringAsync(web.ListenUri()));
    }

    [Fact]
    public async Task Start_WhereItsAddressIsTaken_SaysSoAndGoesOn()
    {
        File.WriteAllText(Path.Combine(_web.Path, "index.html"), "<title>Border</title>");
        using var notes = new StringWriter();
        await using var first = (await StationWeb.StartAsync(Arguments("http://127.0.0.1:0"), Station, notes))!;

        Assert.Null(await StationWeb.StartAsync(Arguments($"http://127.0.0.1:{first.ListenUri().Port}"), Station, notes));

        Assert.Contains("--Headquarters:Url names another address", notes.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Tokens:Issuer=local", true)]
    [InlineData("--Tokens:Audience=border", false)]
    public async Task Start_OfAStationThatIsItsOwnIssuer_AsksBrowsersForTokens(string setting, bool needsSignIn)
    {
        File.WriteAllText(Path.Combine(_web.Path, "index.html"), "<title>Border</title>");
        using var notes = new StringWriter();
        await using var web = (await StationWeb.StartAsync(Arguments("http://127.0.0.1:0", setting), Station, notes))!;

        using var browser = new HttpClient();
        var session = await browser.GetFromJsonAsync<JsonElement>(new Uri(web.ListenUri(), "/session"));

        Assert.Equal(needsSignIn, session.GetProperty("needsSignIn").GetBoolean());
        Assert.Equal(needsSignIn, session.GetProperty("byToken").GetBoolean());
    }

    private StationArguments Arguments(string url, params string[] more) => StationArguments.Parse(
        [.. more, $"--Headquarters:Url={url}", $"--Headquarters:WebRoot={_web.Path}", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None"]);
}
