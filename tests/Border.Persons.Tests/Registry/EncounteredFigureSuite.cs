using Border.Persons.V1;
using Border.Statistics;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Persons.Tests.Registry;

public sealed class SqliteEncounteredFigureTests() : EncounteredFigureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresEncounteredFigureTests() : EncounteredFigureSuite(StorageEngineKind.Postgres);

/// <summary>The number of different persons follows whatever happens to records, and is told as it was known on each day.</summary>
public abstract class EncounteredFigureSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Indicator = "persons_encountered";
    private const string H1 = "2021-H1";

    // Noon in Asia/Shanghai, whose dates are the days of figures.
    private static readonly DateTimeOffset FirstDay = new(2021, 7, 1, 4, 0, 0, TimeSpan.Zero);

    private readonly SetClock _clock = new(FirstDay);
    private readonly List<(string Day, string Number)> _told = [];
    private StoragePlace _place = null!;
    private ServiceHost _host = null!;
    private int _requests;

    private PersonService.PersonServiceClient Interceptions => new(_host.Channel);

    private PersonRegistryService.PersonRegistryServiceClient Persons => new(_host.Channel);

    private StatisticsService.StatisticsServiceClient Statistics => new(_host.Channel);

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        string[] keys = ["Listen:Url", "Feeds:Patrols", "Feeds:Persons", "Feeds:Cases", "Feeds:Seizures"];
        _host = await ServiceHost.StartAsync(
            _place,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.AddPersons().AddStatistics();
            },
            app => app.MapPersons().MapStatistics(),
            [.. keys.Select(key => (key, address))]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Figures_MergesVoidsAndLateArrivals_AreFollowedAndKeepWhatWasKnown()
    {
        await RegisterAsync("a");
        await RegisterAsync("b");
        await MeetAsync("i1", "2021-02-03", "53.01", "a");
        await MeetAsync("i2", "2021-05-06", "53.02", "a");
        await MeetAsync("i3", "2021-05-07", "53.01", "b");
        await MeetAsync("i4", "2021-05-07", "53.01", "");
        await MeetAsync("i5", "2021-05-07", "53.01", "");
        Assert.Equal("4", await EndOfDayAsync());
        await Persons.MergePersonsAsync(new() { Name = "persons/b", Survivor = "persons/a", Reason = "one person", RequestId = NextId() });
        Assert.Equal("3", await EndOfDayAsync());
        await MeetAsync("i6", "2021-01-05", "54", "b");
        Assert.Equal("3", await EndOfDayAsync());
        await Persons.UnmergePersonAsync(new() { Name = "persons/b", Reason = "two persons", RequestId = NextId() });
        Assert.Equal("4", await EndOfDayAsync());
        await IdentifyAsync("i5", "persons/a");
        Assert.Equal("3", await EndOfDayAsync());
        await Interceptions.VoidInterceptionAsync(new() { Name = "interceptions/i4", Reason = "by mistake", RequestId = NextId() });
        Assert.Equal("2", await EndOfDayAsync());

        foreach (var (day, number) in _told)
            Assert.Equal(number, await NumberAsync(day));
        Assert.Equal(["2021-01=1", "2021-02=1", "2021-03=0", "2021-04=0", "2021-05=2", "2021-06=0"], await PartsAsync(Breakdown.Month, figure => figure.Period));
        Assert.Equal(["53=2", "54=1"], await PartsAsync(Breakdown.Area, figure => figure.Area));
        Assert.Equal(["illegal_entry=2", "illegal_work=2"], await PartsAsync(Breakdown.Category, figure => figure.Category));
        Assert.Equal(["persons/a", "persons/b"], await ExplainedAsync());
        Assert.Empty((await Statistics.RecountAsync(new() { Source = RecountSource.Contributions })).Differences);
    }

    [Fact]
    public async Task Figures_BesideTheYearBefore_CountThePersonInBoth()
    {
        await RegisterAsync("a");
        await MeetAsync("i1", "2020-05-06", "53.01", "a");
        await MeetAsync("i2", "2021-05-06", "53.01", "a");
        await MeetAsync("i3", "2021-05-07", "53.01", "");
        await FoldedAsync();

        var figure = Assert.Single((await Statistics.GetFiguresAsync(
            new() { Indicators = { Indicator }, Period = "2021-05", CompareWith = { "2020-05" } })).Figures);

        Assert.Equal((Measure.Distinct, "2", "1"), (figure.Measure, figure.Value.Amount, figure.Comparisons[0].Base.Amount));
        var bulletin = await Statistics.GetBulletinAsync(new() { Period = "2021-05" });
        Assert.Contains("2 different persons were encountered", bulletin.Narrative.En, StringComparison.Ordinal);
        Assert.Contains("查获不同人员2人", bulletin.Narrative.Zh, StringComparison.Ordinal);
        var note = (await Statistics.ListIndicatorsAsync(new())).Indicators.Single(indicator => indicator.Code == Indicator);
        Assert.Equal((Measure.Distinct, true), (note.Measure, note.Counted));
    }

    private async Task RegisterAsync(string id) => await Persons.RegisterPersonAsync(new()
    {
        PersonId = id,
        RequestId = NextId(),
        Person = new()
        {
            Unit = "U1",
            Area = "53.01",
            RegisterTime = At("2021-01-01"),
            Identity = new() { Claims = { new IdentityClaim { Source = ClaimSource.Stated, FamilyName = $"INVENTED {id}" } } },
        },
    });

    private async Task MeetAsync(string id, string day, string area, string person) => await Interceptions.RegisterInterceptionAsync(new()
    {
        InterceptionId = id,
        RequestId = NextId(),
        Interception = new()
        {
            Unit = "U1",
            Area = area,
            InterceptTime = At(day),
            Conducts = { Conduct.IllegalEntry, Conduct.IllegalWork },
            Citizenship = CitizenshipStatus.Foreign,
            Disposition = Disposition.Detained,
            Person = person.Length > 0 ? $"persons/{person}" : "",
        },
    });

    private async Task IdentifyAsync(string id, string person) => await Interceptions.AmendInterceptionAsync(new()
    {
        Interception = new() { Name = $"interceptions/{id}", Etag = "1", Person = person },
        UpdateMask = new() { Paths = { "person" } },
        Reason = "identified",
        RequestId = NextId(),
    });

    /// <summary>What is told at the end of the day, after which the next begins.</summary>
    private async Task<string> EndOfDayAsync()
    {
        await FoldedAsync();
        var number = await NumberAsync("");
        _told.Add((_clock.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), number));
        _clock.Now = _clock.Now.AddDays(1);
        return number;
    }

    private async Task FoldedAsync()
    {
        var head = await _host.Services.GetRequiredKeyedService<IDocumentStore>("persons").HeadAsync(CancellationToken.None);
        await Statistics.AwaitProgressAsync(
            new() { Positions = { new FeedPosition { Feed = "persons", Position = head } } },
            deadline: TimeProvider.System.GetUtcNow().AddSeconds(30).UtcDateTime);
    }

    private async Task<string> NumberAsync(string asOf)
    {
        var figures = await Statistics.GetFiguresAsync(new() { Indicators = { Indicator }, Period = H1, AsOf = asOf });
        return Assert.Single(figures.Figures).Value.Amount;
    }

    private async Task<IEnumerable<string>> PartsAsync(Breakdown breakdown, Func<Figure, string> part)
    {
        var figures = await Statistics.GetFiguresAsync(new() { Indicators = { Indicator }, Period = H1, Breakdown = breakdown });
        return figures.Figures.Select(figure => $"{part(figure)}={figure.Value.Amount}");
    }

    private async Task<IEnumerable<string>> ExplainedAsync()
    {
        var request = new ExplainRequest { Indicator = Indicator, Period = H1, PageSize = 3 };
        List<string> records = [];
        do
        {
            var page = await Statistics.ExplainAsync(request);
            records.AddRange(page.Contributions.Select(contribution => contribution.Record));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return records.Distinct().Order();
    }

    private string NextId() => $"q{++_requests}";

    private static Timestamp At(string day) =>
        Timestamp.FromDateTimeOffset(DateTimeOffset.Parse($"{day}T09:00:00+08:00", System.Globalization.CultureInfo.InvariantCulture));
}
