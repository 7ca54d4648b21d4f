using Border.Audit.V1;
using Border.Cases.V1;
using Border.Field.Tests.Fixtures;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Storage;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Field.Tests.Carrying;

public sealed class SqliteBroughtRequestTests() : BroughtRequestSuite(StorageEngineKind.Sqlite);

public sealed class PostgresBroughtRequestTests() : BroughtRequestSuite(StorageEngineKind.Postgres);

/// <summary>Who may bring what somebody else recorded, and how that is kept, on each engine.</summary>
public abstract class BroughtRequestSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly Google.Protobuf.WellKnownTypes.Timestamp Now = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    private FieldServer _server = null!;

    public async Task InitializeAsync() => _server = await FieldServer.StartAsync(engine);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Submit_BySupervisorForAnOfficer_HasTheAuthorInTheHistoryAndTheSupervisorInTheAudit()
    {
        var receipt = await InterceptAsync(As("supervisor", "53"));

        Assert.Equal("interceptions/i-1", receipt.Accepted.Name);
        Assert.Equal("li", Assert.Single(await _server.VersionsAsync("interceptions/i-1")).Actor);
        var entries = await new AuditService.AuditServiceClient(_server.Host.Channel).ListEntriesAsync(new() { Service = "persons", Record = "interceptions/i-1" });
        Assert.Equal("chief", entries.Entries[0].Actor);
    }

    [Fact]
    public async Task Submit_OutsideTheSupervisorsAreas_IsRefused() =>
        Assert.Equal(ErrorReason.NotPermitted, (await InterceptAsync(As("supervisor", "54"))).Error.Reason);

    [Fact]
    public async Task Submit_ByAnOfficerForAnother_IsRefused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => InterceptAsync(As("patrol_officer", "53")));

        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
        Assert.Empty(await _server.RecordsAsync());
    }

    [Fact]
    public async Task Call_ThatIsNoStream_IsNotBroughtForAnybody()
    {
        var persons = new PersonService.PersonServiceClient(_server.Host.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await persons.RegisterInterceptionAsync(Interception(), As("supervisor", "53")));

        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
    }

    [Fact]
    public async Task Submit_DecisionOfACaseOrOfCustody_IsDoneUnderOnesOwnSignInOnly()
    {
        var cases = new CaseService.CaseServiceClient(_server.Host.Channel);
        using var registering = cases.SubmitCases(As("supervisor", "53"));
        var registered = await OneAsync(registering, new SubmitCasesRequest
        {
            Register = new() { CaseId = "c-1", RequestId = "c", Case = new() { Unit = "U-1", Area = "53", RegisterTime = Now, PrincipalOffence = "fraud" } },
        });
        var seizures = new SeizureService.SeizureServiceClient(_server.Host.Channel);
        using var opening = seizures.SubmitSeizures(As("supervisor", "53"));
        var opened = await OneAsync(opening, new SubmitSeizuresRequest { OpenExhibit = new() { ExhibitId = "e-1", Seizure = "seizures/s-1", ItemId = "i", ActTime = Now, RequestId = "o" } });

        Assert.All([registered, opened], receipt => Assert.Equal(ErrorReason.NotPermitted, receipt.Error.Reason));
    }

    [Fact]
    public async Task Submit_ForNobodyThatCanBe_IsNotIdentified()
    {
        var headers = As("supervisor", "53", author: new string('x', 200));

        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => InterceptAsync(headers))).StatusCode);
    }

    private static RegisterInterceptionRequest Interception()
    {
        var request = Samples.Interception(Now);
        (request.InterceptionId, request.RequestId) = ("i-1", "i");
        return request;
    }

    private static Metadata As(string role, string area, string author = "li") =>
        new() { { "border-actor", "chief" }, { "border-roles", role }, { "border-areas", area }, { "border-author", author } };

    private async Task<SubmissionReceipt> InterceptAsync(Metadata headers)
    {
        using var call = new PersonService.PersonServiceClient(_server.Host.Channel).SubmitInterceptions(headers);
        return await OneAsync(call, new SubmitInterceptionsRequest { Register = Interception() });
    }

    private static async Task<SubmissionReceipt> OneAsync<T>(AsyncDuplexStreamingCall<T, SubmissionReceipt> call, T request)
    {
        try
        {
            await call.RequestStream.WriteAsync(request);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception ended) when (ended is InvalidOperationException or RpcException)
        {
            // It was refused before it was sent; the answer says why.
        }

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current;
    }
}
