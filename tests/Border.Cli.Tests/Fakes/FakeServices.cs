using Border.Cases.V1;
using Border.Patrols.V1;
using Border.Statistics.V1;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cli.Tests.Fakes;

internal sealed class FakeCases(FakeStation station) : CaseService.CaseServiceBase
{
    public override Task SubmitCases(
        IAsyncStreamReader<SubmitCasesRequest> requestStream, IServerStreamWriter<SubmissionReceipt> responseStream, ServerCallContext context)
    {
        station.Actors.Enqueue(context.RequestHeaders.GetValue("border-actor") ?? "");
        return station.Cases.ServeAsync(requestStream, Unwrap, responseStream);
    }

    public override Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<ListCasesResponse>(request));

    public override Task<Case> GetCase(GetCaseRequest request, ServerCallContext context) => Task.FromResult(station.AnswerTo<Case>(request));

    private static (string, IMessage) Unwrap(SubmitCasesRequest request) => request.RequestCase switch
    {
        SubmitCasesRequest.RequestOneofCase.Register => (request.Register.RequestId, request.Register),
        SubmitCasesRequest.RequestOneofCase.RecordArrest => (request.RecordArrest.RequestId, request.RecordArrest),
        SubmitCasesRequest.RequestOneofCase.CreateTask => (request.CreateTask.RequestId, request.CreateTask),
        SubmitCasesRequest.RequestOneofCase.CompleteTask => (request.CompleteTask.RequestId, request.CompleteTask),
        _ => throw new RpcException(new Status(StatusCode.Unimplemented, "Not in this fake.")),
    };
}

internal sealed class FakePatrols(FakeStation station) : PatrolService.PatrolServiceBase
{
    public override Task SubmitPatrols(
        IAsyncStreamReader<SubmitPatrolsRequest> requestStream, IServerStreamWriter<SubmissionReceipt> responseStream, ServerCallContext context) =>
        station.Patrols.ServeAsync(requestStream, request => (request.Create.RequestId, request.Create), responseStream);
}

internal sealed class FakeStatistics(FakeStation station) : StatisticsService.StatisticsServiceBase
{
    public override Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListIndicatorsResponse { Indicators = { station.Indicators } });

    public override Task<ListAreasResponse> ListAreas(ListAreasRequest request, ServerCallContext context) =>
        Task.FromResult(new ListAreasResponse { Areas = { station.Areas } });

    public override Task SubmitReturns(
        IAsyncStreamReader<SubmitReturnsRequest> requestStream, IServerStreamWriter<SubmissionReceipt> responseStream, ServerCallContext context) =>
        station.Returns.ServeAsync(requestStream, request => (request.Submit.RequestId, request.Submit), responseStream);

    public override async Task<Progress> AwaitProgress(AwaitProgressRequest request, ServerCallContext context)
    {
        station.Calls.Enqueue(request);
        if (!station.HasStatistics)
            throw new RpcException(new Status(StatusCode.Unimplemented, "Service is unimplemented."));
        if (station.TimesAway-- > 0)
            throw new RpcException(new Status(StatusCode.Unavailable, "It is starting."));
        if (station.IsRolledBack)
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "The feed cases went back."));
        if (station.NeverCounts)
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        return new Progress();
    }

    public override Task<GetFiguresResponse> GetFigures(GetFiguresRequest request, ServerCallContext context) => Answer<GetFiguresResponse>(request);

    public override Task<Bulletin> GetBulletin(GetBulletinRequest request, ServerCallContext context) => Answer<Bulletin>(request);

    public override Task<ExplainResponse> Explain(ExplainRequest request, ServerCallContext context) => Answer<ExplainResponse>(request);

    public override Task<RecountResponse> Recount(RecountRequest request, ServerCallContext context) => Answer<RecountResponse>(request);

    public override Task<RebuildFeedResponse> RebuildFeed(RebuildFeedRequest request, ServerCallContext context) => Answer<RebuildFeedResponse>(request);

    public override Task<Progress> GetProgress(GetProgressRequest request, ServerCallContext context) => Answer<Progress>(request);

    public override Task<Indicator> CreateIndicator(CreateIndicatorRequest request, ServerCallContext context)
    {
        station.Calls.Enqueue(request);
        return Task.FromResult(request.Indicator);
    }

    public override Task<ImportAreasResponse> ImportAreas(ImportAreasRequest request, ServerCallContext context)
    {
        station.Calls.Enqueue(request);
        return Task.FromResult(new ImportAreasResponse { CreatedCount = request.Areas.Count });
    }

    private Task<T> Answer<T>(IMessage request)
        where T : IMessage => Task.FromResult(station.AnswerTo<T>(request));
}
