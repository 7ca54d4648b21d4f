using System.Net;
using System.Text.RegularExpressions;

namespace Border.Headquarters.Tests;

public sealed class PageTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/cases/cases%2Fa")]
    [InlineData("/index.html?x=1")]
    public async Task Page_OfTheApplication_MayRunItsOwnFilesOnly(string path)
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var browser = new HttpClient { BaseAddress = headquarters.Uri };

        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));

        if (path.StartsWith("/index", StringComparison.Ordinal))
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            return;
        }

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.Contains("img-src 'self' data: blob:; frame-src blob:;", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Contains(NonceOf(policy), await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_EachTime_HasAnotherNonce()
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var browser = new HttpClient { BaseAddress = headquarters.Uri };

        var nonces = new HashSet<string>();
        for (var i = 0; i < 3; i++)
            nonces.Add(NonceOf((await browser.GetAsync(new Uri("/", UriKind.Relative))).Headers.GetValues("Content-Security-Policy").Single()));

        Assert.Equal(3, nonces.Count);
    }

    [Fact]
    public async Task File_WithItsHashInTheName_IsKeptForEver()
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var browser = new HttpClient { BaseAddress = headquarters.Uri };

        using var answer = await browser.GetAsync(new Uri("/assets/main-1.js", UriKind.Relative));

        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/assets/main-2.js")]
    [InlineData("/assets/..%2f..%2fetc/passwd.js")]
    public async Task File_ThatIsNotThere_IsNotFound(string path)
    {
        await using var headquarters = await RunningHeadquarters.StartAsync();
        using var browser = new HttpClient { BaseAddress = headquarters.Uri };

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    private static string NonceOf(string policy) => Regex.Match(policy, "'nonce-([^']+)'").Groups[1].Value;
}
