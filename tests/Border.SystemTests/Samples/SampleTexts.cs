using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Border.Type.V1;
using Google.Protobuf.Reflection;

namespace Border.SystemTests.Samples;

/// <summary>Texts of the forms of the contract. Where a service knows only certain values, it is one of those.</summary>
/// <param name="records">How many records there are of a kind: few, so that requests meet, and each is made once and then changed by many.</param>
internal sealed class SampleTexts(Random random, int records)
{
    /// <summary>Begins every text about a person, so that it is noticed where it must not be.</summary>
    public const string Personal = "Wang-invented";

    public static ReadOnlySpan<byte> PersonalBytes => "Wang-invented"u8;

    /// <summary>An indicator that the tests bring along.</summary>
    public const string ReportedIndicator = "hostile_returns";

    public static readonly string[] Areas = ["53", "53.01", "53.01.02", "54"];

    /// <summary>Patrols that the tests bring along, and that nobody starts.</summary>
    public static readonly string[] PlannedPatrols = ["patrols/planned-1", "patrols/planned-2"];

    /// <summary>Persons that the tests bring along.</summary>
    public static readonly string[] Persons = [.. Enumerable.Range(1, 10).Select(i => $"persons/pair-{i}")];

    /// <summary>Watch notices that the tests bring along, and that nobody withdraws.</summary>
    public static readonly string[] WatchNotices = ["watch-notices/standing-1", "watch-notices/standing-2"];

    /// <summary>Patrols that the tests bring along, and that nobody ends.</summary>
    public static readonly string[] StartedPatrols = [.. Enumerable.Range(1, 24).Select(i => $"patrols/out-{i}")];

    /// <summary>Observations of the started patrols.</summary>
    public static readonly string[] Observations = ["i1", "i2", "i3"];

    /// <summary>What the tests bring zero reports of along for: no sample is of such a day.</summary>
    public const string EmptyIndicator = "joint_patrols";

    public const string EmptyArea = "54";

    public static readonly string[] EmptyDays = ["2018-05-17", "2018-05-18", "2018-05-19"];

    /// <summary>A file that is imported as often as not.</summary>
    public const string Gpx = "<gpx><trk><trkseg><trkpt lat='47' lon='134'><time>2021-01-01T00:00:00Z</time></trkpt></trkseg></trk></gpx>";

    /// <summary>Cases that the tests bring along, of which corrections were requested by another actor.</summary>
    public static readonly string[] AskedCases = ["cases/asked-1", "cases/asked-2", "cases/asked-3", "cases/asked-4"];

    /// <summary>The public half of a key that nobody has, as a device tells it.</summary>
    public static readonly byte[] PublicKey = ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfo();

    /// <summary>Cases that the tests bring along, and that the hostile caller may not know of.</summary>
    public static readonly string[] HiddenCases = ["cases/hidden-1", "cases/hidden-2"];

    /// <summary>Emergency accesses that another actor took to them.</summary>
    public static readonly string[] Emergencies = [.. Enumerable.Range(1, 20).Select(i => $"emergency-accesses/asked-{i}")];

    /// <summary>Filters that the tests bring along, to be renamed and to be deleted.</summary>
    public static readonly string[] RenamedFilters = [.. Enumerable.Range(1, 4).Select(i => $"filters/renamed-{i}")];

    public static readonly string[] DeletedFilters = [.. Enumerable.Range(1, 8).Select(i => $"filters/deleted-{i}")];

    private static readonly string[] Audited = ["patrols", "persons", "cases", "seizures", "statistics"];

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["principal_offence"] = ["illegal_crossing", "drug_trafficking"],
        ["other_offences"] = ["organising_crossing", "firearms_possession"],
        ["offence"] = ["illegal_crossing"],
        ["area"] = Areas,
        ["areas"] = Areas,
        ["indicators"] = ["border_cases_registered", "suspects_arrested", ReportedIndicator],
        ["indicator"] = [ReportedIndicator, ReportedIndicator, "patrols"],
        ["period"] = ["2021", "2021-H1", "2021-Q2", "2021-05", "2021-05-17", "2021-01-01..2021-05-31", "FY2021", "2021-YTD@2021-08-20"],
        ["compare_with"] = ["2020-H1", "2019"],
        ["period_start"] = ["2021-01-01", "2021-03-01"],
        ["period_end"] = ["2021-06-30", "2021-03-01"],
        ["known_on"] = ["", "2021-07-05"],
        ["precision"] = ["10", "1000"],
        ["feed"] = ["patrols", "persons", "cases", "seizures", "statistics"],
        ["currency"] = ["CNY"],
        ["border.audit.v1.Checkpoint.service"] = ["cases"],
        ["border.audit.v1.ListEntriesRequest.service"] = Audited,
        ["border.audit.v1.ExportEntriesRequest.service"] = Audited,
        ["border.audit.v1.GetCheckpointRequest.service"] = Audited,
        ["border.audit.v1.VerifyChainRequest.service"] = Audited,
        ["border.erasures.v1.ListErasuresRequest.service"] = ["persons", "cases", "seizures", "patrols"],
        ["order_by"] = [""],
        ["page_token"] = [""],
        ["etag"] = ["", "", "1", "2"],
        ["counterpart_country"] = ["", "VNM"],
        ["case"] = ["cases/r1", "cases/r2"],
        ["patrol"] = ["patrols/r1"],
        ["person"] = ["persons/r1"],
        ["accompanied_by"] = ["", "", "interceptions/r1"],
        ["machine_readable_zone"] = ["", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"],
        ["border.persons.v1.ConfirmMatchRequest.record"] = Persons,
        ["border.persons.v1.ConfirmMatchRequest.other_record"] = Persons,
        ["border.persons.v1.RejectMatchRequest.record"] = Persons,
        ["border.persons.v1.RejectMatchRequest.other_record"] = Persons,
        ["border.persons.v1.WatchNotice.name"] = WatchNotices,
        ["survivor"] = [.. Enumerable.Range(1, 20).Select(i => $"persons/r{i}")],
        ["observation_id"] = Observations,
        ["assignee"] = ["local"],
        ["need_to_know"] = ["local"],
        ["suspect_id"] = ["i1", "i2", "i3"],
        ["warrant_id"] = ["i1", "i2", "i3"],

        // All other names are taken by registered cases.
        ["border.cases.v1.ReportCaseRequest.case_id"] = ["report-1", "report-2", "report-3", "report-4"],
        ["border.cases.v1.RegisterReportedCaseRequest.name"] = ["cases/report-1", "cases/report-2"],
        ["border.cases.v1.DismissReportRequest.name"] = ["cases/report-3", "cases/report-4"],
        ["border.cases.v1.AddNoteRequest.name"] = AskedCases,
        ["border.cases.v1.CreateTaskRequest.name"] = AskedCases,
        ["border.cases.v1.RequestCorrectionRequest.name"] = AskedCases,
        ["border.cases.v1.CaseTask.name"] = ["tasks/r1", "tasks/r2", "tasks/r3", "tasks/r4"],
        ["border.cases.v1.CompleteTaskRequest.name"] = ["tasks/r5", "tasks/r6", "tasks/r7", "tasks/r8"],
        ["border.cases.v1.CancelTaskRequest.name"] = ["tasks/r9", "tasks/r10", "tasks/r11", "tasks/r12"],
        ["border.cases.v1.ApproveCorrectionRequest.name"] = ["corrections/asked-1", "corrections/asked-2"],
        ["border.cases.v1.RejectCorrectionRequest.name"] = ["corrections/asked-3", "corrections/asked-4"],
        ["border.cases.v1.AddEvidenceRequest.name"] = AskedCases,
        ["border.cases.v1.WithdrawEvidenceRequest.name"] = [.. Enumerable.Range(1, 100).Select(i => $"evidence/r{i}")],
        ["border.cases.v1.CaseEvidence.exhibit"] = ["exhibits/r1"],
        ["border.cases.v1.DraftNoticeRequest.notice_id"] = [.. Enumerable.Range(1, 300).Select(i => $"out-{i}")],
        ["border.cases.v1.RecordNoticeRequest.notice_id"] = [.. Enumerable.Range(1, 300).Select(i => $"in-{i}")],
        ["border.cases.v1.Notice.name"] = SampleNotices.Amended,
        ["border.cases.v1.Notice.reply_to"] = SampleNotices.Originals,
        ["border.cases.v1.Notice.records"] = AskedCases,
        ["border.cases.v1.GetNoticeRequest.name"] = SampleNotices.Amended,
        ["border.cases.v1.TakeEmergencyAccessRequest.name"] = HiddenCases,
        ["border.cases.v1.ReviewEmergencyAccessRequest.name"] = Emergencies,
        ["border.cases.v1.GetEmergencyAccessRequest.name"] = Emergencies,
        ["border.cases.v1.SplitCaseRequest.case_id"] = ["part-1", "part-2", "part-3", "part-4"],

        // Counted, and where nothing is.
        ["border.statistics.v1.SubmitZeroReportRequest.indicator"] = ["joint_patrols", "drug_dens_destroyed"],
        ["border.statistics.v1.WithdrawZeroReportRequest.name"] = [.. EmptyDays.Select(day => ZeroReport(EmptyIndicator, day, EmptyArea))],

        // Of the hostile caller's own, few of whose keys are those of every page.
        ["border.statistics.v1.FilterTerm.key"] = ["area", "area", "state"],
        ["border.statistics.v1.SavedFilter.title"] = [.. Enumerable.Range(1, 50).Select(i => $"saved {i}")],
        ["border.statistics.v1.RenameFilterRequest.title"] = [.. Enumerable.Range(1, 50).Select(i => $"renamed {i}")],
        ["border.statistics.v1.RenameFilterRequest.name"] = RenamedFilters,
        ["border.statistics.v1.DeleteFilterRequest.name"] = DeletedFilters,

        // By the time that plans are called off, all others have started.
        ["border.patrols.v1.CancelPatrolRequest.name"] = PlannedPatrols,

        // Few of those that are registered are revoked, and those have their files admitted.
        ["border.patrols.v1.CheckInDeviceRequest.name"] = [.. Enumerable.Range(1, 40).Select(i => $"devices/r{i}")],
        ["border.patrols.v1.RevokeDeviceRequest.name"] = [.. Enumerable.Range(1, 20).Select(i => $"devices/r{i}")],
        ["border.patrols.v1.AdmitDeviceFileRequest.name"] = [.. Enumerable.Range(1, 20).Select(i => $"devices/r{i}")],
        ["border.patrols.v1.VerifyDeviceFileRequest.name"] = [.. Enumerable.Range(1, 40).Select(i => $"devices/r{i}")],
        ["border.patrols.v1.GetDeviceRequest.name"] = [.. Enumerable.Range(1, 40).Select(i => $"devices/r{i}")],

        // What a form can ask for.
        ["border.patrols.v1.Form.code"] = ["registerInterception"],
        ["border.patrols.v1.FormField.path"] = ["interception.means", "interception.direction", "interception.findings.evidence", "interception.position"],

        // Whatever the order in which the services are tried, and apart, for a patrol takes the tracks of so many devices only.
        ["border.patrols.v1.AppendTrackRequest.name"] = StartedPatrols[..20],
        ["border.patrols.v1.ImportGpxRequest.name"] = StartedPatrols[20..],
        ["border.patrols.v1.AddObservationAttachmentRequest.name"] = StartedPatrols,
        ["border.type.v1.Attachment.sha256"] = [SamplePhoto.Sha256],

        ["border.seizures.v1.RecordMeasurementRequest.name"] = [SampleExhibits.MeasuredSeizure],
        ["border.seizures.v1.RecordMeasurementRequest.item_id"] = ["lot"],
        ["border.seizures.v1.WithdrawMeasurementRequest.name"] = [SampleExhibits.MeasuredSeizure],
        ["border.seizures.v1.WithdrawMeasurementRequest.item_id"] = ["lot"],
        ["border.seizures.v1.WithdrawMeasurementRequest.measurement_id"] = SampleExhibits.Measurements,
        ["border.seizures.v1.OpenExhibitRequest.seizure"] = [SampleExhibits.Seizure],
        ["border.seizures.v1.OpenExhibitRequest.item_id"] = SampleExhibits.FreeItems,
    };

    private static readonly Dictionary<string, string> Collections = new()
    {
        ["border.patrols.v1"] = "patrols",
        ["border.persons.v1"] = "interceptions",
        ["border.cases.v1"] = "cases",
        ["border.seizures.v1"] = "seizures",
        ["border.statistics.v1"] = "returns",
    };

    private static readonly string[] OfPersons =
        ["Person", "AddClaimRequest", "MergePersonsRequest", "UnmergePersonRequest", "VoidPersonRequest", "GetPersonRequest"];

    public string For(FieldDescriptor field)
    {
        var rule = Contract.RuleOf(field);
        if (Known.TryGetValue(field.FullName, out var known) || SampleExhibits.Names.TryGetValue(field.FullName, out known) || SampleNotices.Names.TryGetValue(field.FullName, out known) || SampleReleases.Names.TryGetValue(field.FullName, out known) || SampleErasures.Names.TryGetValue(field.FullName, out known) || Known.TryGetValue(field.Name, out known))
            return known[random.Next(known.Length)];
        if (field.Name == "name" && field.ContainingType.Name is "WithdrawWatchNoticeRequest" or "GetWatchNoticeRequest")
            return $"watch-notices/{Record()}";
        if (field.Name == "name")
            return $"{(OfPersons.Contains(field.ContainingType.Name) ? "persons" : Collections.GetValueOrDefault(field.File.Package, "cases"))}/{Record()}";
        if (field.Name is not ("arrest_id" or "item_id" or "measurement_id") && field.Name.EndsWith("_id", StringComparison.Ordinal) && rule.Format == TextFormat.ResourceId)
            return Record();
        return OfForm(rule);
    }

    private string OfForm(FieldRule rule) => rule.Format switch
    {
        TextFormat.Unspecified => rule.Sensitivity is Sensitivity.Personal or Sensitivity.Special ? $"{Personal} {random.Next()}" : "as seen"[..(int)Math.Min(rule.MaxLength is 0 ? 7 : rule.MaxLength, 7)],
        TextFormat.RequestId => $"q-{Guid.CreateVersion7():n}",
        TextFormat.ResourceId => Text("i", 6),
        TextFormat.ResourceName => $"cases/{Record()}",
        TextFormat.AreaCode => Areas[random.Next(Areas.Length)],
        TextFormat.Code => Text("code-", 50),
        TextFormat.Amount => Text("", 1000) + ".5",
        TextFormat.SignedAmount => Text("-", 1000),
        TextFormat.Sha256 => new string("0123456789abcdef"[random.Next(16)], 64),
        TextFormat.Country => "CHN",
        TextFormat.Date => "2021-03-01",
        TextFormat.PartialDate => "1990-05",
        TextFormat.UnitCode => Text("U", 10),
        TextFormat.Device => Text("device-", 3),
        var other => throw new NotSupportedException($"{other}: no samples."),
    };

    /// <summary>The name of the zero report of a day.</summary>
    private static string ZeroReport(string indicator, string day, string area)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{indicator}\n{day}\n{day}\n{area}"));
        return $"zero-reports/{Convert.ToHexStringLower(digest.AsSpan(0, 16))}";
    }

    private string Record() => Text("r", records);

    private string Text(string prefix, int count) => prefix + random.Next(1, count).ToString(CultureInfo.InvariantCulture);
}
