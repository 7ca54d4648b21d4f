using Border.Cases.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Google.Protobuf;

namespace Border.Cases;

/// <summary>The use cases of criminal cases.</summary>
internal sealed class CaseRegister(RecordStore<Case> records, OffenceCatalogue catalogue)
{
    public const string Collection = "cases";

    public static readonly RecordKind<Case> Kind = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record =>
        [
            IndexKey.Time("register_time", record.RegisterTime.ToDateTimeOffset()),
            IndexKey.Text("area", record.Area),
            IndexKey.Text("state", record.State.ToString()),
            IndexKey.Text("offence", record.PrincipalOffence),
            .. record.OtherOffences.Select(code => IndexKey.Text("offence", code)),
        ]);

    public IReadOnlyList<Offence> Offences => catalogue.All;

    /// <summary>Carries out any of the requests that change a case.</summary>
    public Task<Written<Case>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        return request switch
        {
            RegisterCaseRequest r => records.CreateAsync(call, CaseFile.Register($"{Collection}/{r.CaseId}", r.Case, catalogue), "registered", ct),
            AmendCaseRequest r => ChangeAsync(r.Case.Name, r.Case.Etag, "amended", r.Reason, file => file.Amend(r, catalogue)),
            RecordArrestRequest r => ChangeAsync(r.Name, r.Etag, "arrest_recorded", "", file => file.RecordArrest(r.Arrest)),
            WithdrawArrestRequest r => ChangeAsync(r.Name, r.Etag, "arrest_withdrawn", r.Reason, file => file.WithdrawArrest(r.ArrestId, r.Reason)),
            OpenInvestigationRequest r => ChangeAsync(r.Name, r.Etag, "investigation_opened", "", file => file.OpenInvestigation(r.OpenTime)),
            SuspendCaseRequest r => ChangeAsync(r.Name, r.Etag, "suspended", r.Reason, file => file.Suspend(r.SuspendTime, r.Reason)),
            ResumeCaseRequest r => ChangeAsync(r.Name, r.Etag, "resumed", r.Reason, file => file.Resume(r.ResumeTime, r.Reason)),
            SolveCaseRequest r => ChangeAsync(r.Name, r.Etag, "solved", "", file => file.Solve(r.SolveTime)),
            ReferCaseRequest r => ChangeAsync(r.Name, r.Etag, "referred", "", file => file.Refer(r.ReferTime)),
            ConcludeCaseRequest r => ChangeAsync(r.Name, r.Etag, "concluded", r.Reason, file => file.Conclude(r.ConcludeTime, r.Reason)),
            CloseCaseRequest r => ChangeAsync(r.Name, r.Etag, "closed", r.Reason, file => file.Close(r.CloseTime, r.Reason)),
            ReopenCaseRequest r => ChangeAsync(r.Name, r.Etag, "reopened", r.Reason, file => file.Reopen(r.ReopenTime, r.Reason)),
            VoidCaseRequest r => ChangeAsync(r.Name, r.Etag, "voided", r.Reason, file => file.Void(r.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        Task<Written<Case>> ChangeAsync(string name, string etag, string verb, string reason, Action<CaseFile> act) =>
            records.ChangeAsync(call, name, etag, verb, reason, record => act(new CaseFile(record)), ct);
    }

    public Task<Case> GetAsync(string name, CancellationToken ct) => records.GetAsync(name, ct);

    public async Task<ListCasesResponse> ListAsync(ListCasesRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters()
            .Area("area", request.Area)
            .Choice("state", request.State)
            .Text("offence", request.Offence)
            .Time("register_time", request.RegisterTimeFrom, request.RegisterTimeBefore);
        var (cases, next) = await records.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "register_time"), filters.All, ct);
        return new ListCasesResponse { Cases = { cases }, NextPageToken = next };
    }
}
