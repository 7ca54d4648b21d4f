using Border.Cases.V1;
using Grpc.Core;

namespace Border.ServiceDefaults.Tests.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Stop_WithACallUnderWay_FinishesItAndTakesNoMore()
    {
        var entered = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        await using var host = await TestHost.StartAsync(new ScriptedCases
        {
            Get = async (request, _) =>
            {
                entered.SetResult();
                await gate.Task;
                return new Case { Name = request.Name };
            },
        });
        var call = host.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/a" }).ResponseAsync;
        await entered.Task;

        var stop = host.StopAsync();
        gate.SetResult();

        Assert.Equal("cases/a", (await call).Name);
        await stop.WaitAsync(TimeSpan.FromSeconds(20));
        var late = await Assert.ThrowsAsync<RpcException>(() => host.Cases.GetCaseAsync(new GetCaseRequest { Name = "cases/b" }).ResponseAsync);
        Assert.Equal(StatusCode.Unavailable, late.StatusCode);
    }
}
