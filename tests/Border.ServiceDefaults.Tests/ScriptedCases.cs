using Border.Cases.V1;
using Border.Type.V1;
using Grpc.Core;

namespace Border.ServiceDefaults.Tests;

/// <summary>A case service whose answers a test writes: one for each kind of call.</summary>
public sealed class ScriptedCases : CaseService.CaseServiceBase
{
    public Func<GetCaseRequest, ServerCallContext, Task<Case>> Get { get; init; } =
        (request, _) => Task.FromResult(new Case { Name = request.Name });

    public Func<RegisterCaseRequest, ServerCallContext, Task<Case>> Register { get; init; } =
        (request, _) => Task.FromResult(request.Case);

    public Func<IAsyncStreamReader<SubmitCasesRequest>, IServerStreamWriter<SubmissionReceipt>, ServerCallContext, Task> Submit { get; init; } =
        (_, _, _) => Task.CompletedTask;

    public override Task<Case> GetCase(GetCaseRequest request, ServerCallContext context) => Get(request, context);

    public override Task<Case> RegisterCase(RegisterCaseRequest request, ServerCallContext context) => Register(request, context);

    public override Task SubmitCases(
        IAsyncStreamReader<SubmitCasesRequest> requestStream,
        IServerStreamWriter<SubmissionReceipt> responseStream,
        ServerCallContext context) =>
        Submit(requestStream, responseStream, context);
}
