using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Patrols.V1;
using Border.Persons.V1;
using Border.Seizures.V1;
using Border.Statistics.V1;
using Border.Storage;
using Border.Type.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Border.SystemTests.Histories;

public sealed class SqliteErasedFigureTests() : ErasedFigureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresErasedFigureTests() : ErasedFigureSuite(StorageEngineKind.Postgres);

/// <summary>Figures, what makes them up, and a recount, before and after a person, a case, a seizure with its exhibit and a patrol are erased.</summary>
public abstract class ErasedFigureSuite(StorageEngineKind engine)
{
    private static readonly Timestamp Day = new() { Seconds = 1_610_000_000 };
    private static readonly string[] Explained = ["border_cases_registered", "suspects_arrested", "drugs_seized", "patrols_conducted"];
    private static readonly SeizedItem Heroin = new()
    {
        Id = "d",
        Kind = ItemKind.Drug,
        Sort = "heroin",
        Quantity = new() { Mass = new() { Amount = "2", Unit = MassUnit.Kilogram } },
    };

    private static readonly Metadata ForThis = new() { { "border-purpose", "investigation" } };

    [Fact]
    public async Task Figures_AfterAPersonACaseASeizureAndAPatrolAreErased_AreWhatTheyWere()
    {
        await using var host = await HistoryHost.StartAsync(engine);
        await FillAsync(host);
        var figures = await FiguresAsync(host);
        var parts = await PartsAsync(host);
        Assert.Contains(figures, line => line.StartsWith("suspects_arrested", StringComparison.Ordinal));
        Assert.All(parts, part => Assert.Contains(part.Value, record => record.Contains(RecordOf(part.Key), StringComparison.Ordinal)));

        await EraseAsync(host, "persons/p");
        await CarriedOutAsync(host);
        Assert.Equal(figures, await FiguresAsync(host));
        foreach (var name in (string[])["cases/a", "seizures/s", "patrols/t"])
        {
            await EraseAsync(host, name);
            Assert.Equal(figures, await FiguresAsync(host));
        }

        Assert.Equal(parts, await PartsAsync(host));
        await HistorySuite.AssertRecountAsync(host, RecountSource.Contributions);
        await HistorySuite.AssertRecountAsync(host, RecountSource.Records);
        var record = await new CaseService.CaseServiceClient(host.Host.Channel).GetCaseAsync(new() { Name = "cases/b" });
        Assert.Equal(("", "", true), (record.Suspects[0].Person, record.Suspects[0].StatedName, record.Suspects[0].EraseTime is not null));
    }

    private static async Task FillAsync(HistoryHost host)
    {
        await new PersonRegistryService.PersonRegistryServiceClient(host.Host.Channel).RegisterPersonAsync(new()
        {
            PersonId = "p",
            Person = new()
            {
                Unit = "U1",
                Area = "53",
                RegisterTime = Day,
                Identity = new() { Claims = { new IdentityClaim { Source = ClaimSource.Stated, FamilyName = "Invented" } } },
            },
            RequestId = "p",
        });
        await SeizeAsync(host);
        await PatrolAsync(host);
        var cases = new CaseService.CaseServiceClient(host.Host.Channel);
        foreach (var (id, suspects) in ((string, string[])[])[("a", ["persons/p", ""]), ("b", ["persons/p"])])
        {
            var record = new Case { Unit = "U1", Area = "53.01", RegisterTime = Day, PrincipalOffence = "illegal_crossing", Particulars = new() { Title = "Invented" } };
            await cases.RegisterCaseAsync(new() { CaseId = id, Case = record, RequestId = id });
            for (var i = 0; i < suspects.Length; i++)
            {
                CaseSuspect suspect = new() { Id = $"s{i}", Person = suspects[i], StatedName = "Invented" };
                await cases.AddSuspectAsync(new() { Name = $"cases/{id}", Suspect = suspect, RequestId = $"{id}-s{i}" });
                Arrest arrest = new() { Id = $"x{i}", SuspectId = $"s{i}", ArrestTime = Day, Suspect = new() { StatedName = "Invented" } };
                await cases.RecordArrestAsync(new() { Name = $"cases/{id}", Arrest = arrest, RequestId = $"{id}-x{i}" });
            }
        }
    }

    private static async Task SeizeAsync(HistoryHost host)
    {
        var seizure = new Seizure { Unit = "U1", Area = "53.01", SeizeTime = Day, Note = "Of Invented", Items = { Heroin } };
        await new SeizureService.SeizureServiceClient(host.Host.Channel).RecordSeizureAsync(new() { SeizureId = "s", Seizure = seizure, RequestId = "s" });
        var custody = new CustodyService.CustodyServiceClient(host.Host.Channel);
        await custody.OpenExhibitAsync(new() { ExhibitId = "e", Seizure = "seizures/s", ItemId = "d", ActTime = Day, RequestId = "e" });
        Witness[] witnesses = [new() { FullName = "Invented One", Office = "Customs" }, new() { FullName = "Invented Two", Office = "Police" }];
        Destruction burnt = new() { Method = "Burnt", Authority = "Order 7", Witnesses = { witnesses } };
        await custody.DestroyExhibitAsync(new() { Name = "exhibits/e", ActTime = Day, Destruction = burnt, RequestId = "d" });
    }

    private static async Task PatrolAsync(HistoryHost host)
    {
        var patrols = new PatrolService.PatrolServiceClient(host.Host.Channel);
        var plan = new Patrol { Unit = "U1", Area = "53.01", Type = PatrolType.Routine, PlanTime = Day, Leader = "N-1", Team = { "N-2" }, OfficerCount = 2 };
        await patrols.CreatePatrolAsync(new() { PatrolId = "t", Patrol = plan, RequestId = "t" });
        await patrols.StartPatrolAsync(new() { Name = "patrols/t", StartTime = Day, RequestId = "t-s" });
        Observation seen = new() { Id = "o", Category = ObservationCategory.Footprints, ObserveTime = Day, Note = "Of Invented" };
        await patrols.AddObservationAsync(new() { Name = "patrols/t", Observation = seen, RequestId = "t-o" });
        await patrols.EndPatrolAsync(new() { Name = "patrols/t", EndTime = new() { Seconds = Day.Seconds + 3600 }, RequestId = "t-e" });
    }

    private static string RecordOf(string indicator) => indicator switch
    {
        "drugs_seized" => "seizures/s",
        "patrols_conducted" => "patrols/t",
        _ => "cases/b",
    };

    private static async Task EraseAsync(HistoryHost host, string name)
    {
        var id = name.Replace('/', '-');
        await new ErasureService.ErasureServiceClient(host.Host.Channel).EraseRecordAsync(
            new() { Name = name, ErasureId = id, Reason = "as the law says", RequestId = id }, ForThis);
    }

    // Cases asks by itself what was erased.
    private static async Task CarriedOutAsync(HistoryHost host)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var erasures = new ErasureService.ErasureServiceClient(host.Host.Channel);
        ListErasuresRequest request = new() { Service = "cases", State = ErasureState.Done };
        while ((await erasures.ListErasuresAsync(request, cancellationToken: limit.Token)).Erasures.Count == 0)
            await Task.Delay(100, limit.Token);
    }

    private static async Task<IReadOnlyList<string>> FiguresAsync(HistoryHost host)
    {
        var heads = new List<FeedPosition>();
        foreach (var feed in (string[])["persons", "cases", "seizures", "patrols"])
            heads.Add(new() { Feed = feed, Position = await host.Host.Services.GetRequiredKeyedService<IDocumentStore>(feed).HeadAsync(default) });
        await host.Statistics.AwaitProgressAsync(new() { Positions = { heads } });
        return await HistorySuite.FiguresAsync(host, "");
    }

    private static async Task<Dictionary<string, string[]>> PartsAsync(HistoryHost host)
    {
        var parts = new Dictionary<string, string[]>();
        foreach (var indicator in Explained)
        {
            var answer = await host.Statistics.ExplainAsync(new() { Indicator = indicator, Period = "2021", PageSize = 1000 });
            parts[indicator] = [.. answer.Contributions.Select(part => part.ToString()).Order(StringComparer.Ordinal)];
        }

        return parts;
    }
}
