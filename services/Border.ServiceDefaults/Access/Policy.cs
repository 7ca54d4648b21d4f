using Border.ServiceDefaults.Actors;
using Border.Type.V1;
using static Border.ServiceDefaults.Access.AreaRule;
using static Border.ServiceDefaults.Audits.AuditAction;

namespace Border.ServiceDefaults.Access;

/// <summary>
/// Who may do what: a row an RPC, and nothing without one. Whose roles, where, whether it must be said what for, and what kind of act
/// it is for the audit. The README has the same by role.
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
            new("CreatePatrol", Field, Record, NoPurpose, Collection),
            new("StartPatrol", Field, Record, NoPurpose, Alteration),
            new("PausePatrol", Field, Record, NoPurpose, Alteration),
            new("ResumePatrol", Field, Record, NoPurpose, Alteration),
            new("ChangeLeg", Field, Record, NoPurpose, Alteration),
            new("AddObservation", Field, Record, NoPurpose, Collection),
            new("AddObservationAttachment", Field, Record, NoPurpose, Collection),
            new("EndPatrol", Field, Record, NoPurpose, Alteration),
            new("AmendLeg", Field, Record, NoPurpose, Alteration),
            new("AmendObservation", Field, Record, NoPurpose, Alteration),
            new("VoidObservation", Field, Record, NoPurpose, Alteration),
            new("CancelPatrol", Field, Record, NoPurpose, Alteration),
            new("AmendPatrol", Field, Record, NoPurpose, Alteration),
            new("VoidPatrol", Lead, Record, NoPurpose, Alteration),
            new("GetPatrol", Read | System, Record, NoPurpose, Consultation),
            new("ListPatrols", Read, Listed, NoPurpose, Consultation),
            new("SubmitPatrols", Field, Each, NoPurpose, None)),
        .. Of("border.patrols.v1.TrackService",
            new("AppendTrack", Field, Record, NoPurpose, Collection),
            new("ImportGpx", Field, Record, NoPurpose, Collection),
            new("GetTrack", Read, Record, NoPurpose, Consultation),
            new("ListTracks", Read, Listed, NoPurpose, Consultation),
            new("ListTrackPoints", Read, Record, NoPurpose, Consultation),
            new("ExportTrack", Read, Record, NoPurpose, Disclosure)),
        .. Of("border.patrols.v1.PatrolWatchService",
            new("ListOverduePatrols", Read, Listed, NoPurpose, Consultation),
            new("WatchPatrols", Read, Listed, NoPurpose, None)),
        .. Of("border.patrols.v1.BoundaryService",
            new("ImportBoundary", Keep, Nation, NoPurpose, Collection),
            new("GetBoundarySection", Anybody, Anywhere, NoPurpose, None),
            new("ListBoundarySections", Anybody, Anywhere, NoPurpose, None),
            new("GetCoverage", Anybody, Asked, NoPurpose, None)),
        // Whoever brings a device learns that it is revoked, wherever they are from.
        .. Of("border.patrols.v1.DeviceService",
            new("RegisterDevice", Work, Record, NoPurpose, Collection),
            new("CheckInDevice", Work, Anywhere, NoPurpose, Alteration),
            new("RevokeDevice", Equip, Record, NoPurpose, Alteration),
            new("AdmitDeviceFile", Lead, Record, NoPurpose, Alteration),
            new("VerifyDeviceFile", Work, Anywhere, NoPurpose, None),
            new("GetDevice", Work | Equip | Audit, Record, NoPurpose, Consultation),
            new("ListDevices", Equip | Audit, Listed, NoPurpose, Consultation)),
        .. Of("border.patrols.v1.ReferenceService",
            new("ImportUnits", Keep, Nation, NoPurpose, Collection),
            new("ListUnits", Anybody, Anywhere, NoPurpose, None),
            new("ImportForms", Keep, Nation, NoPurpose, Collection),
            new("ListForms", Anybody, Anywhere, NoPurpose, None)),
        .. Of("border.persons.v1.PersonService",
            new("RegisterInterception", Work, Record, NoPurpose, Collection),
            new("AmendInterception", Work, Record, WithPurpose, Alteration),
            new("RecordReferral", Work, Record, WithPurpose, Collection),
            new("VoidInterception", Lead, Record, WithPurpose, Alteration),
            new("GetInterception", Read | System, Record, WithPurpose, Consultation),
            new("ListInterceptions", Read, Listed, NoPurpose, Consultation),
            new("SubmitInterceptions", Work, Each, NoPurpose, None),
            new("ParseMachineReadableZone", Work, Anywhere, NoPurpose, Consultation)),
        .. Of("border.persons.v1.PersonRegistryService",
            new("RegisterPerson", Work, Record, NoPurpose, Collection),
            new("AddClaim", Work, Record, WithPurpose, Collection),
            new("AmendPerson", Work, Record, WithPurpose, Alteration),
            new("MergePersons", Case, Record, WithPurpose, Combination),
            new("UnmergePerson", Case, Record, WithPurpose, Combination),
            new("VoidPerson", Lead, Record, WithPurpose, Alteration),
            new("GetPerson", Read, Record, WithPurpose, Consultation),
            new("ListPersons", Read, Listed, NoPurpose, Consultation)),
        // The two records of a pair, or that of a hit, may lie in any area.
        .. Of("border.persons.v1.MatchReviewService",
            new("ConfirmMatch", Case, Nation, NoPurpose, Combination),
            new("RejectMatch", Case, Nation, NoPurpose, Combination),
            new("GetMatchCandidate", Review, Nation, NoPurpose, Combination),
            new("ListMatchCandidates", Review, Nation, NoPurpose, Consultation)),
        .. Of("border.persons.v1.WatchService",
            new("RegisterWatchNotice", Case, Record, NoPurpose, Collection),
            new("AmendWatchNotice", Case, Record, WithPurpose, Alteration),
            new("WithdrawWatchNotice", Case, Record, WithPurpose, Alteration),
            new("GetWatchNotice", Read, Record, WithPurpose, Consultation),
            new("ListWatchNotices", Read, Listed, NoPurpose, Consultation),
            new("ListWatchHits", Read, Nation, NoPurpose, None)),
        .. Of("border.cases.v1.CaseService",
            new("ReportCase", Work, Record, NoPurpose, Collection),
            new("RegisterCase", Case, Record, NoPurpose, Collection),
            new("RegisterReportedCase", Case, Record, NoPurpose, Alteration),
            new("RecordArrest", Case, Record, NoPurpose, Collection),
            new("AddSuspect", Case, Record, NoPurpose, Collection),
            new("IdentifySuspect", Case, Record, NoPurpose, Alteration),
            new("IssueWarrant", Case, Record, NoPurpose, Collection),
            new("ExecuteWarrant", Case, Record, NoPurpose, Alteration),
            new("RecordOutcome", Case, Record, NoPurpose, Collection),
            new("AmendCase", Case, Record, NoPurpose, Alteration),
            new("ReclassifyCase", Case, Record, NoPurpose, Alteration),
            new("DismissReport", Case, Record, NoPurpose, Alteration),
            new("WithdrawArrest", Case, Record, NoPurpose, Alteration),
            new("ReleaseSuspect", Case, Record, NoPurpose, Alteration),
            new("RemoveSuspect", Case, Record, NoPurpose, Alteration),
            new("WithdrawWarrant", Case, Record, NoPurpose, Alteration),
            new("OpenInvestigation", Case, Record, NoPurpose, Alteration),
            new("SuspendCase", Case, Record, NoPurpose, Alteration),
            new("ResumeCase", Case, Record, NoPurpose, Alteration),
            new("SolveCase", Case, Record, NoPurpose, Alteration),
            new("ReferCase", Case, Record, NoPurpose, Alteration),
            new("ConcludeCase", Case, Record, NoPurpose, Alteration),
            new("CloseCase", Case, Record, NoPurpose, Alteration),
            new("ReopenCase", Lead, Record, NoPurpose, Alteration),
            new("TransferCase", Lead, Record, NoPurpose, Alteration),
            new("AcceptTransfer", Lead, Record, NoPurpose, Alteration),
            new("RefuseTransfer", Lead, Record, NoPurpose, Alteration),
            new("AssignCase", Lead, Record, NoPurpose, Alteration),
            new("RestrictCase", Lead, Record, NoPurpose, Alteration),
            new("LiftRestriction", Lead, Record, NoPurpose, Alteration),
            new("VoidCase", Lead, Record, NoPurpose, Alteration),
            new("LinkRecord", Case, Record, NoPurpose, Combination),
            new("MergeCases", Case, Record, NoPurpose, Combination),
            new("SplitCase", Case, Record, NoPurpose, Alteration),
            new("UnlinkRecord", Case, Record, NoPurpose, Combination),
            new("GetCase", Review | System, Record, NoPurpose, Consultation),
            new("GetTimeline", Review, Record, NoPurpose, Consultation),
            new("ListCases", Review, Listed, NoPurpose, Consultation),
            new("ListOffences", Anybody, Anywhere, NoPurpose, None),
            new("SubmitCases", Work, Each, NoPurpose, None)),
        .. Of("border.cases.v1.CaseNoteService",
            new("AddNote", Case, Record, NoPurpose, Collection),
            new("GetNote", Review, Record, NoPurpose, Consultation)),
        .. Of("border.cases.v1.CaseTaskService",
            new("CreateTask", Case, Record, NoPurpose, Collection),
            new("AmendTask", Case, Record, NoPurpose, Alteration),
            new("CompleteTask", Case, Record, NoPurpose, Alteration),
            new("CancelTask", Case, Record, NoPurpose, Alteration),
            new("GetTask", Review, Record, NoPurpose, Consultation),
            new("ListTasks", Review, Listed, NoPurpose, Consultation)),
        .. Of("border.cases.v1.CaseEvidenceService",
            new("AddEvidence", Case, Record, NoPurpose, Collection),
            new("WithdrawEvidence", Case, Record, NoPurpose, Alteration),
            new("GetEvidence", Review, Record, NoPurpose, Consultation),
            new("ListEvidence", Review, Listed, NoPurpose, Consultation)),
        .. Of("border.cases.v1.CaseCorrectionService",
            new("RequestCorrection", Case, Record, NoPurpose, Collection),
            new("ApproveCorrection", Lead, Record, NoPurpose, Alteration),
            new("RejectCorrection", Lead, Record, NoPurpose, Alteration),
            new("GetCorrection", Review, Record, NoPurpose, Consultation),
            new("ListCorrections", Review, Listed, NoPurpose, Consultation)),
        // To a case that is not for them, wherever it lies.
        .. Of("border.cases.v1.EmergencyAccessService",
            new("TakeEmergencyAccess", Case, Anywhere, NoPurpose, Collection),
            new("ReviewEmergencyAccess", Lead, Record, NoPurpose, Alteration),
            new("GetEmergencyAccess", Lead | Audit, Record, NoPurpose, Consultation),
            new("ListEmergencyAccesses", Lead | Audit, Listed, NoPurpose, Consultation),
            new("WatchEmergencyAccesses", Lead | Audit, Listed, NoPurpose, None)),
        .. Of("border.cases.v1.NoticeService",
            new("DraftNotice", Case, Record, NoPurpose, Collection),
            new("AmendNotice", Case, Record, NoPurpose, Alteration),
            new("SendNotice", Case, Record, NoPurpose, Alteration),
            new("RecordNotice", Case, Record, NoPurpose, Collection),
            new("AcknowledgeDelivery", Case, Record, NoPurpose, Alteration),
            new("CloseNotice", Case, Record, NoPurpose, Alteration),
            new("ShareNotice", Lead, Record, NoPurpose, Alteration),
            new("VoidNotice", Lead, Record, NoPurpose, Alteration),
            new("GetNotice", Review, Record, NoPurpose, Consultation),
            new("ListNotices", Review, Listed, NoPurpose, Consultation)),
        .. Of("border.seizures.v1.SeizureService",
            new("RecordSeizure", Work, Record, NoPurpose, Collection),
            new("RecordMeasurement", Work, Record, NoPurpose, Collection),
            new("AmendSeizure", Work, Record, NoPurpose, Alteration),
            new("WithdrawMeasurement", Work, Record, NoPurpose, Alteration),
            new("VoidSeizure", Lead, Record, NoPurpose, Alteration),
            new("GetSeizure", Read | System, Record, NoPurpose, Consultation),
            new("ListSeizures", Read, Listed, NoPurpose, Consultation),
            new("SubmitSeizures", Work, Each, NoPurpose, None)),
        .. Of("border.seizures.v1.CustodyService",
            new("OpenExhibit", Work, Record, NoPurpose, Collection),
            new("SealExhibit", Work, Record, NoPurpose, Alteration),
            new("BreakSeal", Work, Record, NoPurpose, Alteration),
            new("OfferHandOver", Work, Record, NoPurpose, Alteration),
            new("ConfirmHandOver", Work, Record, NoPurpose, Alteration),
            new("RefuseHandOver", Work, Record, NoPurpose, Alteration),
            new("StoreExhibit", Work, Record, NoPurpose, Alteration),
            new("SplitExhibit", Work, Record, NoPurpose, Alteration),
            new("TakeSample", Work, Record, NoPurpose, Collection),
            new("WeighExhibit", Work, Record, NoPurpose, Alteration),
            new("RecordLoss", Work, Record, NoPurpose, Alteration),
            new("DestroyExhibit", Case, Record, NoPurpose, Alteration),
            new("ReturnExhibit", Case, Record, NoPurpose, Alteration),
            new("GetExhibit", Read, Record, NoPurpose, Consultation),
            new("VerifyCustody", Read, Record, NoPurpose, None),
            new("ListCustodyEntries", Read, Record, NoPurpose, Consultation),
            new("ListExhibits", Read, Listed, NoPurpose, Consultation),
            new("GetCustodyReport", Read, Record, NoPurpose, Consultation)),
        .. Of("border.seizures.v1.SubstanceService",
            new PolicyRow("ListSubstances", Anybody, Anywhere, NoPurpose, None)),
        .. Of("border.statistics.v1.StatisticsService",
            new("GetFigures", Anybody, Asked, NoPurpose, None),
            new("GetBulletin", Anybody, Asked, NoPurpose, None),
            new("Explain", Figures, Asked, NoPurpose, None),
            new("Recount", Figures, Nation, NoPurpose, None),
            new("RebuildFeed", Keep, Nation, NoPurpose, Alteration),
            new("ListIndicators", Anybody, Anywhere, NoPurpose, None),
            new("ListAreas", Anybody, Anywhere, NoPurpose, None),
            new("GetProgress", Anybody, Anywhere, NoPurpose, None),
            new("AwaitProgress", Anybody, Anywhere, NoPurpose, None),
            new("CreateIndicator", Keep, Nation, NoPurpose, Collection),
            new("ImportAreas", Keep, Nation, NoPurpose, Collection),
            new("SubmitReturn", Report | Keep, Asked, NoPurpose, Collection),
            new("SubmitReturns", Report | Keep, Each, NoPurpose, None)),
        .. Of("border.statistics.v1.CompletenessService",
            new("SubmitZeroReport", Report, Asked, NoPurpose, Collection),
            new("SubmitZeroReports", Report, Each, NoPurpose, None),
            new("WithdrawZeroReport", Report, Record, NoPurpose, Alteration),
            new("GetZeroReport", Anybody, Record, NoPurpose, Consultation),
            new("GetCompleteness", Anybody, Asked, NoPurpose, None)),
        .. Of("border.statistics.v1.ReleaseService",
            new("GetFindings", Figures, Asked, NoPurpose, None),
            new("DraftRelease", Report, Asked, NoPurpose, Collection),
            new("RefreshRelease", Report, Record, NoPurpose, Alteration),
            new("SignRelease", Report, Record, NoPurpose, Alteration),
            new("PublishRelease", Report, Record, NoPurpose, Disclosure),
            new("WithdrawRelease", Report, Record, NoPurpose, Alteration),
            new("GetRelease", Anybody, Record, NoPurpose, None),
            new("ListReleases", Anybody, Listed, NoPurpose, None),
            new("GetRevisions", Figures, Record, NoPurpose, None)),
        // Each for whoever saved it.
        .. Of("border.statistics.v1.SavedFilterService",
            new("SaveFilter", Anybody, Anywhere, NoPurpose, Collection),
            new("RenameFilter", Anybody, Anywhere, NoPurpose, Alteration),
            new("DeleteFilter", Anybody, Anywhere, NoPurpose, Alteration),
            new("ListSavedFilters", Anybody, Anywhere, NoPurpose, None)),
        .. Of("border.audit.v1.AuditService",
            new("ListEntries", Audit, Nation, NoPurpose, Consultation),
            new("ExportEntries", Audit, Nation, NoPurpose, Disclosure),
            new("GetCheckpoint", Audit | Keep, Nation, NoPurpose, None),
            new("VerifyChain", Audit | Keep, Nation, NoPurpose, None)),
        // What is kept for how long, and what is destroyed, is decided for the nation.
        .. Of("border.erasures.v1.ErasureService",
            new("ProposeErasure", Lead, Nation, WithPurpose, Collection),
            new("WithdrawErasure", Lead, Nation, WithPurpose, Alteration),
            new("EraseRecord", Lead, Nation, WithPurpose, Erasure),
            new("PlaceLegalHold", Lead, Nation, WithPurpose, Alteration),
            new("LiftLegalHold", Lead, Nation, WithPurpose, Alteration),
            new("ListRetentionDue", Lead | Audit, Nation, NoPurpose, None),
            new("ListErasures", Lead | Audit | System, Nation, NoPurpose, None)),
        .. Of("border.lookup.v1.LookupService",
            new("ListVersions", Read, Record, WithPurpose, Consultation),
            new("SearchRecords", Read, Listed, NoPurpose, Disclosure),
            new("SelectKnown", Read | Figures, Listed, NoPurpose, None)),
        .. Of("border.attachments.v1.AttachmentService",
            new("UploadAttachment", Work, Anywhere, NoPurpose, Collection),
            new("GetUpload", Work, Anywhere, NoPurpose, None),
            new("DownloadAttachment", Read, Record, NoPurpose, Disclosure)),
        .. Of("border.feed.v1.FeedService",
            new("Subscribe", Follow, Nation, NoPurpose, None),
            new("Snapshot", Follow, Nation, NoPurpose, None)),
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
        TryOfRequest(request) ?? throw new InvalidOperationException($"{request} belongs to no row in the table of {nameof(Policy)}.");

    /// <returns>Null for a message that is the request of no RPC: work of the process itself.</returns>
    public static PolicyRow? TryOfRequest(string request) => ByRequest.GetValueOrDefault(request);

    /// <summary>
    /// Whether somebody may bring it who did not do it: what field units record, and not what decides about cases, or who holds an exhibit.
    /// </summary>
    public static bool MayBeBrought(PolicyRow row) => row.Roles.Has(Role.PatrolOfficer) && row.Service != "border.seizures.v1.CustodyService";

    private static IEnumerable<PolicyRow> Of(string service, params PolicyRow[] rows) => rows.Select(row => row with { Service = service });
}
