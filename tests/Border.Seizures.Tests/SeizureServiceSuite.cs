using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Border.Seizures.Tests;

public sealed class SqliteSeizureServiceTests() : SeizureServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresSeizureServiceTests() : SeizureServiceSuite(StorageEngineKind.Postgres);

/// <summary>The service as a client sees it, on each engine.</summary>
public abstract class SeizureServiceSuite(StorageEngineKind engine) : ServiceTestBase(engine), IAsyncLifetime
{
    private static readonly Timestamp Morning = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)));
    private static readonly Timestamp Noon = Timestamp.FromDateTimeOffset(new(2021, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));


    private SeizureService.SeizureServiceClient Client => new(Host.Channel);

    protected override void Add(WebApplicationBuilder builder) => builder.AddSeizures();

    protected override void Map(WebApplication app) => app.MapSeizures();

    [Fact]
    public async Task RecordSeizure_MassAndVolume_KeepsWhatWasWrittenAndWhatItComesTo()
    {
        var request = RecordOf("a", Drug("d1", "3.70", MassUnit.Jin));
        request.Seizure.Items[0].Quantity.Mass.Grams = "999";
        request.Seizure.Items.Add(new SeizedItem
        {
            Id = "p1",
            Kind = ItemKind.Precursor,
            Sort = "toluene",
            Quantity = new() { Volume = new() { Amount = "0.5", Unit = VolumeUnit.CubicMetre } },
        });

        var recorded = await Client.RecordSeizureAsync(request);
        var read = await Client.GetSeizureAsync(new() { Name = "seizures/a" });

        Assert.Equal(recorded, read);
        Assert.Equal(new Mass { Amount = "3.70", Unit = MassUnit.Jin, Grams = "1850" }, read.Items[0].Quantity.Mass);
        Assert.Equal("500000", read.Items[1].Quantity.Volume.Millilitres);
        Assert.Equal(("1", SeizureState.Recorded, "cases/c1", "In a shed, invented"), (read.Etag, read.State, read.Case, read.Note));
        Assert.Equal(VenueKind.DrugDen, Assert.Single(read.Venues).Kind);
    }

    [Fact]
    public async Task RecordSeizure_EveryFieldWrong_NamesThemAll()
    {
        var request = new RecordSeizureRequest
        {
            SeizureId = "Not An Id",
            Seizure = new()
            {
                Area = "a..b",
                Case = "nothing",
                Items =
                {
                    new SeizedItem { Id = "A", Sort = "9x", Quantity = new() { Mass = new() { Amount = "-1" } } },
                    new SeizedItem { Quantity = new() { Count = 0 } },
                },
                Venues = { new DestroyedVenue() },
            },
        };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.RecordSeizureAsync(request));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(
            [
                "request_id", "seizure.area", "seizure.case", "seizure.items[0].id", "seizure.items[0].kind",
                "seizure.items[0].quantity.mass.amount", "seizure.items[0].quantity.mass.unit", "seizure.items[0].sort",
                "seizure.items[1].id", "seizure.items[1].kind",
                "seizure.items[1].quantity.count", "seizure.items[1].sort", "seizure.seize_time", "seizure.unit", "seizure.venues[0].id",
                "seizure.venues[0].kind", "seizure_id",
            ],
            FieldsAtFault(error));
    }

    [Fact]
    public async Task RecordSeizure_SeveralRulesBroken_NamesEachFieldAndStoresNothing()
    {
        var request = RecordOf("a", Drug("d1", "0", MassUnit.Gram), Drug("d1", "1", MassUnit.Gram));
        request.Seizure.Items.Add(new SeizedItem { Id = "f1", Kind = ItemKind.Firearm, Sort = "rifle", Quantity = new() });

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.RecordSeizureAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, "ERROR_REASON_INVALID_FIELDS"), (error.StatusCode, error.Reason()));
        Assert.Equal(["seizure.items[0].quantity.mass.amount", "seizure.items[1].id", "seizure.items[2].quantity"], FieldsAtFault(error));
        Assert.Empty((await Client.ListSeizuresAsync(new())).Seizures);
    }

    [Fact]
    public async Task RecordSeizure_SentTwice_GivesTheFirstAnswerAgain()
    {
        var first = await Client.RecordSeizureAsync(RecordOf("a", Drug("d1", "1", MassUnit.Liang)));

        Assert.Equal(first, await Client.RecordSeizureAsync(RecordOf("a", Drug("d1", "1", MassUnit.Liang))));
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.RecordSeizureAsync(RecordOf("a", Drug("d1", "2", MassUnit.Liang))));
        Assert.Equal((StatusCode.AlreadyExists, "ERROR_REASON_REQUEST_ID_REUSED"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task AmendSeizure_ItemsReplaced_AreNormalisedAndTheRetryGetsTheSameAnswer()
    {
        var record = await Client.RecordSeizureAsync(RecordOf("a", Drug("d1", "1", MassUnit.Kilogram)));
        var values = new Seizure { Items = { Drug("d2", "2", MassUnit.Liang), Drug("d3", "0.25", MassUnit.Gram) }, Unit = "ignored" };
        var amendment = Amend(record, values, "items");

        var amended = await Client.AmendSeizureAsync(amendment);

        Assert.Equal(["100", "0.25"], amended.Items.Select(item => item.Quantity.Mass.Grams));
        Assert.Equal(("U1", "2", "In a shed, invented"), (amended.Unit, amended.Etag, amended.Note));
        Assert.Equal(record.Venues, amended.Venues);
        Assert.Equal(amended, await Client.AmendSeizureAsync(amendment));
    }

    [Fact]
    public async Task AmendSeizure_EtagOfAnOlderVersion_IsAborted()
    {
        var record = await Client.RecordSeizureAsync(RecordOf("a"));
        await Client.AmendSeizureAsync(Amend(record, new() { Area = "54" }, "area"));
        var late = Amend(record, new() { Area = "55" }, "area");
        late.RequestId = "late";

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.AmendSeizureAsync(late));

        Assert.Equal((StatusCode.Aborted, "ERROR_REASON_STALE_ETAG"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task RecordSeizure_SentByManyAtOnce_IsStoredOnce()
    {
        var request = RecordOf("a", Drug("d1", "1", MassUnit.Jin));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await Client.RecordSeizureAsync(request)));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal("1", Assert.Single((await Client.ListSeizuresAsync(new())).Seizures).Etag);
    }

    [Fact]
    public async Task Restart_AfterAnAnswer_KeepsItForTheRetry()
    {
        var first = await Client.RecordSeizureAsync(RecordOf("a", Drug("d1", "1", MassUnit.Jin)));

        await RestartAsync();

        Assert.Equal(first, await Client.RecordSeizureAsync(RecordOf("a", Drug("d1", "1", MassUnit.Jin))));
        Assert.Equal(first, await Client.GetSeizureAsync(new() { Name = first.Name }));
    }

    [Fact]
    public Task Health_OfTheService_IsServing() => Host.WaitUntilServingAsync(SeizureService.Descriptor.FullName);

    [Fact]
    public async Task ListSeizures_PageByPage_GivesEachOnce()
    {
        for (var i = 0; i < 5; i++)
            await Client.RecordSeizureAsync(RecordOf($"s{i}", Drug("d1", "1", MassUnit.Gram), Drug("d2", "1", MassUnit.Gram)));

        List<string> names = [];
        var token = "";
        do
        {
            var page = await Client.ListSeizuresAsync(new() { PageSize = 2, PageToken = token, ItemKind = ItemKind.Drug });
            names.AddRange(page.Seizures.Select(record => record.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"seizures/s{i}"), names.Order());
    }

    [Fact]
    public async Task VoidSeizure_Once_StaysReadableAndIsFinal()
    {
        var record = await Client.RecordSeizureAsync(RecordOf("a"));

        await Client.VoidSeizureAsync(new() { Name = record.Name, Etag = "1", Reason = "entered twice", RequestId = "v" });

        var read = await Client.GetSeizureAsync(new() { Name = record.Name });
        Assert.Equal((SeizureState.Void, "entered twice", "2"), (read.State, read.VoidReason, read.Etag));
        Assert.Equal(record.Items, read.Items);
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.AmendSeizureAsync(Amend(read, new() { Area = "54" }, "area")));
        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (error.StatusCode, error.Reason()));
    }

    [Fact]
    public async Task SubmitSeizures_MixedStream_AnswersEachAndKeepsTheOrderOfARecord()
    {
        using var call = Client.SubmitSeizures();
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new() { Record = RecordOf($"s{i}") });
            var mistake = new VoidSeizureRequest { Name = $"seizures/s{i}", Reason = "why", RequestId = $"void-{i}" };
            await call.RequestStream.WriteAsync(new() { Void = mistake });
        }

        await call.RequestStream.WriteAsync(new() { Record = RecordOf("broken", Drug("d1", "0", MassUnit.Tonne)) });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(101, receipts.Count);
        var refused = Assert.Single(receipts, receipt => receipt.Error is not null);
        Assert.Equal(("record-broken", ErrorReason.InvalidFields), (refused.RequestId, refused.Error.Reason));
        Assert.Equal(["seizure.items[0].quantity.mass.amount"], refused.Error.Violations.Select(violation => violation.Field));
        Assert.Equal(100, receipts.Max(receipt => receipt.Accepted?.FeedPosition ?? 0));
        Assert.Equal(SeizureState.Void, (await Client.GetSeizureAsync(new() { Name = "seizures/s49" })).State);
    }

    [Fact]
    public async Task ListSeizures_EachFilter_FindsTheOnesThatFit()
    {
        var firearms = new SeizedItem { Id = "f1", Kind = ItemKind.Firearm, Sort = "rifle", Quantity = new() { Count = 3 } };
        await Client.RecordSeizureAsync(RecordOf("a", Drug("d1", "1", MassUnit.Gram), Drug("d2", "1", MassUnit.Gram), firearms));
        var later = RecordOf("b", Drug("d1", "1", MassUnit.Gram));
        (later.Seizure.SeizeTime, later.Seizure.Area, later.Seizure.Case) = (Noon, "45.07", "");
        await Client.RecordSeizureAsync(later);
        await Client.VoidSeizureAsync(new() { Name = "seizures/b", Reason = "by mistake", RequestId = "v" });

        Assert.Equal(["seizures/b", "seizures/a"], await NamesAsync(new()));
        Assert.Equal(["seizures/a", "seizures/b"], await NamesAsync(new() { OrderBy = "seize_time" }));
        Assert.Equal(["seizures/a"], await NamesAsync(new() { ItemKind = ItemKind.Firearm }));
        Assert.Equal(["seizures/b", "seizures/a"], await NamesAsync(new() { ItemKind = ItemKind.Drug }));
        Assert.Equal(["seizures/a"], await NamesAsync(new() { Case = "cases/c1" }));
        Assert.Equal(["seizures/b"], await NamesAsync(new() { State = SeizureState.Void }));
        Assert.Equal(["seizures/b"], await NamesAsync(new() { Area = "45" }));
        Assert.Equal(["seizures/b"], await NamesAsync(new() { SeizeTimeFrom = Noon }));
        Assert.Equal(["seizures/a"], await NamesAsync(new() { SeizeTimeBefore = Noon }));
    }

    [Fact]
    public async Task ListSeizuresAndFeed_RecordWithNote_LeaveItOut()
    {
        var record = await Client.RecordSeizureAsync(RecordOf("a", Drug("d1", "5.63", MassUnit.Tonne)));
        await Client.AmendSeizureAsync(Amend(record, new() { Area = "54" }, "area"));
        await Client.VoidSeizureAsync(new() { Name = record.Name, Reason = "why", RequestId = "v" });

        Assert.Equal("", Assert.Single((await Client.ListSeizuresAsync(new())).Seizures).Note);
        var events = await Host.FirstEventsAsync("seizures", 3);
        Assert.Equal(["recorded", "amended", "voided"], events.Select(entry => entry.Verb));
        var states = events.Select(entry => entry.State.Unpack<Seizure>()).ToList();
        Assert.All(states, state => Assert.Equal(("", "", "5630000"), (state.Note, state.VoidReason, state.Items[0].Quantity.Mass.Grams)));
    }

    [Fact]
    public async Task GetSeizure_ThatIsNotThere_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.GetSeizureAsync(new() { Name = "seizures/none" }));

        Assert.Equal((StatusCode.NotFound, "ERROR_REASON_RECORD_NOT_FOUND"), (error.StatusCode, error.Reason()));
    }

    private async Task<IEnumerable<string>> NamesAsync(ListSeizuresRequest request) =>
        (await Client.ListSeizuresAsync(request)).Seizures.Select(record => record.Name);

    private static IEnumerable<string> FieldsAtFault(RpcException error) =>
        error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal);

    private static AmendSeizureRequest Amend(Seizure seen, Seizure values, params string[] paths)
    {
        (values.Name, values.Etag) = (seen.Name, seen.Etag);
        return new() { Seizure = values, UpdateMask = new() { Paths = { paths } }, Reason = "weighed again", RequestId = "m" };
    }

    private static SeizedItem Drug(string id, string amount, MassUnit unit) =>
        new() { Id = id, Kind = ItemKind.Drug, Sort = "heroin", Quantity = new() { Mass = new() { Amount = amount, Unit = unit } } };

    private static RecordSeizureRequest RecordOf(string id, params SeizedItem[] items) => new()
    {
        SeizureId = id,
        RequestId = $"record-{id}",
        Seizure = new()
        {
            Unit = "U1",
            Area = "53.01.02",
            SeizeTime = Morning,
            Case = "cases/c1",
            Items = { items },
            Venues = { new DestroyedVenue { Id = "v1", Kind = VenueKind.DrugDen } },
            Note = "In a shed, invented",
        },
    };
}
