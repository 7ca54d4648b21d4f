using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.Storage;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StatusCode = Grpc.Core.StatusCode;

namespace Border.ServiceDefaults.Tests.Errors;

public sealed class ErrorAnswerTests
{
    private static readonly GetCaseRequest Get = new() { Name = "cases/a" };

    [Fact]
    public async Task Unary_Refusal_ArrivesWithItsDetails()
    {
        await using var host = await TestHost.StartAsync(Failing(Refusals.StaleEtag("cases/a", "3")));

        var error = await Assert.ThrowsAsync<RpcException>(() => host.Cases.GetCaseAsync(Get).ResponseAsync);

        Assert.Equal(StatusCode.Aborted, error.StatusCode);
        var info = error.GetRpcStatus()!.GetDetail<ErrorInfo>();
        Assert.Equal("ERROR_REASON_STALE_ETAG", info.Reason);
        Assert.Equal("3", info.Metadata["etag"]);
    }

    [Fact]
    public async Task Unary_FieldsAtFault_ArriveAllAtOnce()
    {
        await using var host = await TestHost.StartAsync();
        var request = new RegisterCaseRequest { CaseId = "A", Case = new Case { Area = "53..1" } };

        var error = await Assert.ThrowsAsync<RpcException>(() => host.Cases.RegisterCaseAsync(request).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(
            ["case_id", "case.unit", "case.area", "case.register_time", "case.principal_offence", "request_id"],
            error.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData(typeof(StorageUnavailableException), StatusCode.Unavailable)]
    [InlineData(typeof(StorageBusyException), StatusCode.ResourceExhausted)]
    [InlineData(typeof(InvalidOperationException), StatusCode.Internal)]
    [InlineData(typeof(OperationCanceledException), StatusCode.Cancelled)]
    public async Task Unary_OtherExceptions_AreToldWithoutTheirText(System.Type type, StatusCode code)
    {
        var thrown = type == typeof(StorageBusyException) ? new StorageBusyException()
            : type == typeof(StorageUnavailableException) ? new StorageUnavailableException("secret")
            : (Exception)Activator.CreateInstance(type, "secret")!;
        await using var host = await TestHost.StartAsync(Failing(thrown));

        var error = await Assert.ThrowsAsync<RpcException>(() => host.Cases.GetCaseAsync(Get).ResponseAsync);

        Assert.Equal(code, error.StatusCode);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unary_UnexpectedException_IsLoggedOnceAsAnError()
    {
        var log = new CapturedLog();
        await using var host = await TestHost.StartAsync(
            Failing(new InvalidOperationException("secret")), builder => builder.Services.AddSingleton<ILoggerProvider>(log));

        await Assert.ThrowsAsync<RpcException>(() => host.Cases.GetCaseAsync(Get).ResponseAsync);

        Assert.Single(log.Entries, entry => entry.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Unary_Refusal_IsNotLoggedAsAnError()
    {
        var log = new CapturedLog();
        await using var host = await TestHost.StartAsync(
            Failing(Refusals.NotFound("cases/a")), builder => builder.Services.AddSingleton<ILoggerProvider>(log));

        await Assert.ThrowsAsync<RpcException>(() => host.Cases.GetCaseAsync(Get).ResponseAsync);

        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Unary_FaultAfterTheDeadline_IsNoErrorOfOurs()
    {
        var log = new CapturedLog();
        var left = new TaskCompletionSource();
        var cases = new ScriptedCases
        {
            Get = async (_, context) =>
            {
                await Never<Case>(context.CancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
                left.SetResult();
                throw new InvalidOperationException("secret");
            },
        };
        await using (var host = await TestHost.StartAsync(cases, builder => builder.Services.AddSingleton<ILoggerProvider>(log)))
        {
            await Assert.ThrowsAsync<RpcException>(
                () => host.Cases.GetCaseAsync(Get, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200)).ResponseAsync);
            await left.Task;
            await host.StopAsync();
        }

        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning);
        Assert.Contains(log.Entries, entry => entry.Text.Contains("after its call had ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unary_DeadlinePassed_IsDeadlineExceeded()
    {
        var cases = new ScriptedCases { Get = async (_, context) => await Never<Case>(context.CancellationToken) };
        await using var host = await TestHost.StartAsync(cases);

        var error = await Assert.ThrowsAsync<RpcException>(
            () => host.Cases.GetCaseAsync(Get, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200)).ResponseAsync);

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task Unary_CallCancelled_CancelsTheServersToken()
    {
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var cases = new ScriptedCases
        {
            Get = async (_, context) =>
            {
                context.CancellationToken.Register(cancelled.SetResult);
                entered.SetResult();
                return await Never<Case>(context.CancellationToken);
            },
        };
        await using var host = await TestHost.StartAsync(cases);
        using var cancel = new CancellationTokenSource();

        var call = host.Cases.GetCaseAsync(Get, cancellationToken: cancel.Token).ResponseAsync;
        await entered.Task;
        await cancel.CancelAsync();

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
    }

    [Fact]
    public async Task Duplex_Refusal_ArrivesWithItsDetails()
    {
        await using var host = await TestHost.StartAsync(new ScriptedCases { Submit = (_, _, _) => throw Refusals.NotPermitted("No.") });
        using var call = host.Cases.SubmitCases();

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal("ERROR_REASON_NOT_PERMITTED", error.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason);
    }

    private static ScriptedCases Failing(Exception error) => new() { Get = (_, _) => Task.FromException<Case>(error) };

    private static async Task<T> Never<T>(CancellationToken ct)
    {
        await Task.Delay(Timeout.Infinite, ct);
        throw new InvalidOperationException("Never came.");
    }
}
