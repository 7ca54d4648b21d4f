using Border.Cases.V1;
using Border.Lookup.V1;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class SqliteLookupTests() : LookupSuite(StorageEngineKind.Sqlite);

public sealed class PostgresLookupTests() : LookupSuite(StorageEngineKind.Postgres);

/// <summary>History and search of any record, over a real host.</summary>
public abstract class LookupSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static RecordKind<Case> KindOf(bool isSealed = false) => new(
        "cases",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Time("register_time", record.RegisterTime.ToDateTimeOffset())])
    {
        Readers = (record, actor) => record.NeedToKnow.Count == 0 || record.NeedToKnow.Contains(actor),
        IsSealed = isSealed,
        Search = new(
            "register_time",
            record => record.RegisterTime,
            record => [SearchTerm.Identifier(record.Unit), SearchTerm.Words(record.Particulars.Title)],
            record => record.Unit),
    };

    private StoragePlace _place = null!;
    private TestHost _host = null!;
    private RecordStore<Case> _records = null!;

    private LookupService.LookupServiceClient Client => new(_host.Channel);

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await StartAsync(KindOf());
        _records = _host.Services.GetRequiredService<RecordStore<Case>>();
        await CreateAsync("a", "U-53 01", "Boat on the red river", 1);
        await CreateAsync("b", "U-5302", "王小明 with a boat", 2);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Theory]
    [InlineData("u5301", "cases/a")]
    [InlineData("boat", "cases/b cases/a")]
    [InlineData("Red BOAT", "cases/a")]
    [InlineData("wang boat", "cases/b")]
    [InlineData("王小明", "cases/b")]
    [InlineData("red wang", "")]
    [InlineData("...", "")]
    public async Task SearchRecords_ByNumberOrWords_FindsLatestFirst(string query, string expected)
    {
        var answer = await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = query });

        Assert.Equal(expected, string.Join(' ', answer.Records.Select(record => record.Name)));
        Assert.False(answer.HasMore);
    }

    [Fact]
    public async Task SearchRecords_MoreThanAsked_SaysThatThereAreMore()
    {
        var answer = await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "boat", PageSize = 1, Collections = { "cases" } });

        var found = Assert.Single(answer.Records);
        Assert.Equal(("cases/b", "U-5302", 2L), (found.Name, found.Label, found.Time.Seconds));
        Assert.True(answer.HasMore);
    }

    [Fact]
    public async Task SearchRecords_OneByItsNumberAndOneByItsWords_AreNotMoreThanAsked()
    {
        await CreateAsync("c", "U-9", "Seen beside u5301", 3);

        var answer = await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "u5301", PageSize = 1 });

        Assert.Equal(["cases/c"], answer.Records.Select(record => record.Name));
        Assert.True(answer.HasMore);
        Assert.False((await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "u5301", PageSize = 2 })).HasMore);
    }

    [Fact]
    public async Task SearchRecords_AfterAnAmendment_FindsTheNewWordsOnly()
    {
        await ChangeAsync("a", "r2", record => record.Particulars.Title = "Raft", "The boat was a raft.");

        Assert.Empty((await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "red" })).Records);
        Assert.Single((await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "raft" })).Records);
    }

    [Fact]
    public async Task ListVersions_OfAChangedRecord_TellsWhoDidWhatAndWhyWithBothStates()
    {
        await ChangeAsync("a", "r2", record => record.Unit = "U9", "Wrong unit.");

        var first = await Client.ListVersionsAsync(new ListVersionsRequest { Name = "cases/a", PageSize = 1 });
        var second = await Client.ListVersionsAsync(new ListVersionsRequest { Name = "cases/a", AfterVersion = 1 });

        Assert.True(first.HasMore);
        Assert.False(second.HasMore);
        RecordVersion[] versions = [Assert.Single(first.Versions), Assert.Single(second.Versions)];
        Assert.Equal(
            [(1L, "registered", "local", "", "U-53 01"), (2L, "amended", "local", "Wrong unit.", "U9")],
            versions.Select(v => (v.Version, v.Verb, v.Actor, v.Reason, v.Record.Unpack<Case>().Unit)));
        Assert.Equal("2", versions[1].Record.Unpack<Case>().Etag);
    }

    [Fact]
    public async Task ListVersions_OfALargeRecord_TellsAsManyAsEveryClientTakes()
    {
        for (var i = 2; i <= 5; i++)
            await ChangeAsync("a", $"r{i}", record => record.Number = new string('7', 1024 * 1024), "It grew.");

        var first = await Client.ListVersionsAsync(new ListVersionsRequest { Name = "cases/a" });
        var rest = await Client.ListVersionsAsync(new ListVersionsRequest { Name = "cases/a", AfterVersion = first.Versions[^1].Version });

        Assert.Equal([1, 2, 3], first.Versions.Select(version => version.Version));
        Assert.True(first.HasMore);
        Assert.Equal([4, 5], rest.Versions.Select(version => version.Version));
        Assert.False(rest.HasMore);
    }

    [Fact]
    public async Task SearchAndVersions_OfARecordThatIsNotForTheActor_AreAsIfItWereNotThere()
    {
        await ChangeAsync("a", "r2", record => record.NeedToKnow.Add("chief"), "Need to know.");
        var chief = new Metadata { { "border-actor", "chief" } };

        Assert.Equal("cases/b", Assert.Single((await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "boat" })).Records).Name);
        Assert.Equal(2, (await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "boat" }, chief)).Records.Count);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Client.ListVersionsAsync(new ListVersionsRequest { Name = "cases/a" }));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.Equal(2, (await Client.ListVersionsAsync(new ListVersionsRequest { Name = "cases/a" }, chief)).Versions.Count);
        Assert.Equal(new ListVersionsResponse(), await Client.ListVersionsAsync(new ListVersionsRequest { Name = "cases/a", AfterVersion = 2 }, chief));
    }

    // Whoever may know of little must not cost the reading of all.
    [Fact]
    public async Task SearchRecords_MoreIsHiddenThanIsLookedThrough_EndsAndSaysThatThereMayBeMore()
    {
        var hidden = Enumerable.Range(0, ShownPage.MostRead + 200).Select(i => CreateAsync($"h-{i}", "U-9", "Boat", 10 + i, "chief"));
        await Task.WhenAll(hidden);

        var answer = await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "boat" });
        var narrowed = await Client.SearchRecordsAsync(new SearchRecordsRequest { Query = "red boat" });

        Assert.Empty(answer.Records);
        Assert.True(answer.HasMore);
        Assert.Equal("cases/a", Assert.Single(narrowed.Records).Name);
        Assert.False(narrowed.HasMore);
    }

    [Theory]
    [InlineData("cases/none", 0)]
    [InlineData("cases/none", 1)]
    [InlineData("boats/a", 0)]
    public async Task ListVersions_OfNothing_IsNotFound(string name, long after)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Client.ListVersionsAsync(new ListVersionsRequest { Name = name, AfterVersion = after }));

        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task SelectKnown_TheKeyOfOneIsNotThere_TellsAllTheSame()
    {
        await using (var before = await StartAsync(KindOf(isSealed: true)))
        {
            _records = before.Services.GetRequiredService<RecordStore<Case>>();
            await CreateAsync("c", "U-9", "Raft", 3);
        }

        await Tampering.RunAsync(_place, "delete from data_key", "cases_keys");
        await using var host = await StartAsync(KindOf(isSealed: true));

        var known = await new LookupService.LookupServiceClient(host.Channel).SelectKnownAsync(new() { Names = { "cases/none", "cases/c", "boats/a", "cases/a" } });

        Assert.Equal(["cases/c", "cases/a"], known.Names);
    }

    private Task<TestHost> StartAsync(RecordKind<Case> kind) => TestHost.StartAsync(
        configure: builder => builder.Services.AddRecords("cases", "border.cases.v1.CaseService", kind).AddRecordStore("cases", kind),
        args: [.. _place.Arguments]);

    private Task<Written<Case>> CreateAsync(string id, string unit, string title, long at, params string[] needToKnow) => _records.CreateAsync(
        new WriteCall(new RegisterCaseRequest { RequestId = $"c-{id}" }, "local"),
        new Case
        {
            Name = $"cases/{id}",
            Unit = unit,
            RegisterTime = new Timestamp { Seconds = at },
            Particulars = new CaseParticulars { Title = title },
            NeedToKnow = { needToKnow },
        },
        "registered",
        CancellationToken.None);

    private Task<Written<Case>> ChangeAsync(string id, string request, Action<Case> change, string reason) => _records.ChangeAsync(
        new WriteCall(new AmendCaseRequest { RequestId = request }, "local"), $"cases/{id}", "", "amended", reason, change, CancellationToken.None);
}
