using System.IO.Compression;
using System.Net.Sockets;
using Border.Cases.V1;
using Border.SystemTests.Samples;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Health.V1;

namespace Border.SystemTests.Hostile;

/// <summary>Calls over real connections that keep neither gRPC's rules nor HTTP/2's. The host goes on serving.</summary>
public sealed class BrokenCallTests(HostileHost host) : IClassFixture<HostileHost>, IAsyncLifetime
{
    private const string GetCase = "/border.cases.v1.CaseService/GetCase";
    private const int MessagesAnRpc = 100;
    private const int InFlight = 32;
    private const int Resets = 500;

    private static readonly byte[] Get = new GetCaseRequest { Name = "cases/none" }.ToByteArray();

    private readonly Wire _wire = new(host.Host.Address);

    // By name, because a test's arguments are printed and passed on, and some of these are large.
    private static readonly Dictionary<string, (byte[] Frames, string? Encoding)> Bodies = new()
    {
        ["too short a frame"] = (Frames.Of(Get, 0, Get.Length + 100), null),
        ["too long a frame"] = (Frames.Of(Get, 0, 1), null),
        ["a length below zero"] = (Frames.Of(Get, 0, -1), null),
        ["the greatest length"] = (Frames.Of(Get, 0, int.MaxValue), null),
        ["half a head"] = ([0, 0], null),
        ["nothing"] = ([], null),
        ["two messages"] = (Frames.Of(Get, Get), null),
        ["a flag that is none"] = (Frames.Of(Get, 7, Get.Length), null),
        ["packed without an encoding"] = (Frames.Of(Get, 1, Get.Length), null),
        ["packed garbage"] = (Frames.Of(Get, 1, Get.Length), "gzip"),
        ["packed half"] = (Frames.Of(Gzip(Get)[..12], 1, 12), "gzip"),
        ["an encoding that is not known"] = (Frames.Of(Get, 1, Get.Length), "br"),
        ["what unpacks to far more"] = (Frames.Of(Gzip(new byte[64 << 20]), 1, Gzip(new byte[64 << 20]).Length), "gzip"),
        ["more than a message may be"] = (Frames.Of([new byte[(4 << 20) + 1]]), null),
    };

    public static TheoryData<string> Broken { get; } = new(Bodies.Keys);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _wire.Dispose();
        var health = new Health.HealthClient(host.Host.Channel);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new() { Service = "border.cases.v1.CaseService" })).Status);
        Assert.True(host.Log.Entries.Count == 0, string.Join('\n', host.Log.Entries.Take(3)));
    }

    // gRPC itself asks for INTERNAL where a frame is broken; what it must not do is tell of the inside.
    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Answer_ToABrokenFrame_IsAStatusWithoutInnerText(string what)
    {
        var answer = await _wire.PostAsync(GetCase, Bodies[what].Frames, Bodies[what].Encoding);

        Assert.True(answer.Status is not (null or StatusCode.OK or StatusCode.Unknown), $"{what}: {answer.Status}");
        Assert.Null(Verdict.InnerText(answer.Message));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Answer_ToABrokenFrameInAStream_IsAStatusWithoutInnerText(string what)
    {
        var answer = await _wire.PostAsync("/border.cases.v1.CaseService/SubmitCases", Bodies[what].Frames, Bodies[what].Encoding);

        // A stream without messages, and one whose messages are no request, have nothing wrong in their frames.
        Assert.True(answer.Status is not (null or StatusCode.Unknown), $"{what}: {answer.Status}");
        Assert.Null(Verdict.InnerText(answer.Message));
    }

    [Fact]
    public async Task Answer_ToAnUnknownMethod_IsUnimplemented()
    {
        var answer = await _wire.PostAsync("/border.cases.v1.CaseService/DropEverything", Frames.Of([Get]));

        Assert.Equal(StatusCode.Unimplemented, answer.Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    public async Task Answer_ToAnotherContentType_IsARefusalWithoutInnerText(string contentType)
    {
        var answer = await _wire.PostAsync(GetCase, Frames.Of([Get]), contentType: contentType);

        Assert.NotEqual(StatusCode.OK, answer.Status ?? StatusCode.Unknown);
        Assert.Null(Verdict.InnerText(answer.Message));
    }

    [Fact]
    public async Task Calls_WithMutatedMessages_AreAnsweredByTheContract()
    {
        foreach (var method in Contract.Methods.Where(method => !Contract.IsLive(method) && !Contract.IsHeavy(method)))
            await Parallel.ForAsync(0, MessagesAnRpc, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, (i, _) => MutatedAsync(method, i));
    }

    [Fact]
    public async Task Call_ThatComesAByteAtATime_IsAnswered()
    {
        var answer = await _wire.PostAsync(GetCase, new DripContent(Frames.Of([Get]), ends: true), null, "application/grpc", CancellationToken.None);

        Assert.Equal(StatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task Calls_ResetInTheMiddle_LeaveTheHostServing()
    {
        await Parallel.ForAsync(0, Resets, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (_, _) =>
        {
            using var reset = new CancellationTokenSource();
            var half = new DripContent(Frames.Of([Get])[..8], ends: false);
            var call = _wire.PostAsync("/border.cases.v1.CaseService/SubmitCases", half, null, "application/grpc", reset.Token);
            await half.Sent.Task;
            await reset.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        });

        Assert.Equal(StatusCode.NotFound, (await _wire.PostAsync(GetCase, Frames.Of([Get]))).Status);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nthis is no frame of HTTP/2 at all")]
    [InlineData("\0\0\0\0\0\0\0\0\0")]
    public async Task Connection_ThatSpeaksNoHttp2_IsClosed(string bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Host.Address.Host, host.Host.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(bytes));
        client.Client.Shutdown(SocketShutdown.Send);

        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Null(Verdict.InnerText(System.Text.Encoding.Latin1.GetString(answer.ToArray())));
    }

    private async ValueTask MutatedAsync(MethodDescriptor method, int i)
    {
        var answer = await _wire.PostAsync(Contract.PathOf(method), Frames.Of([new Mutator(i).Next(method.InputType).Message]));

        var fault = Verdict.FaultOf(answer, isLive: false);
        Assert.True(fault is null, $"{method.FullName} #{i}: {fault}");
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }
}
