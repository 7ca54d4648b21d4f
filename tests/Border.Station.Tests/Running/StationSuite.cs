using Border.Persons.V1;
using Border.Station.Demo;
using Border.Station.Tests.Demo;
using Border.Statistics.V1;
using Border.Storage;
using Border.Testing;

namespace Border.Station.Tests.Running;

/// <summary>A station with a hundredth of the demo.</summary>
public abstract class StationSuite(StorageEngineKind engine)
{
    private const int Divisor = 100;

    private static readonly DemoTargets Targets = DemoTargets.Published.Divided(Divisor);

    [Fact]
    public async Task Load_OfADemo_IsCountedToItsTargets()
    {
        using var place = await StoragePlace.NewAsync(engine);
        await using var station = await RunningStation.StartAsync(place, Divisor);

        var notes = await station.LoadAsync();

        Assert.Contains("submissions stored and counted", notes, StringComparison.Ordinal);
        await AssertCountedAsync(station);
    }

    [Theory]
    [InlineData("en", "84 border cases were registered, up 223% on the first half of 2020 (26).", "Cargo aircraft inspected: 111,000, up 35% on the first half of 2020 (82,000)")]
    [InlineData("zh", "立案侦办妨害国（边）境管理刑事案件84起，同比上升223%（2020年上半年为26起）。", "查验货运飞机架次：111000架次，同比上升35%")]
    public async Task Bulletin_OfADemo_TellsItsNumbers(string language, string ofRecords, string ofReturns)
    {
        using var place = await StoragePlace.NewAsync(engine);
        await using var station = await RunningStation.StartAsync(place, Divisor);
        await station.LoadAsync();

        var bulletin = await station.BulletinAsync(language);

        Assert.Equal(ofRecords, bulletin.Split('\n')[1]);
        Assert.Contains(ofReturns, bulletin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_OfALoadedDemo_SendsNothing()
    {
        using var place = await StoragePlace.NewAsync(engine);
        await using (var first = await RunningStation.StartAsync(place, Divisor))
            await first.LoadAsync();
        await using var second = await RunningStation.StartAsync(place, Divisor);

        var notes = await second.LoadAsync();

        Assert.Equal("The demo is loaded already.", notes.Trim());
        await AssertCountedAsync(second);
    }

    [Fact]
    public async Task Send_OfEverythingAgain_IsAnsweredAsBeforeAndCountsNothing()
    {
        using var place = await StoragePlace.NewAsync(engine);
        await using var station = await RunningStation.StartAsync(place, Divisor);
        var demo = new DemoData(Targets);
        var first = await station.SendAsync(demo);

        var second = await station.SendAsync(demo);

        Assert.Equal((demo.SubmissionCount, demo.SubmissionCount), (first.Answered, second.Answered));
        Assert.Equal(second.Answered, second.Replayed);
        await AssertCountedAsync(station);
    }

    [Fact]
    public async Task Load_BrokenOffInTheMiddle_IsFinishedByTheNext()
    {
        using var place = await StoragePlace.NewAsync(engine);
        await using (var first = await RunningStation.StartAsync(place, Divisor))
        {
            using var broken = new CancellationTokenSource();
            var loading = first.LoadAsync(broken.Token);
            await Task.WhenAny(loading, UntilSomeAreStoredAsync(first));
            await broken.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => loading);
        }

        await using var second = await RunningStation.StartAsync(place, Divisor);
        await second.LoadAsync();

        await AssertCountedAsync(second);
    }

    [Fact]
    public async Task Zones_OfADemo_HaveRightCheckDigits()
    {
        using var place = await StoragePlace.NewAsync(engine);
        await using var station = await RunningStation.StartAsync(place, Divisor);
        var persons = new PersonService.PersonServiceClient(station.Channel);
        var claims = new DemoData(Targets).Interceptions.Select(request => request.Register).OfType<RegisterInterceptionRequest>()
            .SelectMany(request => request.Interception.Identity.Claims).Where(claim => claim.MachineReadableZone.Length > 0).Take(20).ToList();

        Assert.NotEmpty(claims);
        foreach (var claim in claims)
        {
            var zone = await persons.ParseMachineReadableZoneAsync(new() { Zone = claim.MachineReadableZone, ReferenceDate = "2021-06-30" });
            Assert.Equal((ZoneForm.Td3, claim.Document.Number, claim.BirthDate), (zone.Form, zone.Claim.Document.Number, zone.Claim.BirthDate));
            Assert.Empty(zone.Claim.FailedCheckDigits);
        }
    }

    private static async Task UntilSomeAreStoredAsync(RunningStation station)
    {
        while ((await station.Statistics.GetProgressAsync(new())).Feeds.Sum(feed => feed.FoldedPosition) < 100)
            await Task.Yield();
    }

    private static async Task AssertCountedAsync(RunningStation station)
    {
        foreach (var (year, indicator, amount) in Expected.Of(Targets))
            Assert.Equal((indicator, amount), (indicator, await station.FirstHalfAsync(year, indicator)));
        Assert.Empty(await station.RecountAsync(RecountSource.Contributions));
        Assert.Empty(await station.RecountAsync(RecountSource.Records));
    }
}

public sealed class SqliteStationTests() : StationSuite(StorageEngineKind.Sqlite);

public sealed class PostgresStationTests() : StationSuite(StorageEngineKind.Postgres);
