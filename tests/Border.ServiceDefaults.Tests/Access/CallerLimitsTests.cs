using Border.Cases.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Hosting;
using Border.Testing;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.ServiceDefaults.Tests.Access;

public sealed class CallerLimitsTests
{
    private const int Large = 4_000_000;

    private static readonly GetCaseRequest Get = new() { Name = "cases/a" };
    private static readonly string[] One = ["--Limits:CallsPerSecond=1", "--Limits:CallsBurst=1"];

    [Fact]
    public async Task Call_AfterTheBurst_IsToldWhenToComeBackAndTakenThen()
    {
        await using var host = await TestHost.StartAsync(args: ["--Limits:CallsPerSecond=5", "--Limits:CallsBurst=5"]);
        var error = await OneTooManyAsync(host);

        Assert.Equal((StatusCode.ResourceExhausted, "ERROR_REASON_CALLER_LIMITED"), (error.StatusCode, error.Reason()));
        var delay = error.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan();
        Assert.InRange(delay, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        await Task.Delay(delay);
        await TakenAsync(host);
    }

    [Fact]
    public async Task Call_OfAnotherCaller_HasAShareOfItsOwn()
    {
        await using var host = await TestHost.StartAsync(args: One);
        await OneTooManyAsync(host);

        await host.Cases.GetCaseAsync(Get, Chief("deputy"));
    }

    [Fact]
    public async Task Call_OfTheUserOfTheMachine_IsNotLimited()
    {
        await using var host = await TestHost.StartAsync(args: One);

        for (var i = 0; i < 20; i++)
            await host.Cases.GetCaseAsync(Get);
    }

    [Fact]
    public async Task Call_OfAnotherService_IsNotLimited()
    {
        using var certificates = new TestCertificates();
        await using var host = await TestHost.StartAsync(args: [.. One, "--Listen:Url=https://127.0.0.1:0", .. certificates.ArgumentsFor("statistics")]);
        using var channel = host.Services.GetRequiredService<ServiceChannels>().Open(host.Uri);

        for (var i = 0; i < 20; i++)
            await new CaseService.CaseServiceClient(channel).GetCaseAsync(Get);
    }

    [Fact]
    public async Task Stream_BeyondThoseThatMayBeOpen_IsRefusedUntilOneEnds()
    {
        var (entered, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        ScriptedCases cases = new()
        {
            Submit = (_, _, _) =>
            {
                entered.TrySetResult();
                return open.Task;
            },
        };
        await using var host = await TestHost.StartAsync(cases, args: ["--Limits:Streams=1"]);
        using var first = host.Cases.SubmitCases(Chief());
        await entered.Task;

        using var second = host.Cases.SubmitCases(Chief());
        var error = await Assert.ThrowsAsync<RpcException>(() => second.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.NotNull(error.GetRpcStatus()!.GetDetail<RetryInfo>());
        open.SetResult();
        Assert.False(await first.ResponseStream.MoveNext(CancellationToken.None));
        using var third = host.Cases.SubmitCases(Chief());
        Assert.False(await third.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task Bytes_OfCalls_BeyondTheShareAreToComeLater()
    {
        await using var host = await TestHost.StartAsync(args: ["--Limits:BytesPerMinute=16777216"]);
        RegisterCaseRequest large = new() { RequestId = new string('a', Large) };

        // So many at once that, however slow the machine, the last come before the share has grown by another one.
        var errors = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefusedAsync(host, large)));

        Assert.InRange(errors.Count(error => error.StatusCode == StatusCode.InvalidArgument), 4, 9);
        var later = errors.Where(error => error.StatusCode == StatusCode.ResourceExhausted)
            .Select(error => error.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
        Assert.InRange(later.Max(), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Bytes_OfAStream_AreReadAsFastAsTheyMayCome()
    {
        var received = 0;
        await using var host = await TestHost.StartAsync(
            new ScriptedCases
            {
                Submit = async (requests, _, context) =>
                {
                    while (await requests.MoveNext(context.CancellationToken))
                        received++;
                },
            },
            args: ["--Limits:BytesPerMinute=16777216"]);
        using var call = host.Cases.SubmitCases(Chief());
        var start = TimeProvider.System.GetTimestamp();
        foreach (var size in (int[])[Large, Large, Large, Large, Large / 4])
            await call.RequestStream.WriteAsync(new() { Register = new() { RequestId = new string('a', size) } });
        await call.RequestStream.CompleteAsync();
        await call.ResponseStream.MoveNext(CancellationToken.None);

        Assert.Equal(5, received);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60));
    }

    // So many at once that, however slow the machine, some come before the share has grown.
    private static async Task<RpcException> OneTooManyAsync(TestHost host)
    {
        var errors = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Record.ExceptionAsync(() => host.Cases.GetCaseAsync(Get, Chief()).ResponseAsync)));
        return Assert.IsType<RpcException>(errors.First(error => error is not null));
    }

    // The share grows by a timer, which a busy machine may keep waiting.
    private static async Task TakenAsync(TestHost host)
    {
        for (var tries = 0; await Record.ExceptionAsync(() => host.Cases.GetCaseAsync(Get, Chief()).ResponseAsync) is { } error; tries++)
        {
            Assert.True(tries < 600, error.Message);
            await Task.Delay(100);
        }
    }

    private static Task<RpcException> RefusedAsync(TestHost host, RegisterCaseRequest request) =>
        Assert.ThrowsAsync<RpcException>(async () => await host.Cases.RegisterCaseAsync(request, Chief()));

    private static Metadata Chief(string name = "chief") =>
        new() { { LoopbackActors.Header, name }, { LoopbackActors.RolesHeader, "supervisor" }, { Caller.PurposeHeader, "oversight" } };
}
