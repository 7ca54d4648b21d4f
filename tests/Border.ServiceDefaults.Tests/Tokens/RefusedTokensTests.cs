using Border.ServiceDefaults.Tokens;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Border.ServiceDefaults.Tests.Tokens;

public sealed class RefusedTokensTests
{
    [Fact]
    public void Tell_ManyOfAReason_IsOneLineAMinuteWithTheirNumber()
    {
        var clock = new FakeTimeProvider();
        using var log = new CapturedLog();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        var refused = new RefusedTokens(clock, logs.CreateLogger<RefusedTokens>());

        for (var i = 0; i < 1000; i++)
            refused.Tell("it is too long");
        refused.Tell("it is odd");
        clock.Advance(TimeSpan.FromMinutes(1));
        refused.Tell("it is too long");

        Assert.Equal(
            [
                "A token is not accepted: it is too long. 1 since the last such line, with this one.",
                "A token is not accepted: it is odd. 1 since the last such line, with this one.",
                "A token is not accepted: it is too long. 1000 since the last such line, with this one.",
            ],
            log.Entries.Select(entry => entry.Text));
    }
}
