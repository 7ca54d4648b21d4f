using Border.Cases.Notices;
using Border.Cases.V1;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Records;

namespace Border.Cases.Work;

/// <summary>Attachments are read by those who may read a case with evidence that has them, or a notice that does, until that is erased.</summary>
internal sealed class CaseAttachments(CaseRegister cases, RecordStore<CaseEvidence> evidence, RecordStore<Notice> notices) : IAttachmentReaders
{
    private const int PageSize = 50;
    private const string ObtainTime = "obtain_time";
    private const string NoticeTime = "notice_time";

    public string Service => CasesModule.Service;

    public IReadOnlyList<NamingKind> Kinds => [new(EvidenceRegister.Kind, ObtainTime), new(NoticeKind.Records, NoticeTime)];

    public async Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct)
    {
        var filters = new RecordFilters().Lookup(AttachmentFiles.Key, sha256).All;
        await foreach (var item in evidence.EachAsync(filters, new(ObtainTime, Descending: true), PageSize, ct))
        {
            if (EvidenceRegister.Kind.IsForCaller && !RecordSession.IsErased(item) && await cases.IsReadableAsync(item.Case, actor, ct))
                return true;
        }

        await foreach (var notice in notices.EachAsync(filters, new(NoticeTime, Descending: true), PageSize, ct))
        {
            if (NoticeKind.Records.IsForCaller && !RecordSession.IsErased(notice) && NoticeKind.Records.IsInSight(notice) && NoticeKind.MayKnow(notice, actor))
                return true;
        }

        return false;
    }
}
