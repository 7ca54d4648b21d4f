using Border.Cases.V1;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Tests.Hosting;

public sealed class WireTests
{
    private const string GetCase = "/border.cases.v1.CaseService/GetCase";

    private static readonly byte[] Get = new GetCaseRequest { Name = "cases/a" }.ToByteArray();

    [Fact]
    public async Task Answer_ToARequestInGzip_IsInGzip()
    {
        await using var host = await TestHost.StartAsync();

        var (response, body) = await RawFrames.PostAsync(host.Uri, GetCase, RawFrames.Frame(1, RawFrames.Gzip(Get)), "gzip");

        Assert.Equal("0", RawFrames.Of(response, "grpc-status"));
        Assert.Equal("gzip", RawFrames.Of(response, "grpc-encoding"));
        Assert.Equal(1, body[0]);
    }

    [Fact]
    public async Task Answer_ToAnUncompressedRequest_IsNotCompressed()
    {
        await using var host = await TestHost.StartAsync();

        var (response, body) = await RawFrames.PostAsync(host.Uri, GetCase, RawFrames.Frame(0, Get), null);

        Assert.Equal("0", RawFrames.Of(response, "grpc-status"));
        Assert.Equal(0, body[0]);
    }

    [Fact]
    public async Task Answer_ToAMessageThatUnpacksToFarMore_IsInvalidArgument()
    {
        await using var host = await TestHost.StartAsync();
        var bomb = RawFrames.Frame(1, RawFrames.Gzip(new byte[64 * 1024 * 1024]));

        var (response, _) = await RawFrames.PostAsync(host.Uri, GetCase, bomb, "gzip");

        Assert.Equal("3", RawFrames.Of(response, "grpc-status"));
    }

    public static TheoryData<byte[], string?> Broken => new()
    {
        { RawFrames.Frame(1, [1, 2, 3]), "gzip" },
        { RawFrames.Frame(1, [1, 2, 3]), null },
        { RawFrames.Frame(1, [1, 2, 3]), "br" },
        { RawFrames.Frame(0, [1, 2, 3], length: 100), null },
        { RawFrames.Frame(0, [1], length: -1), null },
        { RawFrames.Frame(7, Get), null },
        { [.. RawFrames.Frame(0, Get), .. RawFrames.Frame(0, Get)], null },
        { [0, 0], null },
        { [], null },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Answer_ToABrokenFrame_IsAnErrorWithoutInnerTextAndTheServerGoesOn(byte[] frames, string? encoding)
    {
        var log = new CapturedLog();
        await using var host = await TestHost.StartAsync(configure: builder => builder.Services.AddSingleton<ILoggerProvider>(log));

        var (response, _) = await RawFrames.PostAsync(host.Uri, GetCase, frames, encoding);

        Assert.NotEqual("0", RawFrames.Of(response, "grpc-status"));
        Assert.DoesNotContain("System.", RawFrames.Of(response, "grpc-message"), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Error);
        Assert.Equal("cases/b", (await host.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/b" })).Name);
    }
}
