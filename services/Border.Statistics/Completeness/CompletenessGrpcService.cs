using Border.ServiceDefaults.Actors;
using Border.Statistics.V1;
using Grpc.Core;

namespace Border.Statistics.Completeness;

internal sealed class CompletenessGrpcService(ZeroReportRegister reports, CompletenessDesk completeness)
    : CompletenessService.CompletenessServiceBase
{
    public override Task<ZeroReport> SubmitZeroReport(SubmitZeroReportRequest request, ServerCallContext context) =>
        reports.SubmitAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ZeroReport> WithdrawZeroReport(WithdrawZeroReportRequest request, ServerCallContext context) =>
        reports.WithdrawAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ZeroReport> GetZeroReport(GetZeroReportRequest request, ServerCallContext context) =>
        reports.GetAsync(request.Name, context.CancellationToken);

    public override Task<GetCompletenessResponse> GetCompleteness(GetCompletenessRequest request, ServerCallContext context) =>
        completeness.GetAsync(request, context.CancellationToken);
}
