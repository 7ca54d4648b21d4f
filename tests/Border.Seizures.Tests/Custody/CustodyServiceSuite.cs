using Border.Lookup.V1;
using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Grpc.Core;

namespace Border.Seizures.Tests.Custody;

public sealed class SqliteCustodyServiceTests() : CustodyServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCustodyServiceTests() : CustodyServiceSuite(StorageEngineKind.Postgres);

/// <summary>Custody as clients see it.</summary>
public abstract class CustodyServiceSuite(StorageEngineKind engine) : SeizuresSuite(engine)
{
    private CustodyService.CustodyServiceClient Client => new(Host.Channel);

    [Fact]
    public async Task OpenExhibit_Item_IsInTheHandsOfWhoAsked()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));

        var opened = await OpenAsync();

        Assert.Equal(("exhibits/e", "officer-1", "10000", "1"), (opened.Name, opened.Holder, opened.Balance.Whole, opened.Etag));
        Assert.Equal(opened.CreateTime, opened.Entries[0].RecordTime);
        Assert.Equal(opened, await OpenAsync());
        Assert.Equal(opened, await Client.GetExhibitAsync(new() { Name = "exhibits/e" }));
    }

    [Fact]
    public async Task OpenExhibit_ItemInCustodyOrNameTaken_IsRefused()
    {
        var second = Heroin("1");
        second.Id = "d2";
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10"), second));
        await OpenAsync();

        Assert.Equal((StatusCode.FailedPrecondition, "RULE_BROKEN"), await RefusalOfAsync(Client.OpenExhibitAsync(Opening("f", "d1"))));
        Assert.Equal((StatusCode.AlreadyExists, "RECORD_EXISTS"), await RefusalOfAsync(Client.OpenExhibitAsync(Opening("e", "d2"))));
        Assert.Equal((StatusCode.NotFound, "RECORD_NOT_FOUND"), await RefusalOfAsync(Client.OpenExhibitAsync(Opening("g", "d3"))));
        await Client.OpenExhibitAsync(Opening("f", "d2"));
    }

    [Fact]
    public async Task OpenExhibit_ManyForOneItem_OneOpensIt()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                return (await Client.OpenExhibitAsync(Opening($"e{i}", "d1"))).Name;
            }
            catch (RpcException error) when (error.StatusCode == StatusCode.FailedPrecondition)
            {
                return "";
            }
        }));

        Assert.Equal([Assert.Single(answers, name => name.Length > 0)], await NamesAsync(new()));
    }

    [Fact]
    public async Task HandOver_BothSides_ChangesTheHolder()
    {
        await OpenSeizedAsync();
        var offer = new OfferHandOverRequest { Name = "exhibits/e", ActTime = Morning, RequestId = "o", Offer = new() { Receiver = "officer-2" } };
        var confirmation = new ConfirmHandOverRequest { Name = "exhibits/e", ActTime = Morning, RequestId = "c", Confirmation = new() { Condition = "sealed" } };

        await Client.OfferHandOverAsync(offer, As("officer-1"));
        Assert.Equal(["exhibits/e"], await NamesAsync(new() { Receiver = "officer-2" }));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusalOfAsync(Client.ConfirmHandOverAsync(confirmation, As("officer-1"))));
        var confirmed = await Client.ConfirmHandOverAsync(confirmation, As("officer-2"));

        Assert.Equal(("officer-2", "", ExhibitState.InCustody), (confirmed.Holder, confirmed.Receiver, confirmed.State));
        Assert.Equal(confirmed, await Client.ConfirmHandOverAsync(confirmation, As("officer-2")));
        Assert.Equal(["exhibits/e"], await NamesAsync(new() { Holder = "officer-2" }));
        Assert.Empty(await NamesAsync(new() { Holder = "officer-1" }));
    }

    [Fact]
    public async Task RefuseHandOver_ByTheReceiver_LeavesItWithTheGiver()
    {
        await OpenSeizedAsync();
        await Client.OfferHandOverAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "o", Offer = new() { Receiver = "officer-2" } }, As("officer-1"));

        var refused = await Client.RefuseHandOverAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "r", Refusal = new() { Reason = "torn bag" } }, As("officer-2"));

        Assert.Equal(("officer-1", ExhibitState.InCustody), (refused.Holder, refused.State));
    }

    [Fact]
    public async Task SplitExhibit_Parts_AreStoredWithTheirWholeInOneCommit()
    {
        await OpenSeizedAsync();

        var split = await Client.SplitExhibitAsync(SplitOf("p1", "p2"), As("officer-1"));

        Assert.Equal(("4000", "6000"), (split.Balance.Remainder, split.Balance.Parts));
        Assert.Equal(["exhibits/p1", "exhibits/p2"], (await NamesAsync(new() { Parent = "exhibits/e" })).Order());
        var part = await Client.GetExhibitAsync(new() { Name = "exhibits/p1" });
        Assert.Equal((split.HeadHash, "officer-1", "3000"), (part.Entries[0].Opening.ParentHash, part.Holder, part.Balance.Whole));
        Assert.Equal(split, await Client.SplitExhibitAsync(SplitOf("p1", "p2"), As("officer-1")));
        Assert.True((await Client.VerifyCustodyAsync(new() { Name = "exhibits/p1" })).Intact);
    }

    [Fact]
    public async Task SplitExhibit_NameOfAnother_StoresNothing()
    {
        await OpenSeizedAsync();
        await Client.SplitExhibitAsync(SplitOf("p1", "p2"), As("officer-1"));
        var again = SplitOf("p3", "p1");
        again.RequestId = "again";

        Assert.Equal((StatusCode.AlreadyExists, "RECORD_EXISTS"), await RefusalOfAsync(Client.SplitExhibitAsync(again, As("officer-1"))));
        Assert.Equal("2", (await Client.GetExhibitAsync(new() { Name = "exhibits/e" })).Etag);
        Assert.Equal((StatusCode.NotFound, "RECORD_NOT_FOUND"), await RefusalOfAsync(Client.GetExhibitAsync(new() { Name = "exhibits/p3" })));
    }

    [Fact]
    public async Task EveryAct_OverGrpc_IsAnEntryAndTheChainVerifies()
    {
        await OpenSeizedAsync();
        var me = As("officer-1");
        await Client.SealExhibitAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "1", Sealing = new() { SealNumber = "CN-0042 17" } }, me);
        await Client.BreakSealAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "2", SealBreaking = new() { SealNumber = "CN-0042 17", Reason = "why" } }, me);
        await Client.StoreExhibitAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "3", Storing = new() { Place = "Safe 7" } }, me);
        await Client.TakeSampleAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "4", Sampling = new() { Sample = Exhibits.Portion("sample", "5") } }, me);
        await Client.WeighExhibitAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "5", Weighing = new() { Quantity = Exhibits.Grams("9900") }, Note = "Wang saw it" }, me);
        Assert.Equal(["exhibits/e"], await NamesAsync(new() { FlaggedOnly = true }));
        await Client.RecordLossAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "6", Loss = new() { Quantity = Exhibits.Grams("95"), Reason = "dried" } }, me);
        Assert.Empty(await NamesAsync(new() { FlaggedOnly = true }));
        await Client.ReturnExhibitAsync(new() { Name = "exhibits/sample", ActTime = Morning, RequestId = "7", GoodsReturn = new() { Recipient = "Chen", Authority = "Order" } }, me);
        var destroyed = await Client.DestroyExhibitAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "8", Destruction = Exhibits.Destruction("Wang An", "Li Bo") }, me);

        Assert.Equal(
            ["Opening", "Sealing", "SealBreaking", "Storing", "Sampling", "Weighing", "Loss", "Destruction"],
            (await EntriesAsync()).Select(entry => entry.ActCase.ToString()));
        Assert.Equal(destroyed.Entries, (await EntriesAsync()).TakeLast(1));
        var verified = await Client.VerifyCustodyAsync(new() { Name = "exhibits/e" });
        Assert.Equal((true, CustodyFault.Unspecified, 8, destroyed.HeadHash), (verified.Intact, verified.Fault, verified.EntryCount, verified.HeadHash));
        Assert.True((await Client.VerifyCustodyAsync(new() { Name = "exhibits/sample" })).Intact);
        Assert.Equal(["exhibits/e"], await NamesAsync(new() { State = ExhibitState.Destroyed }));
        var found = await new LookupService.LookupServiceClient(Host.Channel).SearchRecordsAsync(new() { Query = "cn004217" });
        Assert.Equal("exhibits/e", Assert.Single(found.Records).Name);
        var seizure = await Seizures.GetSeizureAsync(new() { Name = "seizures/a" });
        Assert.Equal(("1", "10000"), (seizure.Etag, seizure.Items[0].Quantity.Mass.Grams));
    }

    [Fact]
    public async Task WeighExhibit_StaleEtagOrStranger_IsRefused()
    {
        await OpenSeizedAsync();
        var weighing = new WeighExhibitRequest { Name = "exhibits/e", ActTime = Morning, RequestId = "w", Etag = "9", Weighing = new() { Quantity = Exhibits.Grams("1") } };

        Assert.Equal((StatusCode.Aborted, "STALE_ETAG"), await RefusalOfAsync(Client.WeighExhibitAsync(weighing, As("officer-1"))));
        weighing.Etag = "1";
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusalOfAsync(Client.WeighExhibitAsync(weighing, As("officer-2"))));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), await RefusalOfAsync(Client.WeighExhibitAsync(new(), As("officer-1"))));
    }

    [Fact]
    public async Task ListExhibitsAndFeed_Chains_AreLeftOutOrWithoutPersons()
    {
        await OpenSeizedAsync();
        await Client.DestroyExhibitAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "d", Note = "Wang saw it", Destruction = Exhibits.Destruction("Wang An", "Li Bo") }, As("officer-1"));

        Assert.Empty(Assert.Single((await Client.ListExhibitsAsync(new() { Seizure = "seizures/a", Area = "53" })).Exhibits).Entries);
        var events = await Host.FirstEventsAsync("seizures", 3);
        Assert.Equal(["recorded", "opened", "destroyed"], events.Select(entry => entry.Verb));
        var entry = Assert.Single(events[2].State.Unpack<Exhibit>().Entries);
        Assert.True(entry.Salt.IsEmpty);
        Assert.Equal(("", "", "Customs"), (entry.Note, entry.Destruction.Witnesses[0].FullName, entry.Destruction.Witnesses[0].Office));
    }

    [Fact]
    public async Task SubmitSeizures_ActsOfAnExhibit_AreDoneInOrder()
    {
        await OpenSeizedAsync();
        using var call = Seizures.SubmitSeizures(As("officer-1"));
        for (var i = 0; i < 10; i++)
        {
            await call.RequestStream.WriteAsync(new() { SealExhibit = new() { Name = "exhibits/e", ActTime = Morning, RequestId = $"s{i}", Sealing = new() { SealNumber = $"S{i}" } } });
            await call.RequestStream.WriteAsync(new() { BreakSeal = new() { Name = "exhibits/e", ActTime = Morning, RequestId = $"b{i}", SealBreaking = new() { SealNumber = $"S{i}", Reason = "why" } } });
        }

        await call.RequestStream.WriteAsync(new() { Void = new() { Name = "seizures/a", Reason = "why", RequestId = "v" } });
        await call.RequestStream.CompleteAsync();
        var receipts = await call.ResponseStream.ReadAllAsync().ToListAsync();

        Assert.Equal(21, receipts.Count(receipt => receipt.Accepted is not null));
        Assert.Equal(21, (await EntriesAsync()).Count);
    }

    [Fact]
    public Task Health_OfTheService_IsServing() => Host.WaitUntilServingAsync(CustodyService.Descriptor.FullName);

    private async Task<IReadOnlyList<CustodyEntry>> EntriesAsync() =>
        (await Client.ListCustodyEntriesAsync(new() { Name = "exhibits/e" })).Entries;

    private async Task OpenSeizedAsync()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));
        await OpenAsync();
    }

    private async Task<Exhibit> OpenAsync() => await Client.OpenExhibitAsync(Opening("e", "d1"), As("officer-1"));

    private async Task<IEnumerable<string>> NamesAsync(ListExhibitsRequest request) =>
        (await Client.ListExhibitsAsync(request)).Exhibits.Select(exhibit => exhibit.Name);

    private static OpenExhibitRequest Opening(string id, string item) =>
        new() { ExhibitId = id, Seizure = "seizures/a", ItemId = item, ActTime = Morning, RequestId = $"open-{id}-{item}" };

    private static SplitExhibitRequest SplitOf(string one, string other) => new()
    {
        Name = "exhibits/e",
        ActTime = Morning,
        RequestId = "split",
        Splitting = new() { Parts = { Exhibits.Portion(one, "3000"), Exhibits.Portion(other, "3000") } },
    };
}
