using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Border.Cases.V1;
using Border.Lookup.V1;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Border.Headquarters.Tests;

/// <summary>Sign-in on a machine that is its own issuer, by a token that was made on it.</summary>
public sealed class TokenSignInTests : IAsyncLifetime
{
    private readonly CookieContainer _cookies = new();
    private RunningHeadquarters? _headquarters;

    private HttpClientHandler Browser => new() { CookieContainer = _cookies };

    public async Task InitializeAsync() =>
        _headquarters = await RunningHeadquarters.StartAsync(settings: [("Headquarters:Issuer", "local"), ("Tokens:Issuer", "local")]);

    public async Task DisposeAsync() => await _headquarters!.DisposeAsync();

    [Fact]
    public async Task Token_OfThisMachine_BeginsASessionOfItsUser()
    {
        Assert.Equal(HttpStatusCode.NoContent, await HandInAsync(Token(TimeSpan.FromHours(1))));

        var session = await SessionAsync();
        Assert.Equal("officer-7", session.GetProperty("user").GetString());
        Assert.Equal("officer-7", session.GetProperty("subject").GetString());
        Assert.Equal("supervisor", session.GetProperty("roles")[0].GetString());
        Assert.Equal(["53", "65.01"], session.GetProperty("areas").EnumerateArray().Select(area => area.GetString()));
        Assert.Equal(StatusCode.OK, await CallAsync());
    }

    [Fact]
    public async Task Session_OfAToken_EndsWithIt()
    {
        // Within the skew that the services allow it is good; the session is over by then.
        Assert.Equal(HttpStatusCode.NoContent, await HandInAsync(Token(TimeSpan.FromSeconds(-1))));

        Assert.True((await SessionAsync()).GetProperty("needsSignIn").GetBoolean());
        Assert.Equal(StatusCode.Unauthenticated, await CallAsync());
    }

    [Fact]
    public async Task Cookie_OfASession_HasNothingOfTheToken()
    {
        var token = Token(TimeSpan.FromHours(1));
        await HandInAsync(token);

        var cookie = _cookies.GetCookies(_headquarters!.Uri)["border-session"]!;

        Assert.True(cookie.HttpOnly);
        Assert.True(cookie.Value.Length < 400, $"It has {cookie.Value.Length} characters.");
        Assert.DoesNotContain(token.Split('.')[1], cookie.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")]
    public async Task Token_ThatIsNone_IsRefused(string token)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await HandInAsync(token));
        Assert.Empty(_cookies.GetCookies(_headquarters!.Uri));
    }

    [Fact]
    public async Task Token_OfAnotherKey_IsRefused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(HttpStatusCode.BadRequest, await HandInAsync(Token(TimeSpan.FromHours(1), other)));
    }

    [Fact]
    public async Task Token_InASession_IsRefused()
    {
        await HandInAsync(Token(TimeSpan.FromHours(1)));

        Assert.Equal(HttpStatusCode.Conflict, await HandInAsync(Token(TimeSpan.FromHours(1))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_WhenItsSessionIsSignedOut_Ends(bool everywhere)
    {
        await HandInAsync(Token(TimeSpan.FromHours(1)));
        using var page = _headquarters!.Open(Browser, ("x-border-web", "1"), ("border-purpose", "oversight"));
        using var watch = new EmergencyAccessService.EmergencyAccessServiceClient(page).WatchEmergencyAccesses(new());
        var next = watch.ResponseStream.MoveNext(default);
        // Nobody has taken an access: it tells nothing until it ends.
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);

        using var browser = new HttpClient(Browser) { BaseAddress = _headquarters.Uri };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/session/sign-out?everywhere={everywhere}") { Headers = { { "x-border-web", "1" } } };
        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Assert.ThrowsAsync<RpcException>(() => next.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("oversight", StatusCode.NotFound)]
    [InlineData("curiosity", StatusCode.PermissionDenied)]
    public async Task Call_WithAPurpose_TellsItToTheService(string purpose, StatusCode expected)
    {
        await HandInAsync(Token(TimeSpan.FromHours(1)));
        using var page = _headquarters!.Open(Browser, ("x-border-web", "1"), ("border-purpose", purpose));

        var error = await Assert.ThrowsAsync<RpcException>(() => new LookupService.LookupServiceClient(page).ListVersionsAsync(new() { Name = "cases/none" }).ResponseAsync);

        Assert.Equal(expected, error.StatusCode);
    }

    [Fact]
    public async Task Token_OfAPageOfAnotherOrigin_IsRefused()
    {
        using var browser = new HttpClient(Browser) { BaseAddress = _headquarters!.Uri };
        using var token = new StringContent(Token(TimeSpan.FromHours(1)));

        using var answer = await browser.PostAsync(new Uri("/session/token", UriKind.Relative), token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Token_WhileTheServiceIsAway_IsNeitherGoodNorBad()
    {
        await using var alone = await RunningHeadquarters.StartAsync(settings: [("Headquarters:Issuer", "local"), ("Headquarters:Cases", "http://127.0.0.1:1")]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await HandInAsync(Token(TimeSpan.FromHours(1)), alone));
    }

    private async Task<HttpStatusCode> HandInAsync(string token, RunningHeadquarters? headquarters = null)
    {
        using var browser = new HttpClient(Browser) { BaseAddress = (headquarters ?? _headquarters!).Uri };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/session/token") { Headers = { { "x-border-web", "1" } }, Content = new StringContent(token) };
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }

    private string Token(TimeSpan good, ECDsa? other = null)
    {
        using var own = ECDsa.Create();
        own.ImportFromPem(File.ReadAllText(Path.Combine(_headquarters!.DataDirectory, "token-key.pem")));
        var key = new ECDsaSecurityKey(other ?? own) { CryptoProviderFactory = new() { CacheSignatureProviders = false } };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "local",
            Audience = "border",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime + good,
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object> { ["sub"] = "officer-7", ["border_roles"] = new[] { "supervisor" }, ["border_areas"] = new[] { "53", "65.01" } },
        });
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
