using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Records;
using Border.Statistics.V1;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Statistics.Completeness;

internal sealed class CompletenessGrpcService(ZeroReportRegister reports, CompletenessDesk completeness, BulkStream bulk)
    : CompletenessService.CompletenessServiceBase
{
    public override async Task<ZeroReport> SubmitZeroReport(SubmitZeroReportRequest request, ServerCallContext context) =>
        (await reports.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;

    public override Task SubmitZeroReports(
        IAsyncStreamReader<SubmitZeroReportsRequest> requestStream,
        IServerStreamWriter<SubmissionReceipt> responseStream,
        ServerCallContext context) => bulk.RunAsync(
        requestStream,
        responseStream,
        request => request.Submit,
        request => [string.Join('|', request.Submit.Indicator, request.Submit.Period, request.Submit.Area)],
        async (request, ct) => (await reports.SubmitAsync(request.Submit, context.Actor().Id, ct)).ToAccepted(),
        context);

    public override Task<ZeroReport> WithdrawZeroReport(WithdrawZeroReportRequest request, ServerCallContext context) =>
        reports.WithdrawAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ZeroReport> GetZeroReport(GetZeroReportRequest request, ServerCallContext context) =>
        reports.GetAsync(request.Name, context.CancellationToken);

    public override Task<GetCompletenessResponse> GetCompleteness(GetCompletenessRequest request, ServerCallContext context) =>
        completeness.GetAsync(request, context.CancellationToken);
}
