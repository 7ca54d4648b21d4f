using Border.Cases.V1;
using Border.ServiceDefaults.Actors;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cases.Work;

internal sealed class NoteGrpcService(NoteRegister notes) : CaseNoteService.CaseNoteServiceBase
{
    public override async Task<CaseNote> AddNote(AddNoteRequest request, ServerCallContext context) =>
        (await notes.AddAsync(request, context.Actor().Id, context.CancellationToken)).Record;

    public override Task<CaseNote> GetNote(GetNoteRequest request, ServerCallContext context) =>
        notes.GetAsync(request.Name, context.Actor().Id, context.CancellationToken);
}

internal sealed class TaskGrpcService(TaskRegister tasks) : CaseTaskService.CaseTaskServiceBase
{
    public override Task<CaseTask> CreateTask(CreateTaskRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<CaseTask> AmendTask(AmendTaskRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<CaseTask> CompleteTask(CompleteTaskRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<CaseTask> CancelTask(CancelTaskRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<CaseTask> GetTask(GetTaskRequest request, ServerCallContext context) =>
        tasks.GetAsync(request.Name, context.Actor().Id, context.CancellationToken);

    public override Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context) =>
        tasks.ListAsync(request, context.Actor().Id, context.CancellationToken);

    private async Task<CaseTask> WriteAsync(IMessage request, ServerCallContext context) =>
        (await tasks.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

internal sealed class CorrectionGrpcService(CorrectionRegister corrections) : CaseCorrectionService.CaseCorrectionServiceBase
{
    public override Task<CaseCorrection> RequestCorrection(RequestCorrectionRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<CaseCorrection> ApproveCorrection(ApproveCorrectionRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<CaseCorrection> RejectCorrection(RejectCorrectionRequest request, ServerCallContext context) =>
        WriteAsync(request, context);

    public override Task<CaseCorrection> GetCorrection(GetCorrectionRequest request, ServerCallContext context) =>
        corrections.GetAsync(request.Name, context.Actor().Id, context.CancellationToken);

    public override Task<ListCorrectionsResponse> ListCorrections(ListCorrectionsRequest request, ServerCallContext context) =>
        corrections.ListAsync(request, context.Actor().Id, context.CancellationToken);

    private async Task<CaseCorrection> WriteAsync(IMessage request, ServerCallContext context) =>
        (await corrections.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}

internal sealed class EvidenceGrpcService(EvidenceRegister evidence) : CaseEvidenceService.CaseEvidenceServiceBase
{
    public override Task<CaseEvidence> AddEvidence(AddEvidenceRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<CaseEvidence> WithdrawEvidence(WithdrawEvidenceRequest request, ServerCallContext context) => WriteAsync(request, context);

    public override Task<CaseEvidence> GetEvidence(GetEvidenceRequest request, ServerCallContext context) =>
        evidence.GetAsync(request.Name, context.Actor().Id, context.CancellationToken);

    public override Task<ListEvidenceResponse> ListEvidence(ListEvidenceRequest request, ServerCallContext context) =>
        evidence.ListAsync(request, context.Actor().Id, context.CancellationToken);

    private async Task<CaseEvidence> WriteAsync(IMessage request, ServerCallContext context) =>
        (await evidence.SubmitAsync(request, context.Actor().Id, context.CancellationToken)).Record;
}
