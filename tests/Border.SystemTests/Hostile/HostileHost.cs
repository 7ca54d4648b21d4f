using System.Globalization;
using Border.Cases;
using Border.Cases.V1;
using Border.Patrols;
using Border.Patrols.V1;
using Border.Persons;
using Border.Persons.V1;
using Border.Seizures;
using Border.ServiceDefaults.Records;
using Border.Statistics;
using Border.Statistics.V1;
using Border.Storage;
using Border.SystemTests.Samples;
using Border.Testing;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Border.SystemTests.Hostile;

/// <summary>A host with every service, on SQLite, that keeps what it logs as errors.</summary>
public sealed class HostileHost : IAsyncLifetime
{
    private StoragePlace? _place;
    private ServiceHost? _host;

    internal ErrorLog Log { get; } = new();

    internal ServiceHost Host => _host!;

    /// <summary>The folder of the databases.</summary>
    internal string Folder => _place!.Place;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(StorageEngineKind.Sqlite);
        var address = $"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}";
        string[] feeds = ["Feeds:Patrols", "Feeds:Persons", "Feeds:Cases", "Feeds:Seizures"];
        _host = await ServiceHost.StartAsync(_place, Add, Map, [("Listen:Url", address), ("Forms:Patrols", address), .. feeds.Select(feed => (feed, address))]);
        await ImportReferenceAsync(new(_host.Channel));
        await ImportFormsAsync(new(_host.Channel));
        await StateZerosAsync(new(_host.Channel));
        await SamplePhoto.UploadAsync(_host.Channel);
        await PlanPatrolsAsync(new(_host.Channel));
        await RegisterPersonsAsync(new(_host.Channel));
        await SampleErasures.RecordAsync(_host.Channel);
        await RegisterWatchNoticesAsync(new(_host.Channel));
        await SampleExhibits.OpenAsync(_host.Channel);
        await RequestCorrectionsAsync(new(_host.Channel), new(_host.Channel));
        await TakeAccessesAsync(new(_host.Channel), new(_host.Channel));
        await SampleNotices.SendAsync(_host.Channel);
        await SampleReleases.PublishAsync(_host.Channel);
        await SaveFiltersAsync(new(_host.Channel));
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        _place!.Dispose();
    }

    private void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ILoggerProvider>(Log);
        builder.AddPatrols().AddPersons().AddCases().AddSeizures().AddStatistics();
    }

    private static void Map(WebApplication app) => app.MapPatrols().MapPersons().MapCases().MapSeizures().MapStatistics();

    private static async Task ImportFormsAsync(ReferenceService.ReferenceServiceClient reference)
    {
        var forms =
            from kind in FormFields.Requests
            let path = FormFields.VersionPathOf(kind.Value)
            select new Form { Code = kind.Key, Fields = { new FormField { Path = path, Label = new() { En = "Invented", Zh = "虚构" }, IsRequired = true } } };
        await reference.ImportFormsAsync(new() { Forms = { forms }, RequestId = "forms" });
    }

    private static async Task ImportReferenceAsync(StatisticsService.StatisticsServiceClient statistics)
    {
        var areas = SampleTexts.Areas.Select(code => new Area { Code = code, Kind = AreaKind.Region, DisplayName = new() { En = code, Zh = code } });
        await statistics.ImportAreasAsync(new() { RequestId = "areas", Areas = { areas } });
        await statistics.CreateIndicatorAsync(new()
        {
            RequestId = "indicator",
            Indicator = new()
            {
                Code = SampleTexts.ReportedIndicator,
                DisplayName = new() { En = "Invented", Zh = "虚构" },
                Unit = "cases",
                Measure = Measure.Flow,
            },
        });
    }

    // Whether the samples leave anything to be stated that they then withdraw depends on the order in which the services are tried.
    private static async Task StateZerosAsync(CompletenessService.CompletenessServiceClient completeness)
    {
        foreach (var day in SampleTexts.EmptyDays)
        {
            await completeness.SubmitZeroReportAsync(
                new() { Indicator = SampleTexts.EmptyIndicator, Period = day, Area = SampleTexts.EmptyArea, RequestId = $"zero-{day}" });
        }
    }

    private static async Task SaveFiltersAsync(SavedFilterService.SavedFilterServiceClient filters)
    {
        foreach (var name in SampleTexts.RenamedFilters.Concat(SampleTexts.DeletedFilters))
        {
            var id = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            SavedFilter filter = new() { Page = FilteredPage.Cases, Title = id, Terms = { new FilterTerm { Key = "area", Value = "53" } } };
            await filters.SaveFilterAsync(new() { FilterId = id, RequestId = name, Filter = filter });
        }
    }

    private static async Task PlanPatrolsAsync(PatrolService.PatrolServiceClient patrols)
    {
        foreach (var name in SampleTexts.PlannedPatrols.Concat(SampleTexts.StartedPatrols))
        {
            await patrols.CreatePatrolAsync(new()
            {
                PatrolId = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..],
                RequestId = name,
                Patrol = new() { Unit = "U1", Area = "53", Type = PatrolType.Routine, PlanTime = new() { Seconds = 1_600_000_000 } },
            });
        }

        foreach (var name in SampleTexts.StartedPatrols)
        {
            await patrols.StartPatrolAsync(new() { Name = name, StartTime = new() { Seconds = 1_600_000_000 }, RequestId = $"{name}-start" });
            foreach (var id in SampleTexts.Observations)
            {
                var seen = new Observation { Id = id, Category = ObservationCategory.Drone, ObserveTime = new() { Seconds = 1_600_000_000 } };
                await patrols.AddObservationAsync(new() { Name = name, Observation = seen, RequestId = $"{name}-{id}" });
            }
        }
    }

    private static async Task RegisterPersonsAsync(PersonRegistryService.PersonRegistryServiceClient persons)
    {
        foreach (var name in SampleTexts.Persons)
        {
            await persons.RegisterPersonAsync(new()
            {
                PersonId = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..],
                RequestId = name,
                Person = new() { Unit = "U1", Area = "53", RegisterTime = new() { Seconds = 1_600_000_000 } },
            });
        }
    }

    private static async Task RegisterWatchNoticesAsync(WatchService.WatchServiceClient watch)
    {
        foreach (var name in SampleTexts.WatchNotices)
        {
            await watch.RegisterWatchNoticeAsync(new()
            {
                NoticeId = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..],
                RequestId = name,
                Notice = new()
                {
                    Issuer = "an invented court",
                    Ground = WatchGround.Wanted,
                    ValidFrom = new() { Seconds = 1_500_000_000 },
                    ValidUntil = new() { Seconds = 1_900_000_000 },
                    Identity = new() { Claims = { new IdentityClaim { Source = ClaimSource.Stated, FamilyName = SampleTexts.Personal, BirthDate = "1990-05-01" } } },
                },
            });
        }
    }

    private static async Task TakeAccessesAsync(
        CaseService.CaseServiceClient cases, EmergencyAccessService.EmergencyAccessServiceClient emergencies)
    {
        Metadata owner = new() { { "border-actor", "owner" } };
        foreach (var name in SampleTexts.HiddenCases)
        {
            var id = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var record = new Case { Unit = "U1", Area = "53", RegisterTime = new() { Seconds = 1_600_000_000 }, PrincipalOffence = "fraud" };
            await cases.RegisterCaseAsync(new() { CaseId = id, Case = record, RequestId = id });
            await cases.RestrictCaseAsync(new() { Name = name, NeedToKnow = { "owner" }, Reason = "why", RequestId = $"r-{id}" }, owner);
        }

        foreach (var name in SampleTexts.Emergencies)
        {
            var id = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            await emergencies.TakeEmergencyAccessAsync(
                new() { Name = SampleTexts.HiddenCases[0], AccessId = id, Reason = "why", RequestId = $"e-{id}" },
                new Metadata { { "border-actor", "another" } });
        }
    }

    // Another actor than the hostile one must have requested what that one approves.
    private static async Task RequestCorrectionsAsync(
        CaseService.CaseServiceClient cases, CaseCorrectionService.CaseCorrectionServiceClient corrections)
    {
        foreach (var name in SampleTexts.AskedCases)
        {
            var id = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var record = new Case { Unit = "U1", Area = "53", RegisterTime = new() { Seconds = 1_600_000_000 }, PrincipalOffence = "fraud" };
            await cases.RegisterCaseAsync(new() { CaseId = id, Case = record, RequestId = id });
            CaseFacts facts = new() { Area = "54" };
            await corrections.RequestCorrectionAsync(
                new() { Name = name, CorrectionId = id, Facts = facts, UpdateMask = new() { Paths = { "area" } }, Reason = "why", RequestId = $"c-{id}" },
                new Metadata { { "border-actor", "another" } });
        }
    }
}
