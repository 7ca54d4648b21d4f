using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Statistics.Bulletins;
using Border.Statistics.Feeds;
using Border.Statistics.Figures;
using Border.Statistics.Reference;
using Border.Statistics.Returns;
using Border.Statistics.V1;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Statistics;

internal sealed class StatisticsGrpcService(
    FigureDesk figures,
    BulletinDesk bulletins,
    ExplainDesk explanations,
    Recounts.RecountDesk recounts,
    ReferenceDesk reference,
    ReturnRegister returns,
    FeedBoard feeds,
    BulkStream bulk) : StatisticsService.StatisticsServiceBase
{
    public override Task<GetFiguresResponse> GetFigures(GetFiguresRequest request, ServerCallContext context) =>
        figures.GetAsync(request, context.CancellationToken);

    public override Task<Bulletin> GetBulletin(GetBulletinRequest request, ServerCallContext context) =>
        bulletins.GetAsync(request, context.CancellationToken);

    public override Task<ExplainResponse> Explain(ExplainRequest request, ServerCallContext context) =>
        explanations.ExplainAsync(request, context.CancellationToken);

    public override Task<RecountResponse> Recount(RecountRequest request, ServerCallContext context) =>
        recounts.RecountAsync(request.Source, context.CancellationToken);

    public override Task<RebuildFeedResponse> RebuildFeed(RebuildFeedRequest request, ServerCallContext context) =>
        recounts.RebuildAsync(request.Feed, context.CancellationToken);

    public override Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context) =>
        reference.ListIndicatorsAsync(context.CancellationToken);

    public override Task<Indicator> CreateIndicator(CreateIndicatorRequest request, ServerCallContext context) =>
        reference.CreateIndicatorAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ImportAreasResponse> ImportAreas(ImportAreasRequest request, ServerCallContext context) =>
        reference.ImportAreasAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ListAreasResponse> ListAreas(ListAreasRequest request, ServerCallContext context) =>
        reference.ListAreasAsync(request, context.CancellationToken);

    public override async Task<Return> SubmitReturn(SubmitReturnRequest request, ServerCallContext context) =>
        (await returns.SubmitAsync(request, context.Actor(), context.CancellationToken)).Record;

    public override Task SubmitReturns(
        IAsyncStreamReader<SubmitReturnsRequest> requestStream,
        IServerStreamWriter<SubmissionReceipt> responseStream,
        ServerCallContext context) => bulk.RunAsync(
        requestStream,
        responseStream,
        request => request.Submit,
        request => [ReturnNames.Of(request.Submit.Return)],
        async (request, ct) => (await returns.SubmitAsync(request.Submit, context.Actor(), ct)).ToAccepted(),
        context);

    public override Task<Progress> GetProgress(GetProgressRequest request, ServerCallContext context) =>
        Task.FromResult(feeds.Progress());

    public override async Task<Progress> AwaitProgress(AwaitProgressRequest request, ServerCallContext context)
    {
        if (request.Positions.FirstOrDefault(position => !FeedNames.All.Contains(position.Feed)) is { } unknown)
            throw Refusals.NotFound($"feed {unknown.Feed}");
        await feeds.WaitAsync(request.Positions, context.CancellationToken);
        return feeds.Progress();
    }
}
