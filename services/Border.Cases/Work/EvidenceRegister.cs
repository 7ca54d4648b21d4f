using Border.Cases.Access;
using Border.Cases.Links;
using Border.Cases.V1;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Cases.Work;

/// <summary>The use cases of evidence.</summary>
internal sealed class EvidenceRegister(
    [FromKeyedServices(CasesModule.Service)] RecordWork work,
    [FromKeyedServices(CasesModule.Service)] AttachmentFiles files,
    LinkedRecords others,
    RecordStore<CaseEvidence> evidence,
    RecordStore<Case> cases,
    CaseRegister register)
{
    /// <inheritdoc cref="NoteRegister.Kind"/>
    public static readonly RecordKind<CaseEvidence> Kind = new(
        "evidence",
        item => item.Name,
        (item, server) => (item.Etag, item.CreateTime, item.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        item =>
        [
            IndexKey.Time("obtain_time", item.ObtainTime.ToDateTimeOffset()),
            IndexKey.Text("case", item.Case),
            .. AttachmentFiles.KeysOf(item.Attachments),
            .. item.Exhibit.Length > 0 ? [IndexKey.Text("exhibit", item.Exhibit)] : Array.Empty<IndexKey>(),
        ])
    {
        ReadBy = GetEvidenceRequest.Descriptor.FullName,
        IsSealed = true,
        SealedWith = item => item.Case,
        Readers = (_, _) => false,
    };

    private static readonly ListOrder LatestFirst = new("obtain_time", Descending: true);

    /// <summary>Carries out any of the requests about an item.</summary>
    public Task<Written<CaseEvidence>> SubmitAsync(IMessage request, string actor, CancellationToken ct) => work.RunAsync(
        new WriteCall(request, actor),
        Kind,
        session => request switch
        {
            AddEvidenceRequest r => AddIn(session, r, actor, ct),
            WithdrawEvidenceRequest r => WithdrawIn(session, r, actor),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        },
        ct);

    public async Task<CaseEvidence> GetAsync(string name, string actor, CancellationToken ct)
    {
        var item = await evidence.GetAsync(name, ct);
        await register.RequireReadableAsync(item.Case, name, actor, ct);
        return item;
    }

    public async Task<ListEvidenceResponse> ListAsync(ListEvidenceRequest request, string actor, CancellationToken ct)
    {
        var filters = new RecordFilters().Lookup("case", request.Case).Lookup("exhibit", request.Exhibit);
        var (found, next) = await cases.ListOfCasesAsync<CaseEvidence>(
            request.Case,
            actor,
            item => item.Case,
            shown => evidence.ListAsync(request, request.PageToken, request.PageSize, LatestFirst, filters.All, ct, shown),
            ct);
        return new ListEvidenceResponse { Evidence = { found }, NextPageToken = next };
    }

    private async Task<CaseEvidence> AddIn(RecordSession session, AddEvidenceRequest request, string actor, CancellationToken ct)
    {
        var record = await session.GetCaseAsync(request.Name, "", actor);
        var item = EvidenceFile.Add($"{Kind.Collection}/{request.EvidenceId}", request.Evidence, record, actor);
        await files.FillAsync(session, item.Attachments, ct);
        if (item.Exhibit.Length > 0)
            await others.RequireAsync(item.Exhibit, ct);
        session.Save(Kind, item, "added");
        return item;
    }

    private static async Task<CaseEvidence> WithdrawIn(RecordSession session, WithdrawEvidenceRequest request, string actor)
    {
        var record = await session.GetCaseOfAsync((await session.GetAsync(Kind, request.Name)).Case, request.Name, actor);
        var item = await session.GetAsync(Kind, request.Name, request.Etag);
        new EvidenceFile(item, record).Withdraw(request.Reason, actor, session.Time);
        session.Save(Kind, item, "withdrawn", request.Reason);
        return item;
    }
}
