using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Border.Cases.V1;
using Border.Testing;
using Grpc.Core;

namespace Border.Headquarters.Tests;

/// <summary>Sign-in at a real OpenID provider, by the code flow.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    // Each sign-in leaves some, of the provider on the same machine too.
    private readonly CookieContainer _cookies = new() { PerDomainCapacity = 100 };
    private SignInProvider? _provider;
    private RunningHeadquarters? _headquarters;

    private HttpClientHandler Browser => new() { CookieContainer = _cookies };

    public async Task InitializeAsync()
    {
        var port = FreePort.Next();
        _provider = await SignInProvider.StartAsync(FreePort.Next(), $"http://127.0.0.1:{port}/session/signed-in");
        _headquarters = await RunningHeadquarters.StartAsync(
            port,
            ("Headquarters:Issuer", _provider.Issuer),
            ("Headquarters:ClientId", SignInProvider.Client),
            ("Tokens:Issuer", _provider.Issuer),
            ("Tokens:Audience", "urn:border"));
    }

    public async Task DisposeAsync()
    {
        await _headquarters!.DisposeAsync();
        await _provider!.DisposeAsync();
    }

    [Fact]
    public async Task Call_WithoutASession_IsUnauthenticated()
    {
        Assert.True((await SessionAsync()).GetProperty("needsSignIn").GetBoolean());
        Assert.Equal(StatusCode.Unauthenticated, await CallAsync());
    }

    [Fact]
    public async Task Call_AfterSignIn_HasTheUsersToken()
    {
        using var browser = new HttpClient(Browser) { BaseAddress = _headquarters!.Uri };

        using var page = await browser.GetAsync(new Uri("/session/sign-in?to=/cases?area=53", UriKind.Relative));

        Assert.Equal("/cases?area=53", page.RequestMessage!.RequestUri!.PathAndQuery);
        var session = await SessionAsync();
        Assert.Equal("supervisor-7", session.GetProperty("user").GetString());
        Assert.Equal("53", session.GetProperty("areas")[0].GetString());
        Assert.Equal(StatusCode.OK, await CallAsync());
    }

    [Fact]
    public async Task Cookie_OfASession_IsOnlyAKeyThatNoScriptCanRead()
    {
        using var browser = new HttpClient(Browser) { BaseAddress = _headquarters!.Uri };
        await browser.GetAsync(new Uri("/session/sign-in", UriKind.Relative));

        var cookie = _cookies.GetCookies(_headquarters.Uri)["border-session"]!;

        Assert.True(cookie.HttpOnly);
        Assert.True(cookie.Value.Length < 400, $"It has {cookie.Value.Length} characters.");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task SignIn_ThatWouldLeadElsewhere_LeadsHere(string to)
    {
        using var browser = new HttpClient(Browser) { BaseAddress = _headquarters!.Uri };

        using var page = await browser.GetAsync(new Uri($"/session/sign-in?to={Uri.EscapeDataString(to)}", UriKind.Relative));

        Assert.Equal(new Uri(_headquarters.Uri, "/"), page.RequestMessage!.RequestUri);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignOut_EndsTheSessionOnTheServer(bool everywhere)
    {
        using var browser = new HttpClient(Browser) { BaseAddress = _headquarters!.Uri };
        await browser.GetAsync(new Uri("/session/sign-in", UriKind.Relative));
        var kept = _cookies.GetCookies(_headquarters.Uri)["border-session"]!.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/session/sign-out?everywhere={everywhere}") { Headers = { { "x-border-web", "1" } } };

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        _cookies.Add(_headquarters.Uri, new Cookie("border-session", kept));
        Assert.Equal(StatusCode.Unauthenticated, await CallAsync());
    }

    [Fact]
    public async Task SignIn_AfterASignOut_AsksWhoItIsUntilSomebodyHasSignedIn()
    {
        using var browser = new HttpClient(Browser) { BaseAddress = _headquarters!.Uri };
        await browser.GetAsync(new Uri("/session/sign-in", UriKind.Relative));
        Assert.Equal("/session/signed-in", await ProviderSendsToAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/session/sign-out") { Headers = { { "x-border-web", "1" } } };
        using var answer = await browser.SendAsync(request);

        Assert.StartsWith("/interaction/", await ProviderSendsToAsync(), StringComparison.Ordinal);
        Assert.StartsWith("/interaction/", await ProviderSendsToAsync(), StringComparison.Ordinal);
        await browser.GetAsync(new Uri("/session/sign-in", UriKind.Relative));

        Assert.Equal(StatusCode.OK, await CallAsync());
        Assert.Equal("/session/signed-in", await ProviderSendsToAsync());
    }

    // Back at once where it knows who it is, and else to where it asks.
    private async Task<string> ProviderSendsToAsync()
    {
        using var handler = Browser;
        handler.AllowAutoRedirect = false;
        using var browser = new HttpClient(handler) { BaseAddress = _headquarters!.Uri };
        using var challenge = await browser.GetAsync(new Uri("/session/sign-in", UriKind.Relative));
        using var answer = await browser.GetAsync(challenge.Headers.Location);
        return new Uri(new Uri(_provider!.Issuer), answer.Headers.Location!).AbsolutePath;
    }

    private async Task<JsonElement> SessionAsync()
    {
        using var browser = new HttpClient(Browser) { BaseAddress = _headquarters!.Uri };
        return await browser.GetFromJsonAsync<JsonElement>("/session");
    }

    private async Task<StatusCode> CallAsync()
    {
        using var page = _headquarters!.Open(Browser);
        try
        {
            await new CaseService.CaseServiceClient(page).ListCasesAsync(new());
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
