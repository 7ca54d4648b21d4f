using Border.ServiceDefaults.Actors;
using Border.Type.V1;
using static Border.ServiceDefaults.Access.AreaRule;

namespace Border.ServiceDefaults.Access;

/// <summary>
/// Who may do what: a row an RPC, and nothing without one. Whose roles, where, and whether it must be said what for. The README
/// has the same by role, and the audit what kind of act each is.
/// </summary>
internal static class Policy
{
    private const bool WithPurpose = true;
    private const bool NoPurpose = false;

    /// <summary>Those who are out on patrol, and who lead them.</summary>
    private static readonly RoleSet Field = new(Role.PatrolOfficer, Role.Supervisor);

    /// <summary>Those who work criminal cases.</summary>
    private static readonly RoleSet Case = new(Role.Investigator, Role.Supervisor);

    /// <summary>All who record what happens.</summary>
    private static readonly RoleSet Work = Field | Case;

    private static readonly RoleSet Lead = new(Role.Supervisor);

    /// <summary>Those who review what others did.</summary>
    private static readonly RoleSet Audit = new(Role.Auditor);

    /// <summary>All who look at records of what happens.</summary>
    private static readonly RoleSet Read = Work | Audit;

    /// <summary>All who look at criminal cases.</summary>
    private static readonly RoleSet Review = Case | Audit;

    private static readonly RoleSet Figures = new(Role.Supervisor, Role.HeadquartersAnalyst, Role.Auditor, Role.Administrator);

    private static readonly RoleSet Report = new(Role.Supervisor, Role.HeadquartersAnalyst);

    /// <summary>Those who keep reference data.</summary>
    private static readonly RoleSet Keep = new(Role.Administrator);

    /// <summary>Those who know where the devices of field units are.</summary>
    private static readonly RoleSet Equip = Lead | Keep;

    private static readonly RoleSet System = new(Role.Service);

    private static readonly RoleSet Follow = System | Keep;

    private static readonly RoleSet Anybody = RoleSet.All;

    /// <summary>The rows, a service after the other.</summary>
    public static readonly IReadOnlyList<PolicyRow> Rows =
    [
        .. Of("border.patrols.v1.PatrolService",
            new("CreatePatrol", Field, Record, NoPurpose),
            new("StartPatrol", Field, Record, NoPurpose),
            new("PausePatrol", Field, Record, NoPurpose),
            new("ResumePatrol", Field, Record, NoPurpose),
            new("ChangeLeg", Field, Record, NoPurpose),
            new("AddObservation", Field, Record, NoPurpose),
            new("AddObservationAttachment", Field, Record, NoPurpose),
            new("EndPatrol", Field, Record, NoPurpose),
            new("AmendLeg", Field, Record, NoPurpose),
            new("AmendObservation", Field, Record, NoPurpose),
            new("VoidObservation", Field, Record, NoPurpose),
            new("CancelPatrol", Field, Record, NoPurpose),
            new("AmendPatrol", Field, Record, NoPurpose),
            new("VoidPatrol", Lead, Record, NoPurpose),
            new("GetPatrol", Read | System, Record, NoPurpose),
            new("ListPatrols", Read, Listed, NoPurpose),
            new("SubmitPatrols", Field, Each, NoPurpose)),
        .. Of("border.patrols.v1.TrackService",
            new("AppendTrack", Field, Record, NoPurpose),
            new("ImportGpx", Field, Record, NoPurpose),
            new("GetTrack", Read, Record, NoPurpose),
            new("ListTrackPoints", Read, Record, NoPurpose),
            new("ExportTrack", Read, Record, NoPurpose)),
        .. Of("border.patrols.v1.PatrolWatchService",
            new("ListOverduePatrols", Read, Listed, NoPurpose),
            new("WatchPatrols", Read, Listed, NoPurpose)),
        .. Of("border.patrols.v1.BoundaryService",
            new("ImportBoundary", Keep, Nation, NoPurpose),
            new("GetBoundarySection", Anybody, Anywhere, NoPurpose),
            new("ListBoundarySections", Anybody, Anywhere, NoPurpose),
            new("GetCoverage", Anybody, Asked, NoPurpose)),
        // Whoever brings a device learns that it is revoked, wherever they are from.
        .. Of("border.patrols.v1.DeviceService",
            new("RegisterDevice", Work, Record, NoPurpose),
            new("CheckInDevice", Work, Anywhere, NoPurpose),
            new("RevokeDevice", Equip, Record, NoPurpose),
            new("AdmitDeviceFile", Lead, Record, NoPurpose),
            new("VerifyDeviceFile", Work, Anywhere, NoPurpose),
            new("GetDevice", Work | Equip | Audit, Record, NoPurpose),
            new("ListDevices", Equip | Audit, Listed, NoPurpose)),
        .. Of("border.persons.v1.PersonService",
            new("RegisterInterception", Work, Record, NoPurpose),
            new("AmendInterception", Work, Record, WithPurpose),
            new("RecordReferral", Work, Record, WithPurpose),
            new("VoidInterception", Lead, Record, WithPurpose),
            new("GetInterception", Read | System, Record, WithPurpose),
            new("ListInterceptions", Read, Listed, NoPurpose),
            new("SubmitInterceptions", Work, Each, NoPurpose),
            new("ParseMachineReadableZone", Work, Anywhere, NoPurpose)),
        .. Of("border.persons.v1.PersonRegistryService",
            new("RegisterPerson", Work, Record, NoPurpose),
            new("AddClaim", Work, Record, WithPurpose),
            new("AmendPerson", Work, Record, WithPurpose),
            new("MergePersons", Case, Record, WithPurpose),
            new("UnmergePerson", Case, Record, WithPurpose),
            new("VoidPerson", Lead, Record, WithPurpose),
            new("GetPerson", Read, Record, WithPurpose),
            new("ListPersons", Read, Listed, NoPurpose)),
        // The two records of a pair, or that of a hit, may lie in any area.
        .. Of("border.persons.v1.MatchReviewService",
            new("ConfirmMatch", Case, Nation, NoPurpose),
            new("RejectMatch", Case, Nation, NoPurpose),
            new("GetMatchCandidate", Review, Nation, NoPurpose),
            new("ListMatchCandidates", Review, Nation, NoPurpose)),
        .. Of("border.persons.v1.WatchService",
            new("RegisterWatchNotice", Case, Record, NoPurpose),
            new("WithdrawWatchNotice", Case, Record, WithPurpose),
            new("GetWatchNotice", Read, Record, WithPurpose),
            new("ListWatchNotices", Read, Listed, NoPurpose),
            new("ListWatchHits", Read, Nation, NoPurpose)),
        // What is kept for how long, and what is destroyed, is decided for the nation.
        .. Of("border.persons.v1.ErasureService",
            new("EraseRecord", Lead, Nation, WithPurpose),
            new("PlaceLegalHold", Lead, Nation, WithPurpose),
            new("LiftLegalHold", Lead, Nation, WithPurpose),
            new("ListRetentionDue", Lead | Audit, Nation, NoPurpose)),
        .. Of("border.cases.v1.CaseService",
            new("ReportCase", Work, Record, NoPurpose),
            new("RegisterCase", Case, Record, NoPurpose),
            new("RegisterReportedCase", Case, Record, NoPurpose),
            new("RecordArrest", Case, Record, NoPurpose),
            new("AddSuspect", Case, Record, NoPurpose),
            new("IdentifySuspect", Case, Record, NoPurpose),
            new("IssueWarrant", Case, Record, NoPurpose),
            new("ExecuteWarrant", Case, Record, NoPurpose),
            new("RecordOutcome", Case, Record, NoPurpose),
            new("AmendCase", Case, Record, NoPurpose),
            new("ReclassifyCase", Case, Record, NoPurpose),
            new("DismissReport", Case, Record, NoPurpose),
            new("WithdrawArrest", Case, Record, NoPurpose),
            new("ReleaseSuspect", Case, Record, NoPurpose),
            new("RemoveSuspect", Case, Record, NoPurpose),
            new("WithdrawWarrant", Case, Record, NoPurpose),
            new("OpenInvestigation", Case, Record, NoPurpose),
            new("SuspendCase", Case, Record, NoPurpose),
            new("ResumeCase", Case, Record, NoPurpose),
            new("SolveCase", Case, Record, NoPurpose),
            new("ReferCase", Case, Record, NoPurpose),
            new("ConcludeCase", Case, Record, NoPurpose),
            new("CloseCase", Case, Record, NoPurpose),
            new("ReopenCase", Lead, Record, NoPurpose),
            new("TransferCase", Lead, Record, NoPurpose),
            new("AcceptTransfer", Lead, Record, NoPurpose),
            new("RefuseTransfer", Lead, Record, NoPurpose),
            new("AssignCase", Lead, Record, NoPurpose),
            new("RestrictCase", Lead, Record, NoPurpose),
            new("LiftRestriction", Lead, Record, NoPurpose),
            new("VoidCase", Lead, Record, NoPurpose),
            new("LinkRecord", Case, Record, NoPurpose),
            new("MergeCases", Case, Record, NoPurpose),
            new("SplitCase", Case, Record, NoPurpose),
            new("UnlinkRecord", Case, Record, NoPurpose),
            new("GetCase", Review | System, Record, NoPurpose),
            new("GetTimeline", Review, Record, NoPurpose),
            new("ListCases", Review, Listed, NoPurpose),
            new("ListOffences", Anybody, Anywhere, NoPurpose),
            new("SubmitCases", Work, Each, NoPurpose)),
        .. Of("border.cases.v1.CaseNoteService",
            new("AddNote", Case, Record, NoPurpose),
            new("GetNote", Review, Record, NoPurpose)),
        .. Of("border.cases.v1.CaseTaskService",
            new("CreateTask", Case, Record, NoPurpose),
            new("AmendTask", Case, Record, NoPurpose),
            new("CompleteTask", Case, Record, NoPurpose),
            new("CancelTask", Case, Record, NoPurpose),
            new("GetTask", Review, Record, NoPurpose),
            new("ListTasks", Review, Listed, NoPurpose)),
        .. Of("border.cases.v1.CaseEvidenceService",
            new("AddEvidence", Case, Record, NoPurpose),
            new("WithdrawEvidence", Case, Record, NoPurpose),
            new("GetEvidence", Review, Record, NoPurpose),
            new("ListEvidence", Review, Listed, NoPurpose)),
        .. Of("border.cases.v1.CaseCorrectionService",
            new("RequestCorrection", Case, Record, NoPurpose),
            new("ApproveCorrection", Lead, Record, NoPurpose),
            new("RejectCorrection", Lead, Record, NoPurpose),
            new("GetCorrection", Review, Record, NoPurpose),
            new("ListCorrections", Review, Listed, NoPurpose)),
        // To a case that is not for them, wherever it lies.
        .. Of("border.cases.v1.EmergencyAccessService",
            new("TakeEmergencyAccess", Case, Anywhere, NoPurpose),
            new("ReviewEmergencyAccess", Lead, Record, NoPurpose),
            new("GetEmergencyAccess", Lead | Audit, Record, NoPurpose),
            new("ListEmergencyAccesses", Lead | Audit, Listed, NoPurpose),
            new("WatchEmergencyAccesses", Lead | Audit, Listed, NoPurpose)),
        .. Of("border.cases.v1.NoticeService",
            new("DraftNotice", Case, Record, NoPurpose),
            new("AmendNotice", Case, Record, NoPurpose),
            new("SendNotice", Case, Record, NoPurpose),
            new("RecordNotice", Case, Record, NoPurpose),
            new("AcknowledgeDelivery", Case, Record, NoPurpose),
            new("CloseNotice", Case, Record, NoPurpose),
            new("ShareNotice", Lead, Record, NoPurpose),
            new("VoidNotice", Lead, Record, NoPurpose),
            new("GetNotice", Review, Record, NoPurpose),
            new("ListNotices", Review, Listed, NoPurpose)),
        .. Of("border.seizures.v1.SeizureService",
            new("RecordSeizure", Work, Record, NoPurpose),
            new("RecordMeasurement", Work, Record, NoPurpose),
            new("AmendSeizure", Work, Record, NoPurpose),
            new("WithdrawMeasurement", Work, Record, NoPurpose),
            new("VoidSeizure", Lead, Record, NoPurpose),
            new("GetSeizure", Read | System, Record, NoPurpose),
            new("ListSeizures", Read, Listed, NoPurpose),
            new("SubmitSeizures", Work, Each, NoPurpose)),
        .. Of("border.seizures.v1.CustodyService",
            new("OpenExhibit", Work, Record, NoPurpose),
            new("SealExhibit", Work, Record, NoPurpose),
            new("BreakSeal", Work, Record, NoPurpose),
            new("OfferHandOver", Work, Record, NoPurpose),
            new("ConfirmHandOver", Work, Record, NoPurpose),
            new("RefuseHandOver", Work, Record, NoPurpose),
            new("StoreExhibit", Work, Record, NoPurpose),
            new("SplitExhibit", Work, Record, NoPurpose),
            new("TakeSample", Work, Record, NoPurpose),
            new("WeighExhibit", Work, Record, NoPurpose),
            new("RecordLoss", Work, Record, NoPurpose),
            new("DestroyExhibit", Case, Record, NoPurpose),
            new("ReturnExhibit", Case, Record, NoPurpose),
            new("GetExhibit", Read, Record, NoPurpose),
            new("VerifyCustody", Read, Record, NoPurpose),
            new("ListCustodyEntries", Read, Record, NoPurpose),
            new("ListExhibits", Read, Listed, NoPurpose),
            new("GetCustodyReport", Read, Record, NoPurpose)),
        .. Of("border.seizures.v1.SubstanceService",
            new PolicyRow("ListSubstances", Anybody, Anywhere, NoPurpose)),
        .. Of("border.statistics.v1.StatisticsService",
            new("GetFigures", Anybody, Asked, NoPurpose),
            new("GetBulletin", Anybody, Asked, NoPurpose),
            new("Explain", Figures, Asked, NoPurpose),
            new("Recount", Figures, Nation, NoPurpose),
            new("ListIndicators", Anybody, Anywhere, NoPurpose),
            new("ListAreas", Anybody, Anywhere, NoPurpose),
            new("GetProgress", Anybody, Anywhere, NoPurpose),
            new("AwaitProgress", Anybody, Anywhere, NoPurpose),
            new("CreateIndicator", Keep, Nation, NoPurpose),
            new("ImportAreas", Keep, Nation, NoPurpose),
            new("SubmitReturn", Report, Asked, NoPurpose),
            new("SubmitReturns", Report, Each, NoPurpose)),
        .. Of("border.statistics.v1.CompletenessService",
            new("SubmitZeroReport", Report, Asked, NoPurpose),
            new("SubmitZeroReports", Report, Each, NoPurpose),
            new("WithdrawZeroReport", Report, Record, NoPurpose),
            new("GetZeroReport", Anybody, Record, NoPurpose),
            new("GetCompleteness", Anybody, Asked, NoPurpose)),
        .. Of("border.statistics.v1.ReleaseService",
            new("GetFindings", Figures, Asked, NoPurpose),
            new("DraftRelease", Report, Asked, NoPurpose),
            new("RefreshRelease", Report, Record, NoPurpose),
            new("SignRelease", Report, Record, NoPurpose),
            new("PublishRelease", Report, Record, NoPurpose),
            new("WithdrawRelease", Report, Record, NoPurpose),
            new("GetRelease", Anybody, Record, NoPurpose),
            new("ListReleases", Anybody, Listed, NoPurpose),
            new("GetRevisions", Figures, Record, NoPurpose)),
        .. Of("border.audit.v1.AuditService",
            new("ListEntries", Audit, Nation, NoPurpose),
            new("ExportEntries", Audit, Nation, NoPurpose),
            new("GetCheckpoint", Audit | Keep, Nation, NoPurpose),
            new("VerifyChain", Audit | Keep, Nation, NoPurpose)),
        .. Of("border.lookup.v1.LookupService",
            new("ListVersions", Read, Record, WithPurpose),
            new("SearchRecords", Read, Listed, NoPurpose),
            new("SelectKnown", Read | Figures, Listed, NoPurpose)),
        .. Of("border.attachments.v1.AttachmentService",
            new("UploadAttachment", Work, Anywhere, NoPurpose),
            new("GetUpload", Work, Anywhere, NoPurpose),
            new("DownloadAttachment", Read, Record, NoPurpose)),
        .. Of("border.feed.v1.FeedService",
            new("Subscribe", Follow, Nation, NoPurpose),
            new("Snapshot", Follow, Nation, NoPurpose)),
    ];

    private static readonly Dictionary<string, PolicyRow> ByMethod = Rows.ToDictionary(row => $"/{row.Service}/{row.Method}", StringComparer.Ordinal);

    private static readonly Dictionary<string, PolicyRow> ByRequest = Rows.ToDictionary(row => row.Request, StringComparer.Ordinal);

    /// <param name="method">As in the path of a call: <c>/border.cases.v1.CaseService/GetCase</c>.</param>
    /// <exception cref="InvalidOperationException">It has no row.</exception>
    public static PolicyRow Of(string method) =>
        ByMethod.GetValueOrDefault(method) ?? throw new InvalidOperationException($"{method} has no row in the table of {nameof(Policy)}: who may call it?");

    /// <summary>The row of the unary RPC that a request of a bulk stream stands for.</summary>
    /// <param name="request">The full name of its message.</param>
    public static PolicyRow OfRequest(string request) =>
        ByRequest.GetValueOrDefault(request) ?? throw new InvalidOperationException($"{request} belongs to no row in the table of {nameof(Policy)}.");

    /// <summary>
    /// Whether somebody may bring it who did not do it: what field units record, and not what decides about cases, or who holds an exhibit.
    /// </summary>
    public static bool MayBeBrought(PolicyRow row) => row.Roles.Has(Role.PatrolOfficer) && row.Service != "border.seizures.v1.CustodyService";

    private static IEnumerable<PolicyRow> Of(string service, params PolicyRow[] rows) => rows.Select(row => row with { Service = service });
}
