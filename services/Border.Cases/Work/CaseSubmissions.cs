using Border.Cases.Notices;
using Border.Cases.V1;
using Border.ServiceDefaults.Records;
using Google.Protobuf;

namespace Border.Cases.Work;

/// <summary>Brings each request of a bulk stream to the register that carries it out.</summary>
internal sealed class CaseSubmissions(
    CaseRegister cases, NoteRegister notes, TaskRegister tasks, CorrectionRegister corrections, NoticeRegister notices, EvidenceRegister evidence)
{
    public async Task<Written<IMessage>> SubmitAsync(IMessage request, string actor, CancellationToken ct) => request switch
    {
        AddNoteRequest note => Of(await notes.AddAsync(note, actor, ct)),
        CreateTaskRequest or AmendTaskRequest or CompleteTaskRequest or CancelTaskRequest => Of(await tasks.SubmitAsync(request, actor, ct)),
        RequestCorrectionRequest or ApproveCorrectionRequest or RejectCorrectionRequest => Of(await corrections.SubmitAsync(request, actor, ct)),
        DraftNoticeRequest or AmendNoticeRequest or SendNoticeRequest or RecordNoticeRequest or AcknowledgeDeliveryRequest or CloseNoticeRequest
            or ShareNoticeRequest or VoidNoticeRequest => Of(await notices.SubmitAsync(request, actor, ct)),
        AddEvidenceRequest or WithdrawEvidenceRequest => Of(await evidence.SubmitAsync(request, actor, ct)),
        _ => Of(await cases.SubmitAsync(request, actor, ct)),
    };

    private static Written<IMessage> Of<T>(Written<T> written)
        where T : IMessage =>
        new(written.Record, written.Name, written.Etag, written.FeedPosition, written.Replayed);
}
