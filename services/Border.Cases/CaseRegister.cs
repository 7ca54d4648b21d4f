using Border.Cases.Access;
using Border.Cases.Emergencies;
using Border.Cases.Links;
using Border.Cases.Suspects;
using Border.Cases.Turns;
using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Forms;
using Border.ServiceDefaults.Records;
using Google.Protobuf;

namespace Border.Cases;

/// <summary>The use cases of criminal cases.</summary>
internal sealed class CaseRegister(
    RecordStore<Case> records,
    [FromKeyedServices(CasesModule.Service)] RecordWork work,
    [FromKeyedServices(CasesModule.Service)] FormCheck forms,
    LinkRegister links,
    EmergencyRegister emergencies,
    CaseNumbers numbers,
    OffenceCatalogue catalogue)
{
    public IReadOnlyList<Offence> Offences => catalogue.All;

    /// <summary>The version of their list.</summary>
    public string OffencesEtag { get; } = ListEtag.Of(catalogue.All);

    /// <summary>Carries out any of the requests that change a case.</summary>
    public Task<Written<Case>> SubmitAsync(IMessage request, string actor, CancellationToken ct)
    {
        var call = new WriteCall(request, actor);
        return request switch
        {
            RegisterCaseRequest r => RegisterAsync(call, r, ct),
            ReportCaseRequest r => records.CreateAsync(
                call, CaseFile.Report(NameOf(r.CaseId), r.Report, catalogue), "reported", ct, () => forms.RequireAsync(r, r.Report.FormVersion, ct)),
            RegisterReportedCaseRequest r => RegisterReportedAsync(call, r, ct),
            DismissReportRequest r => TurnAsync(r.Name, r.Etag, "dismissed", r.Reason, turns => turns.Turn(CaseVerb.Dismiss, r.DismissTime, r.Reason)),
            AmendCaseRequest r => ChangeAsync(r.Case.Name, r.Case.Etag, "amended", r.Reason, record => new CaseFile(record).Amend(r, catalogue)),
            VoidCaseRequest r => ChangeAsync(r.Name, r.Etag, "voided", r.Reason, record => new CaseFile(record).Void(r.Reason)),
            RecordArrestRequest r => NameAsync(
                r.Name, r.Etag, "arrest_recorded", "", r.Arrest.Suspect?.Person ?? "", record => new CaseArrests(record).Record(r.Arrest)),
            WithdrawArrestRequest r =>
                AboutAsync(r.Name, r.Etag, "arrest_withdrawn", r.Reason, record => new CaseArrests(record).Withdraw(r.ArrestId, r.Reason)),
            ReleaseSuspectRequest r =>
                AboutAsync(r.Name, r.Etag, "suspect_released", r.Reason, record => new CaseArrests(record).Release(r.ArrestId, r.ReleaseTime, r.Reason)),
            AddSuspectRequest r => NameAsync(r.Name, r.Etag, "suspect_added", "", r.Suspect.Person, record => new CaseSuspects(record).Add(r.Suspect)),
            IdentifySuspectRequest r => NameAsync(
                r.Name, r.Etag, "suspect_identified", r.Reason, r.Person, record => new CaseSuspects(record).Identify(r.SuspectId, r.Person, r.StatedName)),
            RemoveSuspectRequest r =>
                AboutAsync(r.Name, r.Etag, "suspect_removed", r.Reason, record => new CaseSuspects(record).Remove(r.SuspectId, r.Reason)),
            RecordOutcomeRequest r =>
                ChangeAsync(r.Name, r.Etag, "outcome_recorded", "", record => new CaseSuspects(record).Decide(r.SuspectId, r.Outcome)),
            IssueWarrantRequest r => ChangeAsync(r.Name, r.Etag, "warrant_issued", "", record => new CaseWarrants(record).Issue(r.Warrant)),
            ExecuteWarrantRequest r =>
                ChangeAsync(r.Name, r.Etag, "warrant_executed", "", record => new CaseWarrants(record).Execute(r.WarrantId, r.ExecuteTime)),
            WithdrawWarrantRequest r => AboutAsync(
                r.Name, r.Etag, "warrant_withdrawn", r.Reason, record => new CaseWarrants(record).Withdraw(r.WarrantId, r.WithdrawTime, r.Reason)),
            ReclassifyCaseRequest r =>
                ChangeAsync(r.Name, r.Etag, "reclassified", r.Reason, record => new CaseFile(record).Reclassify(r, catalogue)),
            AssignCaseRequest r => ChangeAsync(r.Name, r.Etag, "assigned", r.Reason, record => new CaseHolders(record).Assign(r.Assignee)),
            RestrictCaseRequest r =>
                ChangeAsync(r.Name, r.Etag, "restricted", r.Reason, record => new CaseHolders(record).Restrict(r.NeedToKnow, actor)),
            LiftRestrictionRequest r => ChangeAsync(r.Name, r.Etag, "restriction_lifted", r.Reason, record => new CaseHolders(record).Lift()),
            LinkRecordRequest r => links.LinkAsync(call, r, ct),
            UnlinkRecordRequest r => links.UnlinkAsync(call, r, ct),
            MergeCasesRequest r => links.MergeAsync(call, r, ct),
            SplitCaseRequest r => links.SplitAsync(call, r, ct),
            OpenInvestigationRequest r =>
                TurnAsync(r.Name, r.Etag, "investigation_opened", r.Reason, turns => turns.Turn(CaseVerb.OpenInvestigation, r.OpenTime, r.Reason)),
            SuspendCaseRequest r => TurnAsync(r.Name, r.Etag, "suspended", r.Reason, turns => turns.Turn(CaseVerb.Suspend, r.SuspendTime, r.Reason)),
            ResumeCaseRequest r => TurnAsync(r.Name, r.Etag, "resumed", r.Reason, turns => turns.Turn(CaseVerb.Resume, r.ResumeTime, r.Reason)),
            TransferCaseRequest r => TurnAsync(r.Name, r.Etag, "transferred", r.Reason, turns => turns.Transfer(r.ToUnit, r.TransferTime, r.Reason)),
            AcceptTransferRequest r =>
                TurnAsync(r.Name, r.Etag, "transfer_accepted", r.Reason, turns => turns.AcceptTransfer(r.AcceptTime, r.Reason)),
            RefuseTransferRequest r => TurnAsync(r.Name, r.Etag, "transfer_refused", r.Reason, turns => turns.RefuseTransfer(r.RefuseTime, r.Reason)),
            SolveCaseRequest r => TurnAsync(r.Name, r.Etag, "solved", r.Reason, turns => turns.Solve(r.SolveTime, r.Reason)),
            ReferCaseRequest r => TurnAsync(r.Name, r.Etag, "referred", r.Reason, turns => turns.Turn(CaseVerb.Refer, r.ReferTime, r.Reason)),
            ConcludeCaseRequest r => TurnAsync(r.Name, r.Etag, "concluded", r.Reason, turns => turns.Turn(CaseVerb.Conclude, r.ConcludeTime, r.Reason)),
            CloseCaseRequest r => TurnAsync(r.Name, r.Etag, "closed", r.Reason, turns => turns.Turn(CaseVerb.Close, r.CloseTime, r.Reason)),
            ReopenCaseRequest r => TurnAsync(r.Name, r.Etag, "reopened", r.Reason, turns => turns.Reopen(r.ReopenTime, r.Reason)),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };

        Task<Written<Case>> TurnAsync(string name, string etag, string verb, string reason, Action<CaseTurns> act) =>
            ChangeAsync(name, etag, verb, reason, record => act(new CaseTurns(record)));

        Task<Written<Case>> ChangeAsync(string name, string etag, string verb, string reason, Action<Case> act) =>
            NameAsync(name, etag, verb, reason, "", record =>
            {
                act(record);
                return null;
            });

        // Something that is about one suspect, its reason too.
        Task<Written<Case>> AboutAsync(string name, string etag, string verb, string reason, Func<Case, IMessage> act) =>
            NameAsync(name, etag, verb, reason, "", act);

        Task<Written<Case>> NameAsync(string name, string etag, string verb, string reason, string person, Func<Case, IMessage?> act) =>
            work.RunAsync(
                call,
                CaseKind.Records,
                async session =>
                {
                    var record = await session.GetCaseAsync(name, etag, actor);
                    var about = act(record);
                    if (person.Length > 0)
                        await session.ReferAsync(person);
                    session.Save(CaseKind.Records, record, verb, reason, about is null ? null : CaseParts.KeysOf(record, about));
                    return record;
                },
                ct);
    }

    public async Task<Case> GetAsync(string name, string actor, CancellationToken ct) =>
        await FindReadableAsync(name, actor, ct) ?? throw Refusals.NotFound(name);

    public async Task<bool> IsReadableAsync(string name, string actor, CancellationToken ct) => await FindReadableAsync(name, actor, ct) is not null;

    /// <summary>Refuses as if there were no such record when its case is not for the actor to read.</summary>
    public async Task RequireReadableAsync(string caseName, string name, string actor, CancellationToken ct)
    {
        if (!await IsReadableAsync(caseName, actor, ct))
            throw Refusals.NotFound(name);
    }

    public async Task<ListCasesResponse> ListAsync(ListCasesRequest request, string actor, CancellationToken ct)
    {
        var filters = new RecordFilters()
            .Lookup("number", request.Number)
            .Lookup("transferred_to", request.TransferredTo)
            .Lookup("person", request.Person)
            .Lookup("link", request.LinkedRecord)
            .Text("warrants", request.HasOutstandingWarrant ? "outstanding" : "")
            .Text("assignee", request.Assignee)
            .Area("area", request.Area)
            .Text("unit", request.Unit)
            .Choice("state", request.State)
            .Text("offence", request.Offence)
            .Time("register_time", request.RegisterTimeFrom, request.RegisterTimeBefore);
        var (cases, next) = await records.ListAsync(
            request,
            request.PageToken,
            request.PageSize,
            ListOrder.Parse(request.OrderBy, "register_time"),
            filters.All,
            ct,
            _ => Task.FromResult<Func<Case, bool>>(record => CaseAccess.MayKnow(record, actor)));
        return new ListCasesResponse { Cases = { cases }, NextPageToken = next };
    }

    // What is changed, listed and searched is looked for without this: emergency access is for reading by name only.
    private async Task<Case?> FindReadableAsync(string name, string actor, CancellationToken ct)
    {
        if (await records.FindAnywhereAsync(name, ct) is not { } record)
            return null;
        var mayKnow = CaseKind.Records.IsInSight(record) && CaseAccess.MayKnow(record, actor);
        return mayKnow || await emergencies.IsOpenAsync(name, actor, ct) ? record : null;
    }

    private static string NameOf(string id) => $"{CaseKind.Collection}/{id}";

    private Task<Written<Case>> RegisterAsync(WriteCall call, RegisterCaseRequest request, CancellationToken ct) => work.RunAsync(
        call,
        CaseKind.Records,
        async session =>
        {
            var record = CaseFile.Register(NameOf(request.CaseId), request.Case, catalogue);
            record.Number = await numbers.NextAsync(session, record.Unit, record.RegisterTime);
            session.Save(CaseKind.Records, record, "registered");
            return record;
        },
        ct);

    private Task<Written<Case>> RegisterReportedAsync(WriteCall call, RegisterReportedCaseRequest request, CancellationToken ct) => work.RunAsync(
        call,
        CaseKind.Records,
        async session =>
        {
            var record = await session.GetCaseAsync(request.Name, request.Etag, call.Actor);
            new CaseFile(record).RegisterReported(request.RegisterTime, request.Reason);
            record.Number = await numbers.NextAsync(session, record.Unit, record.RegisterTime);
            session.Save(CaseKind.Records, record, "registered", request.Reason);
            return record;
        },
        ct);
}
