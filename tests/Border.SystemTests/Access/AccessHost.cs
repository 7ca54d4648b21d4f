using Border.Cases;
using Border.Cases.V1;
using Border.Patrols;
using Border.Patrols.V1;
using Border.Persons;
using Border.Persons.V1;
using Border.Seizures;
using Border.Seizures.V1;
using Border.Statistics;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;

namespace Border.SystemTests.Access;

/// <summary>A host with every service and one record of each kind, all of the area <see cref="Area"/>, all with the id `here`.</summary>
public sealed class AccessHost : IAsyncLifetime
{
    public const string Area = "53.01.02";

    private static readonly Timestamp Day = new() { Seconds = 1_600_000_000 };

    private StoragePlace? _place;
    private ServiceHost? _host;

    internal GrpcChannel Channel => _host!.Channel;

    /// <summary>The zero report of the area; its name is made by the server.</summary>
    internal string ZeroReport { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        _host = await ServiceHost.StartAsync(
            _place,
            builder => builder.AddPatrols().AddPersons().AddCases().AddSeizures().AddStatistics(),
            app => app.MapPatrols().MapPersons().MapCases().MapSeizures().MapStatistics(),
            ("Limits:CallsPerSecond", "100000"),
            ("Limits:CallsBurst", "1000000"));
        await ReportAsync();
        await PatrolAsync();
        await MeetAsync();
        await RegisterCaseAsync();
        await SeizeAsync();
        await AddToCaseAsync();
        await TakeAccessAsync();
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        _place!.Dispose();
    }

    private async Task ReportAsync()
    {
        var areas = ((string[])["53", "53.01", Area, "53.02"]).Select(code => new Area { Code = code, Kind = AreaKind.Region, DisplayName = new() { En = code, Zh = code } });
        await new StatisticsService.StatisticsServiceClient(Channel).ImportAreasAsync(new() { RequestId = "areas", Areas = { areas } });
        ZeroReport = (await new CompletenessService.CompletenessServiceClient(Channel).SubmitZeroReportAsync(
            new() { Indicator = "joint_patrols", Period = "2018-05-17", Area = Area, RequestId = "zero" })).Name;
        await new ReleaseService.ReleaseServiceClient(Channel).DraftReleaseAsync(new() { ReleaseId = "here", Period = "2018-05", Area = Area, RequestId = "release" });
    }

    private async Task PatrolAsync()
    {
        var patrols = new PatrolService.PatrolServiceClient(Channel);
        await patrols.CreatePatrolAsync(
            new() { PatrolId = "here", RequestId = "p", Patrol = new() { Unit = "U1", Area = Area, Type = PatrolType.Routine, PlanTime = Day } });
        await patrols.StartPatrolAsync(new() { Name = "patrols/here", StartTime = Day, RequestId = "s" });
        await new TrackService.TrackServiceClient(Channel).ImportGpxAsync(
            new() { Name = "patrols/here", Content = Google.Protobuf.ByteString.CopyFromUtf8(Samples.SampleTexts.Gpx), RequestId = "g" });
        await new DeviceService.DeviceServiceClient(Channel).RegisterDeviceAsync(
            new() { DeviceId = "here", Device = new() { Area = Area, PublicKey = Google.Protobuf.ByteString.CopyFrom(Samples.SampleTexts.PublicKey) }, RequestId = "d" });
    }

    private async Task MeetAsync()
    {
        await new PersonRegistryService.PersonRegistryServiceClient(Channel).RegisterPersonAsync(
            new() { PersonId = "here", RequestId = "r", Person = new() { Unit = "U1", Area = Area, RegisterTime = Day } });
        Interception interception = new()
        {
            Unit = "U1",
            Area = Area,
            InterceptTime = Day,
            Conducts = { Conduct.IllegalEntry },
            Citizenship = CitizenshipStatus.Foreign,
            Disposition = Disposition.Released,
        };
        await new PersonService.PersonServiceClient(Channel).RegisterInterceptionAsync(new() { InterceptionId = "here", RequestId = "i", Interception = interception });
    }

    private async Task RegisterCaseAsync()
    {
        Case record = new() { Unit = "U1", Area = Area, RegisterTime = Day, PrincipalOffence = "fraud" };
        await new CaseService.CaseServiceClient(Channel).RegisterCaseAsync(new() { CaseId = "here", Case = record, RequestId = "c" });
        await new CaseTaskService.CaseTaskServiceClient(Channel).CreateTaskAsync(
            new() { Name = "cases/here", TaskId = "here", Task = new() { Title = "invented", Assignee = "local", DueTime = Day }, RequestId = "t" });
        await new CaseNoteService.CaseNoteServiceClient(Channel).AddNoteAsync(new() { Name = "cases/here", NoteId = "here", Text = "invented", RequestId = "n" });
        CaseFacts facts = new() { Area = "53" };
        await new CaseCorrectionService.CaseCorrectionServiceClient(Channel).RequestCorrectionAsync(
            new() { Name = "cases/here", CorrectionId = "here", Facts = facts, UpdateMask = new() { Paths = { "area" } }, Reason = "why", RequestId = "k" });
    }

    private async Task AddToCaseAsync()
    {
        CaseEvidence evidence = new() { Kind = EvidenceKind.Object, ObtainTime = Day, Description = new() { Text = "invented" }, Exhibit = "exhibits/here" };
        await new CaseEvidenceService.CaseEvidenceServiceClient(Channel).AddEvidenceAsync(
            new() { Name = "cases/here", EvidenceId = "here", Evidence = evidence, RequestId = "e" });
        Notice notice = new()
        {
            Counterpart = new() { Kind = CounterpartKind.Customs, Office = "Customs" },
            Subject = NoticeSubject.Smuggling,
            Content = new() { Title = "invented" },
            Classification = NoticeClassification.Routine,
            Unit = "U1",
            Area = Area,
            ReceiveTime = Day,
        };
        await new NoticeService.NoticeServiceClient(Channel).RecordNoticeAsync(new() { NoticeId = "here", Notice = notice, RequestId = "l" });
    }

    // To another case, which only somebody else may know of.
    private async Task TakeAccessAsync()
    {
        var cases = new CaseService.CaseServiceClient(Channel);
        Case record = new() { Unit = "U1", Area = Area, RegisterTime = Day, PrincipalOffence = "fraud" };
        await cases.RegisterCaseAsync(new() { CaseId = "hidden", Case = record, RequestId = "h" });
        await cases.RestrictCaseAsync(new() { Name = "cases/hidden", NeedToKnow = { "local" }, Reason = "why", RequestId = "x" });
        await new EmergencyAccessService.EmergencyAccessServiceClient(Channel).TakeEmergencyAccessAsync(
            new() { Name = "cases/hidden", AccessId = "here", Reason = "why", RequestId = "a" }, new Grpc.Core.Metadata { { "border-actor", "another" } });
    }

    private async Task SeizeAsync()
    {
        SeizedItem item = new() { Id = "lot", Kind = ItemKind.Drug, Sort = "heroin", Quantity = new() { Mass = new() { Amount = "5", Unit = Border.Type.V1.MassUnit.Kilogram } } };
        await new SeizureService.SeizureServiceClient(Channel).RecordSeizureAsync(
            new() { SeizureId = "here", RequestId = "z", Seizure = new() { Unit = "U1", Area = Area, SeizeTime = Day, Items = { item } } });
        await new CustodyService.CustodyServiceClient(Channel).OpenExhibitAsync(
            new() { ExhibitId = "here", Seizure = "seizures/here", ItemId = "lot", ActTime = Day, RequestId = "o" });
    }
}
