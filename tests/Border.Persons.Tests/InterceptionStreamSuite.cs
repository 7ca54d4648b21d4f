using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Persons.Tests;

public sealed class SqliteInterceptionStreamTests() : InterceptionStreamSuite(StorageEngineKind.Sqlite);

public sealed class PostgresInterceptionStreamTests() : InterceptionStreamSuite(StorageEngineKind.Postgres);

/// <summary>Interceptions as they come in bulk, again, and through a restart.</summary>
public abstract class InterceptionStreamSuite(StorageEngineKind engine) : PersonServiceHost(engine)
{
    [Fact]
    public async Task RegisterInterception_SentTwice_GivesTheFirstAnswerAgain()
    {
        var first = await Client.RegisterInterceptionAsync(Register("a"));

        Assert.Equal(first, await Client.RegisterInterceptionAsync(Register("a")));
    }

    [Fact]
    public async Task RegisterInterception_RequestIdOfAnotherContent_ChangesNothing()
    {
        await Client.RegisterInterceptionAsync(Register("a"));
        var other = Register("a");
        other.Interception.Area = "54";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.RegisterInterceptionAsync(other));

        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_REQUEST_ID_REUSED"), (error.StatusCode, error.Reason()));
        Assert.Equal("53.01.02", (await Client.GetInterceptionAsync(new() { Name = "interceptions/a" })).Area);
    }

    [Fact]
    public async Task AmendInterception_TwoWithOneEtagAtOnce_OneIsCarriedOut()
    {
        var record = await Client.RegisterInterceptionAsync(Register("a"));
        var amendments = Enumerable.Range(0, 8).Select(i =>
        {
            var amendment = Amend(record, new() { Area = $"54.0{i}" }, "area");
            amendment.RequestId = $"m{i}";
            return amendment;
        });

        var outcomes = await Task.WhenAll(amendments.Select(async amendment =>
            await Record.ExceptionAsync(async () => await Client.AmendInterceptionAsync(amendment))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<RpcException>(), error => Assert.Equal(StatusCode.Aborted, error.StatusCode));
        Assert.Equal("2", (await Client.GetInterceptionAsync(new() { Name = record.Name })).Etag);
    }

    [Fact]
    public async Task Restart_AfterAnAnswer_KeepsItForTheRetry()
    {
        var first = await Client.RegisterInterceptionAsync(Register("a"));

        await RestartAsync();

        Assert.Equal(first, await Client.RegisterInterceptionAsync(Register("a")));
        Assert.Equal(first, await Client.GetInterceptionAsync(new() { Name = first.Name }));
    }

    [Fact]
    public async Task SubmitInterceptions_MixedStream_AnswersEachAndKeepsTheOrderOfARecord()
    {
        using var call = Client.SubmitInterceptions();
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new() { Register = Register($"i{i}") });
            var mistake = new VoidInterceptionRequest { Name = $"interceptions/i{i}", Reason = "why", RequestId = $"void-{i}" };
            await call.RequestStream.WriteAsync(new() { Void = mistake });
        }

        await call.RequestStream.WriteAsync(new() { Register = Register("broken", Conduct.IllegalStay, Conduct.IllegalStay) });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(101, receipts.Count);
        var refused = Assert.Single(receipts, receipt => receipt.Error is not null);
        Assert.Equal(("register-broken", ErrorReason.InvalidFields), (refused.RequestId, refused.Error.Reason));
        Assert.Equal(["interception.conducts[1]"], refused.Error.Violations.Select(violation => violation.Field));
        Assert.Equal(100, receipts.Max(receipt => receipt.Accepted?.FeedPosition ?? 0));
        Assert.Equal(InterceptionState.Void, (await Client.GetInterceptionAsync(new() { Name = "interceptions/i49" })).State);
    }

    [Fact]
    public async Task SubmitInterceptions_ReferralAfterItsRecord_IsCarriedOut()
    {
        var request = Register("a");
        request.Interception.ProtectionNeeds.Add(ProtectionNeed.MedicalEmergency);
        using var call = Client.SubmitInterceptions();
        await call.RequestStream.WriteAsync(new() { Register = request });
        await call.RequestStream.WriteAsync(new() { RecordReferral = Referral("interceptions/a") });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(["1", "2"], (await call.ResponseStream.ReadAllAsync().ToListAsync()).Select(receipt => receipt.Accepted.Etag));
    }
}
