using Border.Cases.V1;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Paging;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.ServiceDefaults.Tests.Records;

public sealed class SqliteRecordStoreTests() : RecordStoreSuite(StorageEngineKind.Sqlite);

public sealed class PostgresRecordStoreTests() : RecordStoreSuite(StorageEngineKind.Postgres);

/// <summary>What every record service relies on, on each engine.</summary>
public abstract class RecordStoreSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private static readonly RecordKind<Case> Kind = new(
        "cases",
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record => [IndexKey.Time("register_time", record.RegisterTime.ToDateTimeOffset()), IndexKey.Text("area", record.Area)]);

    private StoragePlace place = null!;
    private StorageDatabase database = null!;
    private IDocumentStore store = null!;
    private RecordWork work = null!;
    private RecordStore<Case> records = null!;

    public async Task InitializeAsync()
    {
        place = await StoragePlace.NewAsync(engine);
        database = place.Open();
        store = database.OpenDocuments();
        work = new RecordWork(store, TimeProvider.System, new SearchTokens([]), new RequestDigests([7], isKeyed: true));
        records = new RecordStore<Case>(store, Kind, work, new PageTokens(TestKeys.Master));
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task Create_NewRecord_IsReadBackAsAnswered()
    {
        var written = await CreateAsync("a", "r1");

        Assert.Equal("1", written.Record.Etag);
        Assert.Equal(written.Record, await records.GetAsync("cases/a", default));
        Assert.Equal((1, false), (written.FeedPosition, written.Replayed));
    }

    [Fact]
    public async Task List_WhereMuchIsHidden_EndsAPageBeforeAllIsReadAndGoesOnFromThere()
    {
        const int Hidden = 2050;
        await work.RunAsync(
            Call("many"),
            Kind,
            session =>
            {
                for (var i = 0; i <= Hidden; i++)
                    session.Save(Kind, New($"c{i:0000}"), "registered");
                return Task.FromResult(New("c0000"));
            },
            default);
        var rounds = 0;

        var first = await ListAsync("");
        var rest = await ListAsync(first.NextPageToken);

        Assert.Empty(first.Records);
        Assert.Equal(($"cases/c{Hidden}", ""), (Assert.Single(rest.Records).Name, rest.NextPageToken));
        Assert.InRange(rounds, 1, 30);

        Task<(IReadOnlyList<Case> Records, string NextPageToken)> ListAsync(string token) => records.ListAsync(
            new ListCasesRequest(),
            token,
            1,
            new("register_time", Descending: false),
            [],
            default,
            _ =>
            {
                rounds++;
                return Task.FromResult<Func<Case, bool>>(record => record.Name == $"cases/c{Hidden}");
            });
    }

    [Fact]
    public async Task Create_SameRequestAgainAfterAChange_GivesTheFirstAnswer()
    {
        var first = await CreateAsync("a", "r1");
        await ChangeAsync("a", "r2", "", record => record.Unit = "U2");

        var again = await CreateAsync("a", "r1");

        Assert.Equal(first.Record, again.Record);
        Assert.Equal((1, true), (again.FeedPosition, again.Replayed));
    }

    [Fact]
    public async Task Create_SameRequestManyTimesAtOnce_GivesOneRecordAndEqualAnswers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => CreateAsync("a", "r1"))));

        Assert.Single(answers.Select(answer => answer.Record).Distinct());
        Assert.Single(answers, answer => !answer.Replayed);
        Assert.Equal(1, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Create_SameIdWithOtherContent_IsRefused()
    {
        await CreateAsync("a", "r1");

        Assert.Equal(ErrorReason.RequestIdReused, await ReasonAsync(() => CreateAsync("a", "r1", "other")));
        Assert.Equal(ErrorReason.RecordExists, await ReasonAsync(() => CreateAsync("a", "r2")));
        Assert.Equal(1, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Change_SameRequestManyTimesAtOnce_ChangesOnceAndGivesEqualAnswers()
    {
        await CreateAsync("a", "r1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ChangeAsync("a", "r2", "1", record => record.Unit += "x"))));

        Assert.Single(answers.Select(answer => answer.Record).Distinct());
        Assert.Equal("U1x", (await records.GetAsync("cases/a", default)).Unit);
        Assert.Equal(2, await store.HeadAsync(default));
    }

    [Fact]
    public async Task Change_ManyWithoutEtagAtOnce_AllCount()
    {
        await CreateAsync("a", "r0");

        await Task.WhenAll(Enumerable.Range(1, 30).Select(i => Task.Run(() => ChangeAsync("a", $"r{i}", "", record => record.OtherOffences.Add($"o{i}")))));

        Assert.Equal(30, (await records.GetAsync("cases/a", default)).OtherOffences.Count);
    }

    [Fact]
    public async Task Change_ManyWithTheSameEtagAtOnce_OneWins()
    {
        await CreateAsync("a", "r0");

        var reasons = await Task.WhenAll(Enumerable.Range(1, 30).Select(i => Task.Run(() => ReasonAsync(() => ChangeAsync("a", $"r{i}", "1", record => record.Unit = $"U{i}")))));

        Assert.Single(reasons, ErrorReason.Unspecified);
        Assert.Equal(29, reasons.Count(reason => reason == ErrorReason.StaleEtag));
    }

    [Fact]
    public async Task Change_RetryAfterItMadeItselfImpossible_GivesTheFirstAnswer()
    {
        await CreateAsync("a", "r1");
        var first = await ChangeAsync("a", "r2", "1", Once);

        var again = await ChangeAsync("a", "r2", "1", Once);

        Assert.Equal(first.Record, again.Record);

        static void Once(Case record)
        {
            if (record.State == CaseState.Void)
                throw Refusals.WrongState(record.Name, "void", "voided");
            record.State = CaseState.Void;
        }
    }

    [Fact]
    public async Task Change_Refused_LeavesNothing()
    {
        await CreateAsync("a", "r1");

        await ReasonAsync(() => ChangeAsync("a", "r2", "", _ => throw Refusals.RuleBroken("No.")));

        Assert.Null(await store.FindReceiptAsync("r2", default));
        Assert.Equal("1", (await records.GetAsync("cases/a", default)).Etag);
    }

    [Theory]
    [InlineData("cases/none", "", ErrorReason.RecordNotFound)]
    [InlineData("cases/a", "7", ErrorReason.StaleEtag)]
    [InlineData("cases/a", "x", ErrorReason.InvalidFields)]
    public async Task Change_OfWhatIsNotThere_IsRefused(string name, string etag, ErrorReason reason)
    {
        await CreateAsync("a", "r1");

        Assert.Equal(reason, await ReasonAsync(() => records.ChangeAsync(Call("r2"), name, etag, "changed", "", _ => { }, default)));
    }

    [Fact]
    public async Task Feed_OfARecordWithPersonalFields_HasNone()
    {
        await CreateAsync("a", "r1");

        var e = Assert.Single(await store.ReadAsync(0, 10, default));

        var state = Any.Parser.ParseFrom(e.State).Unpack<Case>();
        Assert.Equal("cases/a", state.Name);
        Assert.Null(state.Particulars);
        Assert.Equal("Invented title", (await records.GetAsync("cases/a", default)).Particulars.Title);
    }

    [Fact]
    public async Task List_InPages_GivesEachOnceWithoutPersonalFields()
    {
        for (var i = 0; i < 7; i++)
            await CreateAsync($"c{i}", $"r{i}");
        var request = new ListCasesRequest { PageSize = 3, Area = "53" };

        var names = new List<string>();
        do
        {
            var (page, next) = await records.ListAsync(
                request, request.PageToken, request.PageSize, ListOrder.Parse("", "register_time"), new RecordFilters().Area("area", request.Area).All, default);
            Assert.All(page, record => Assert.Null(record.Particulars));
            names.AddRange(page.Select(record => record.Name));
            request.PageToken = next;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["cases/c6", "cases/c5", "cases/c4", "cases/c3", "cases/c2", "cases/c1", "cases/c0"], names);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task List_OfLargeRecords_CutsPagesToWhatEveryClientTakes(bool isShownOneByOne)
    {
        for (var i = 0; i < 5; i++)
        {
            await CreateAsync($"c{i}", $"r{i}");
            await ChangeAsync($"c{i}", $"l{i}", "", record => record.Unit = new string('U', 1024 * 1024));
        }

        var request = new ListCasesRequest { Area = "53" };
        var pages = new List<string>();
        do
        {
            var (page, next) = await records.ListAsync(
                request, request.PageToken, request.PageSize, ListOrder.Parse("", "register_time"), new RecordFilters().Area("area", request.Area).All, default,
                isShownOneByOne ? _ => Task.FromResult<Func<Case, bool>>(_ => true) : null);
            pages.Add(string.Join(' ', page.Select(record => record.Name)));
            request.PageToken = next;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["cases/c4 cases/c3", "cases/c2 cases/c1", "cases/c0"], pages);
    }

    private static async Task<ErrorReason> ReasonAsync(Func<Task> act)
    {
        try
        {
            await act();
            return ErrorReason.Unspecified;
        }
        catch (RefusalException refusal)
        {
            return refusal.Reason;
        }
    }

    private static WriteCall Call(string request, string content = "") => new(new RegisterCaseRequest { RequestId = request, CaseId = content }, "tester");

    private static Case New(string id) => new()
    {
        Name = $"cases/{id}",
        Unit = "U1",
        Area = "53.01",
        RegisterTime = new Timestamp { Seconds = 1_600_000_000 },
        Particulars = new CaseParticulars { Title = "Invented title" },
    };

    private Task<Written<Case>> CreateAsync(string id, string request, string content = "") => records.CreateAsync(Call(request, content), New(id), "registered", default);

    private Task<Written<Case>> ChangeAsync(string id, string request, string etag, Action<Case> change) =>
        records.ChangeAsync(Call(request), $"cases/{id}", etag, "changed", "because", change, default);
}
