using Border.Statistics.V1;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Cli.Tests.Fakes;

internal sealed class FakeCompleteness(FakeStation station) : CompletenessService.CompletenessServiceBase
{
    public override Task<GetCompletenessResponse> GetCompleteness(GetCompletenessRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<GetCompletenessResponse>(request));

    public override Task<ZeroReport> SubmitZeroReport(SubmitZeroReportRequest request, ServerCallContext context) =>
        Task.FromResult(station.AnswerTo<ZeroReport>(request));

    public override Task SubmitZeroReports(
        IAsyncStreamReader<SubmitZeroReportsRequest> requestStream, IServerStreamWriter<SubmissionReceipt> responseStream, ServerCallContext context) =>
        station.ZeroReports.ServeAsync(requestStream, request => (request.Submit.RequestId, request.Submit), responseStream);
}
