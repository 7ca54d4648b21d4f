using Border.Cases.V1;
using Border.Cases.Work;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Bulk;
using Border.ServiceDefaults.Records;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cases;

internal sealed class CaseGrpcService(CaseRegister register, TimelineReader timelines, CaseSubmissions submissions, BulkStream bulk) : CaseService.CaseServiceBase
{
    public override Task<Case> RegisterCase(RegisterCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> ReportCase(ReportCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> RegisterReportedCase(RegisterReportedCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> DismissReport(DismissReportRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> AmendCase(AmendCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> RecordArrest(RecordArrestRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> WithdrawArrest(WithdrawArrestRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> ReleaseSuspect(ReleaseSuspectRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> AddSuspect(AddSuspectRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> IdentifySuspect(IdentifySuspectRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> RemoveSuspect(RemoveSuspectRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> IssueWarrant(IssueWarrantRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> ExecuteWarrant(ExecuteWarrantRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> WithdrawWarrant(WithdrawWarrantRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> RecordOutcome(RecordOutcomeRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> ReclassifyCase(ReclassifyCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> OpenInvestigation(OpenInvestigationRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> SuspendCase(SuspendCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> ResumeCase(ResumeCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> TransferCase(TransferCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> AcceptTransfer(AcceptTransferRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> RefuseTransfer(RefuseTransferRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> SolveCase(SolveCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> ReferCase(ReferCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> ConcludeCase(ConcludeCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> CloseCase(CloseCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> ReopenCase(ReopenCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> LinkRecord(LinkRecordRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> UnlinkRecord(UnlinkRecordRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> MergeCases(MergeCasesRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> SplitCase(SplitCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> AssignCase(AssignCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> RestrictCase(RestrictCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> LiftRestriction(LiftRestrictionRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> VoidCase(VoidCaseRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<Case> GetCase(GetCaseRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.Actor().Id, context.CancellationToken);

    public override Task<CaseTimeline> GetTimeline(GetTimelineRequest request, ServerCallContext context) =>
        timelines.ReadAsync(request.Name, context.Actor().Id, context.CancellationToken);

    public override Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<ListOffencesResponse> ListOffences(ListOffencesRequest request, ServerCallContext context)
    {
        var answer = new ListOffencesResponse { Etag = register.OffencesEtag };
        if (request.KnownEtag != answer.Etag)
            answer.Offences.AddRange(register.Offences);
        return Task.FromResult(answer);
    }

    public override Task SubmitCases(
        IAsyncStreamReader<SubmitCasesRequest> requestStream, IServerStreamWriter<SubmissionReceipt> responseStream, ServerCallContext context) =>
        bulk.RunAsync(requestStream, responseStream, submissions.SubmitAsync, context);

    private async Task<Case> WriteAsync(IMessage request, ServerCallContext context) =>
        (await register.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}
