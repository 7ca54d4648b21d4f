using System.Collections.Concurrent;
using Border.Cases.V1;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.ServiceDefaults.Tests.Bulk;

public sealed class BulkStreamTests
{
    [Fact]
    public async Task Run_ManyRequests_AnswersEachOnce()
    {
        await using var host = await StartAsync((_, _) => Task.FromResult(new Accepted()));

        var receipts = await SubmitAsync(host, Enumerable.Range(0, 3000).Select(i => Register($"c-{i}", $"r-{i}")));

        Assert.Equal(3000, receipts.Count(receipt => receipt.Accepted is not null));
        Assert.Equal(3000, receipts.Select(receipt => receipt.RequestId).Distinct().Count());
    }

    [Fact]
    public async Task Run_RequestsAboutOneRecord_GoOneAfterTheOtherInOrder()
    {
        var seen = new ConcurrentQueue<string>();
        await using var host = await StartAsync(async (request, _) =>
        {
            seen.Enqueue(request.Register.RequestId);
            await Task.Yield();
            return new Accepted();
        });

        var receipts = await SubmitAsync(host, Enumerable.Range(0, 500).Select(i => Register("same", $"r-{i}")));

        var inOrder = Enumerable.Range(0, 500).Select(i => $"r-{i}").ToList();
        Assert.Equal(inOrder, seen);
        Assert.Equal(inOrder, receipts.Select(receipt => receipt.RequestId));
    }

    [Fact]
    public async Task Run_RequestAboutARecordThatAnotherOneMakes_GoesAfterThat()
    {
        var gate = new TaskCompletionSource();
        await using var host = await StartAsync(async (request, _) =>
        {
            if (request.Split is not null)
                await gate.Task;
            return new Accepted();
        });
        using var call = host.Cases.SubmitCases();
        var now = Validation.Samples.Now.ToTimestamp();

        await call.RequestStream.WriteAsync(new() { Split = new() { Name = "cases/a", CaseId = "b", PrincipalOffence = "illegal_crossing", SplitTime = now, Reason = "two gangs", RequestId = "split" } });
        foreach (var id in new[] { "a", "b", "c" })
            await call.RequestStream.WriteAsync(new() { RecordArrest = new() { Name = $"cases/{id}", Arrest = new() { Id = "x", ArrestTime = now }, RequestId = $"arrest-{id}" } });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("arrest-c", call.ResponseStream.Current.RequestId);

        gate.SetResult();
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("split", call.ResponseStream.Current.RequestId);
        await call.RequestStream.CompleteAsync();
        Assert.Equal(2, await call.ResponseStream.ReadAllAsync().CountAsync());
    }

    [Fact]
    public async Task Run_OneRequestWaiting_DoesNotHoldUpOthers()
    {
        var gate = new TaskCompletionSource();
        await using var host = await StartAsync(async (request, _) =>
        {
            if (request.Register.RequestId == "slow")
                await gate.Task;
            return new Accepted();
        });
        using var call = host.Cases.SubmitCases();

        await call.RequestStream.WriteAsync(Register("a", "slow"));
        await call.RequestStream.WriteAsync(Register("b", "fast"));
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("fast", call.ResponseStream.Current.RequestId);

        gate.SetResult();
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("slow", call.ResponseStream.Current.RequestId);
    }

    [Fact]
    public async Task Run_RequestWithFaults_IsRefusedWithAllOfThemAndTheStreamGoesOn()
    {
        await using var host = await StartAsync((_, _) => Task.FromResult(new Accepted()));
        var faulty = Register("BAD", "r-1");
        faulty.Register.Case.Area = ".";

        var receipts = await SubmitAsync(host, [faulty, Register("good", "r-2")]);

        var error = receipts.Single(receipt => receipt.RequestId == "r-1").Error;
        Assert.Equal((int)StatusCode.InvalidArgument, error.Code);
        Assert.Equal(["case_id", "case.area"], error.Violations.Select(violation => violation.Field));
        Assert.NotNull(receipts.Single(receipt => receipt.RequestId == "r-2").Accepted);
    }

    [Fact]
    public async Task Run_RequestsWithoutIdOrWithoutContent_AreRefusedWithAnEmptyId()
    {
        await using var host = await StartAsync((_, _) => Task.FromResult(new Accepted()));

        var receipts = await SubmitAsync(host, [Register("a", ""), new SubmitCasesRequest(), new SubmitCasesRequest { Amend = new() }]);

        Assert.All(receipts, receipt => Assert.Equal("", receipt.RequestId));
        Assert.Contains(receipts, receipt => receipt.Error.Violations is [{ Field: "request_id" }]);
        Assert.Contains(receipts, receipt => receipt.Error.Violations is [{ Field: "request" }]);
        Assert.Contains(receipts, receipt => receipt.Error.Violations.Any(violation => violation.Field == "case"));
    }

    [Fact]
    public async Task Run_RefusalAndFault_AreToldInTheReceiptWithoutInnerText()
    {
        await using var host = await StartAsync((request, _) => request.Register.CaseId == "a"
            ? throw Refusals.RecordExists("cases/a")
            : throw new InvalidOperationException("secret"));

        var receipts = await SubmitAsync(host, [Register("a", "r-1"), Register("b", "r-2")]);

        Assert.Equal(ErrorReason.RecordExists, receipts.Single(receipt => receipt.RequestId == "r-1").Error.Reason);
        var fault = receipts.Single(receipt => receipt.RequestId == "r-2").Error;
        Assert.Equal((ErrorReason.Internal, (int)StatusCode.Internal), (fault.Reason, fault.Code));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StorageBusy_IsWaitedOutAndNotTold()
    {
        var attempts = 0;
        await using var host = await StartAsync(
            (_, _) => Interlocked.Increment(ref attempts) < 4 ? throw new StorageBusyException() : Task.FromResult(new Accepted()),
            "--Bulk:BusyPause=00:00:00.001");

        var receipt = Assert.Single(await SubmitAsync(host, [Register("a", "r-1")]));

        Assert.NotNull(receipt.Accepted);
        Assert.Equal(4, attempts);
    }

    [Fact]
    public async Task Run_MoreThanMayBeInFlight_TakesNoMore()
    {
        var gate = new TaskCompletionSource();
        var taken = new SemaphoreSlim(0);
        var inFlight = 0;
        await using var host = await StartAsync(
            async (_, _) =>
            {
                Interlocked.Increment(ref inFlight);
                taken.Release();
                await gate.Task;
                return new Accepted();
            },
            "--Bulk:MaxInFlight=4");

        var all = SubmitAsync(host, Enumerable.Range(0, 20).Select(i => Register($"c-{i}", $"r-{i}")));
        for (var i = 0; i < 4; i++)
            await taken.WaitAsync();
        Assert.False(await taken.WaitAsync(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(4, inFlight);

        gate.SetResult();
        Assert.Equal(20, (await all).Count);
    }

    [Fact]
    public async Task Run_ClientGone_FinishesWhatWasTaken()
    {
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        var finished = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        var cases = Cases(async (_, ct) =>
        {
            entered.SetResult();
            await gate.Task.WaitAsync(ct);
            finished.SetResult();
            return new Accepted();
        });
        await using var host = await TestHost.StartAsync(Watched(cases, gone));
        using var cancel = new CancellationTokenSource();
        using var call = host.Cases.SubmitCases(cancellationToken: cancel.Token);
        await call.RequestStream.WriteAsync(Register("a", "r-1"));
        await entered.Task;

        await cancel.CancelAsync();
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(60));
        gate.SetResult();

        await finished.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Run_ProcessStopping_AnswersWhatWasTakenAndEndsTheStream()
    {
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await using var host = await StartAsync(async (_, _) =>
        {
            entered.SetResult();
            await gate.Task;
            return new Accepted();
        });
        using var call = host.Cases.SubmitCases();
        await call.RequestStream.WriteAsync(Register("a", "r-1"));
        await entered.Task;

        var stop = host.StopAsync();
        gate.SetResult();

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.NotNull(call.ResponseStream.Current.Accepted);
        var end = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.Unavailable, end.StatusCode);
        await stop.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void RequestIds_OfEveryBulkRequest_CanBeRead()
    {
        var inner = Contract.Services.SelectMany(service => service.Methods).Where(method => method.IsClientStreaming && method.OutputType == SubmissionReceipt.Descriptor)
            .SelectMany(method => method.InputType.Oneofs.Count == 0 ? [method.InputType] : method.InputType.Oneofs[0].Fields.Select(field => field.MessageType)).ToList();

        Assert.True(inner.Count > 20);
        Assert.All(inner, message => Assert.Equal("", RequestIds.Of(message.Parser.ParseFrom(ByteString.Empty))));
    }

    private static SubmitCasesRequest Register(string id, string requestId) => new() { Register = Requests.Register(id, requestId) };

    private static Task<TestHost> StartAsync(Func<SubmitCasesRequest, CancellationToken, Task<Accepted>> handle, params string[] args) =>
        TestHost.StartAsync(Cases(handle), args: args);

    private static ScriptedCases Cases(Func<SubmitCasesRequest, CancellationToken, Task<Accepted>> handle) => new()
    {
        Submit = (requests, responses, context) => context.GetHttpContext().RequestServices.GetRequiredService<BulkStream>().RunAsync(
            requests,
            responses,
            Inner,
            request => RecordKeys.Of(Inner(request)!),
            handle,
            context),
    };

    private static IMessage? Inner(SubmitCasesRequest request) => request.Register ?? request.Amend ?? request.RecordArrest ?? (IMessage?)request.Split;

    private static ScriptedCases Watched(ScriptedCases cases, TaskCompletionSource gone) => new()
    {
        Submit = (requests, responses, context) =>
        {
            context.CancellationToken.Register(gone.SetResult);
            return cases.SubmitCases(requests, responses, context);
        },
    };

    private static async Task<List<SubmissionReceipt>> SubmitAsync(TestHost host, IEnumerable<SubmitCasesRequest> requests)
    {
        using var call = host.Cases.SubmitCases();
        var reading = call.ResponseStream.ReadAllAsync().ToListAsync().AsTask();
        foreach (var request in requests)
            await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        return await reading;
    }
}
