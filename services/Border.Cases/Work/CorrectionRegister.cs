using Border.Cases.Access;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Cases.Work;

/// <summary>The use cases of corrections that two people must agree to.</summary>
internal sealed class CorrectionRegister(
    [FromKeyedServices(CasesModule.Service)] RecordWork work,
    RecordStore<CaseCorrection> corrections,
    RecordStore<Case> cases,
    CaseRegister register,
    OffenceCatalogue catalogue)
{
    /// <inheritdoc cref="NoteRegister.Kind"/>
    public static readonly RecordKind<CaseCorrection> Kind = new(
        "corrections",
        correction => correction.Name,
        (correction, server) => (correction.Etag, correction.CreateTime, correction.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        correction =>
        [
            IndexKey.Time("request_time", correction.RequestTime.ToDateTimeOffset()),
            IndexKey.Text("case", correction.Case),
            IndexKey.Text("state", correction.State.ToString()),
        ])
    {
        ReadBy = GetCorrectionRequest.Descriptor.FullName,
        IsSealed = true,
        SealedWith = correction => correction.Case,
        Readers = (_, _) => false,
    };

    private static readonly ListOrder LatestFirst = new("request_time", Descending: true);

    /// <summary>Carries out any of the requests about a correction.</summary>
    public Task<Written<CaseCorrection>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        return work.RunAsync(
            call,
            Kind,
            session => request switch
            {
                RequestCorrectionRequest r => RequestIn(session, r, actor),
                ApproveCorrectionRequest r => ApproveIn(session, r, actor),
                RejectCorrectionRequest r => RejectIn(session, r, actor),
                _ => throw new ArgumentOutOfRangeException(nameof(request)),
            },
            ct);
    }

    public async Task<CaseCorrection> GetAsync(string name, string actor, CancellationToken ct)
    {
        var correction = await corrections.GetAsync(name, ct);
        await register.RequireReadableAsync(correction.Case, name, actor, ct);
        return correction;
    }

    public async Task<ListCorrectionsResponse> ListAsync(ListCorrectionsRequest request, string actor, CancellationToken ct)
    {
        var filters = new RecordFilters().Lookup("case", request.Case).Choice("state", request.State);
        var (found, next) = await cases.ListOfCasesAsync<CaseCorrection>(
            request.Case,
            actor,
            correction => correction.Case,
            shown => corrections.ListAsync(request, request.PageToken, request.PageSize, LatestFirst, filters.All, ct, shown),
            ct);
        return new ListCorrectionsResponse { Corrections = { found }, NextPageToken = next };
    }

    private async Task<CaseCorrection> RequestIn(RecordSession session, RequestCorrectionRequest request, string actor)
    {
        var record = await session.GetCaseAsync(request.Name, "", actor);
        var correction = CorrectionFile.Request($"{Kind.Collection}/{request.CorrectionId}", request, record, actor, session.Time, catalogue);
        session.Save(Kind, correction, "requested", request.Reason);
        return correction;
    }

    private async Task<CaseCorrection> ApproveIn(RecordSession session, ApproveCorrectionRequest request, string actor)
    {
        var (correction, record) = await ReadAsync(session, request.Name, request.Etag, actor);
        new CorrectionFile(correction).Approve(record, actor, session.Time, request.Reason, catalogue);
        session.Save(CaseKind.Records, record, "corrected", correction.Reason);
        session.Save(Kind, correction, "approved", request.Reason);
        return correction;
    }

    private static async Task<CaseCorrection> RejectIn(RecordSession session, RejectCorrectionRequest request, string actor)
    {
        var (correction, _) = await ReadAsync(session, request.Name, request.Etag, actor);
        new CorrectionFile(correction).Reject(actor, session.Time, request.Reason);
        session.Save(Kind, correction, "rejected", request.Reason);
        return correction;
    }

    private static async Task<(CaseCorrection Correction, Case Record)> ReadAsync(RecordSession session, string name, string etag, string actor)
    {
        var record = await session.GetCaseOfAsync((await session.GetAsync(Kind, name)).Case, name, actor);
        return (await session.GetAsync(Kind, name, etag), record);
    }
}
