using Microsoft.Extensions.Options;

namespace Border.Headquarters.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Headquarters:Url", "http://0.0.0.0:0")]
    [InlineData("Headquarters:Url", "https://127.0.0.1:0")]
    [InlineData("Headquarters:Url", "nowhere")]
    [InlineData("Headquarters:Issuer", "http://login.example.org")]
    [InlineData("Headquarters:Issuer", "https://login.example.org")]
    [InlineData("Headquarters:Certificate", "there-is-none.pem")]
    [InlineData("Headquarters:Cases", "http://cases:5413")]
    [InlineData("Headquarters:Cases", "https://cases:5413")]
    [InlineData("Headquarters:SessionLifetime", "2.00:00:00")]
    [InlineData("Headquarters:WebRoot", "there-is-none")]
    [InlineData("Headquarters:Tokens", "x")]
    public async Task Start_WithAWrongOption_IsRefusedByItsKey(string key, string value)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningHeadquarters.StartAsync(settings: (key, value)));

        Assert.Contains(refused.Failures, failure => failure.Contains(key.Split(':')[1] == "Issuer" && value.StartsWith("https", StringComparison.Ordinal) ? "Headquarters:ClientId" : "Headquarters:", StringComparison.Ordinal));
    }
}
