using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.ServiceDefaults.Tests.Hosting;

public sealed class MalformedRequestTests
{
    private const string Cases = "border.cases.v1.CaseService";

    public static TheoryData<byte[]> Malformed => new()
    {
        new byte[] { 0xff, 0xff, 0xff },
        new byte[] { 0x0a, 0x7f, 0x61 },
        Nested(200),
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Unary_BytesThatAreNoMessage_AreInvalidArgumentAndNoErrorOfOurs(byte[] bytes)
    {
        var log = new CapturedLog();
        await using var host = await TestHost.StartAsync(configure: builder => builder.Services.AddSingleton<ILoggerProvider>(log));

        var error = await Assert.ThrowsAsync<RpcException>(() => host.Channel.UnaryAsync(Cases, "RegisterCase", bytes));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    // What the server does not know it cannot check, and it must not reach the feed: a newer client may keep a name in it.
    [Fact]
    public async Task Unary_FieldsThatTheContractDoesNotHave_AreDroppedAtEveryDepth()
    {
        await using var host = await TestHost.StartAsync();
        var request = Requests.Register();
        byte[] unknown = [0xBA, 0x3E, 1, (byte)'a'];
        byte[] unknownInTheCase = [0x12, (byte)unknown.Length, .. unknown];

        var answer = await host.Channel.UnaryAsync(Cases, "RegisterCase", [.. request.ToByteArray(), .. unknownInTheCase, .. unknown]);

        Assert.Equal(request.Case.ToByteArray(), answer);
    }

    [Fact]
    public async Task Duplex_BytesThatAreNoMessage_AreInvalidArgument()
    {
        await using var host = await TestHost.StartAsync(new ScriptedCases
        {
            Submit = async (requests, _, context) =>
            {
                while (await requests.MoveNext(context.CancellationToken))
                    continue;
            },
        });
        using var call = host.Channel.CreateCallInvoker()
            .AsyncDuplexStreamingCall(RawCalls.Method(Cases, "SubmitCases", MethodType.DuplexStreaming), null, default);
        await call.RequestStream.WriteAsync([0xff, 0xff]);

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task Unary_MessageAboveTheLimit_IsTooLargeAndNotToBeSentAgain()
    {
        await using var host = await TestHost.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(
            () => host.Channel.UnaryAsync(Cases, "RegisterCase", new byte[(4 * 1024 * 1024) + 1]));

        AssertTooLarge(error);
    }

    [Fact]
    public async Task Stream_MessageAboveTheLimit_IsTooLargeAndNotToBeSentAgain()
    {
        await using var host = await TestHost.StartAsync(new ScriptedCases
        {
            Submit = async (requests, responses, context) =>
            {
                await context.WriteResponseHeadersAsync([]);
                await foreach (var request in requests.ReadAllAsync())
                    await responses.WriteAsync(new());
            },
        });
        var frame = RawFrames.Frame(0, [1], length: (4 * 1024 * 1024) + 1);

        var (response, _) = await RawFrames.PostAsync(host.Uri, $"{Cases}/SubmitCases", frame, null);

        Assert.Equal("3", RawFrames.Of(response, "grpc-status"));
        var details = Convert.FromBase64String(RawFrames.Of(response, "grpc-status-details-bin")!);
        Assert.Equal("ERROR_REASON_REQUEST_TOO_LARGE", Google.Rpc.Status.Parser.ParseFrom(details).GetDetail<ErrorInfo>().Reason);
    }

    private static void AssertTooLarge(RpcException error) => Assert.Equal(
        (StatusCode.InvalidArgument, "ERROR_REASON_REQUEST_TOO_LARGE"), (error.StatusCode, error.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason));

    [Fact]
    public async Task Unary_UnknownMethod_IsUnimplemented()
    {
        await using var host = await TestHost.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => host.Channel.UnaryAsync(Cases, "DeleteCase", []));

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    // Groups within groups of an unknown field: deeper than any message may be.
    private static byte[] Nested(int depth) =>
        [.. Enumerable.Repeat((byte)WireFormat.MakeTag(15, WireFormat.WireType.StartGroup), depth)];
}
