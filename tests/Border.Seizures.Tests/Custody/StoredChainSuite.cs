using Border.Erasures.V1;
using Border.Seizures.Custody;
using Border.Seizures.V1;
using Border.ServiceDefaults.Validation;
using Border.Storage;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Seizures.Tests.Custody;

public sealed class SqliteStoredChainTests() : StoredChainSuite(StorageEngineKind.Sqlite);

public sealed class PostgresStoredChainTests() : StoredChainSuite(StorageEngineKind.Postgres);

/// <summary>Chains in whose storage somebody had a hand: who may erase, and who may not change.</summary>
public abstract class StoredChainSuite(StorageEngineKind engine) : SeizuresSuite(engine)
{
    private const string Name = "exhibits/e";

    private CustodyService.CustodyServiceClient Client => new(Host.Channel);

    private StoredVersions Stored => new(Place, Host.Services.GetRequiredKeyedService<IDocumentStore>("seizures"));

    [Fact]
    public async Task VerifyCustody_PersonalPartErased_IsIntactAndSaysSo()
    {
        await MakeAsync();
        await Stored.ChangeAsync(Name, 3, entry => PersonalFields.Clear(entry));

        var found = await VerifyAsync();

        Assert.True(found.Intact);
        Assert.Equal([3], found.ErasedEntries);
        Assert.DoesNotContain("Wang", (await Client.GetExhibitAsync(new() { Name = Name })).ToString(), StringComparison.Ordinal);
        var report = await Client.GetCustodyReportAsync(new() { Name = Name });
        Assert.Contains("officer-1 broke seal S1\n   Personal part erased", report.TextEn, StringComparison.Ordinal);
        Assert.Contains("but for the personal part of 1, which was erased; the last hash is", report.TextEn, StringComparison.Ordinal);
        Assert.Contains("启封，封签 S1\n   个人信息已删除", report.TextZh, StringComparison.Ordinal);
        Assert.Contains("（其中 1 条的个人信息已删除）", report.TextZh, StringComparison.Ordinal);
        await Client.StoreExhibitAsync(new() { Name = Name, ActTime = Morning, RequestId = "more", Storing = new() { Place = "Safe 9" } }, As("officer-1"));
        Assert.True((await VerifyAsync()).Intact);
    }

    [Fact]
    public async Task VerifyCustody_ValueFlipped_NamesTheEntry()
    {
        await MakeAsync();
        await Stored.ChangeAsync(Name, 2, entry => entry.Sealing.SealNumber = "S2");
        Assert.Equal((CustodyFault.Content, 2), await FaultAsync());
    }

    [Fact]
    public async Task VerifyCustody_PersonalValueFlipped_NamesTheEntry()
    {
        await MakeAsync();
        await Stored.ChangeAsync(Name, 3, entry => entry.Note = "Li saw it");
        Assert.Equal((CustodyFault.Content, 3), await FaultAsync());
    }

    [Fact]
    public async Task VerifyCustody_EntryDeleted_NamesThePlace()
    {
        await MakeAsync();
        await Stored.DeleteAsync(Name, 3);
        Assert.Equal((CustodyFault.Number, 3), await FaultAsync());
    }

    [Fact]
    public async Task VerifyCustody_EntryInserted_NamesThePlace()
    {
        await MakeAsync();
        var copy = await Stored.ReadAsync(Name, 2);
        await Stored.MoveAsync(Name, 4, 5);
        await Stored.MoveAsync(Name, 3, 4);
        copy.EntryCount = 3;
        await Stored.AddAsync(Name, [copy]);
        await Stored.PointAsync(Name, 5);
        Assert.Equal((CustodyFault.Number, 3), await FaultAsync());
    }

    [Fact]
    public async Task VerifyCustody_EntriesReordered_NamesThePlace()
    {
        await MakeAsync();
        await Stored.MoveAsync(Name, 2, 9);
        await Stored.MoveAsync(Name, 3, 2);
        await Stored.MoveAsync(Name, 9, 3);
        Assert.Equal((CustodyFault.Number, 2), await FaultAsync());
    }

    [Fact]
    public async Task VerifyCustody_EndCutOff_IsMissed()
    {
        await MakeAsync();
        await Stored.DeleteAsync(Name, 4);
        Assert.Equal((CustodyFault.Number, 4), await FaultAsync());
    }

    [Fact]
    public async Task VerifyCustody_EndCutOffAndTheExhibitSetBack_IsFoundByAHashThatIsKnown()
    {
        await MakeAsync();
        var printed = (await Client.GetCustodyReportAsync(new() { Name = Name })).Verification.HeadHash;
        Assert.True((await Client.VerifyCustodyAsync(new() { Name = Name, KnownHash = printed })).Intact);
        await Stored.DeleteAsync(Name, 4);
        await Stored.PointAsync(Name, 3);

        var found = await Client.VerifyCustodyAsync(new() { Name = Name, KnownHash = printed });

        Assert.Equal((false, CustodyFault.KnownHash, 3), (found.Intact, found.Fault, found.Entry));
    }

    [Fact]
    public async Task VerifyCustody_EntryOfTheWholeChanged_IsNotTheParentOfItsPart()
    {
        await MakeAsync();
        Assert.True((await Client.VerifyCustodyAsync(new() { Name = "exhibits/p" })).Intact);
        await Stored.ChangeAsync(Name, 4, entry => entry.Splitting.Parts[0].ExhibitId = "q");

        Assert.Equal(CustodyFault.Parent, (await Client.VerifyCustodyAsync(new() { Name = "exhibits/p" })).Fault);
    }

    // An exhibit as it was stored before: each version with all entries, by the first rule.
    [Fact]
    public async Task Chain_OfBefore_IsReadVerifiedAndGoesOn()
    {
        await MakeAsync();
        var old = await AgeAsync();

        Assert.Equal((true, 4), ((await VerifyAsync()).Intact, (await VerifyAsync()).EntryCount));
        Assert.Equal(old, (await Client.GetExhibitAsync(new() { Name = Name })).Entries);
        Assert.Equal((4, "S1"), ((await Client.GetExhibitAsync(new() { Name = Name })).EntryCount, Assert.Single((await Client.ListExhibitsAsync(new() { Seizure = "seizures/a" })).Exhibits, exhibit => exhibit.Name == Name).BrokenSeals[0]));
        Assert.Equal("RULE_BROKEN", (await RefusalOfAsync(Client.SealExhibitAsync(SealOf("S1", "again-1"), As("officer-1")))).Reason);

        await Client.SealExhibitAsync(SealOf("S2", "go-on"), As("officer-1"));

        Assert.Equal("RULE_BROKEN", (await RefusalOfAsync(Client.SealExhibitAsync(SealOf("S1", "again-2"), As("officer-1")))).Reason);
        Assert.Equal((true, 5), ((await VerifyAsync()).Intact, (await VerifyAsync()).EntryCount));
        var exhibit = await Client.GetExhibitAsync(new() { Name = Name });
        Assert.Equal([.. old.Select(entry => entry.HashRule), HashRule.Salted], exhibit.Entries.Select(entry => entry.HashRule));
        Assert.Equal((5, "S1", "S2"), (exhibit.EntryCount, Assert.Single(exhibit.BrokenSeals), Assert.Single(exhibit.Seals)));
        Assert.Equal(exhibit.Entries, (await Client.ListCustodyEntriesAsync(new() { Name = Name })).Entries);
        await Stored.ChangeAsync(Name, 2, entry => entry.Actor = "somebody");
        Assert.Equal((CustodyFault.Content, 2), await FaultAsync());
    }

    [Fact]
    public async Task EraseRecord_OfAChainOfBefore_ErasesItAndTellsWhereItCannotBeVerifiedAnyMore()
    {
        await MakeAsync();
        await AgeAsync();
        await Client.ReturnExhibitAsync(
            new() { Name = Name, ActTime = Morning, RequestId = "r", GoodsReturn = new() { Recipient = "Wang", Authority = "Order 7" } }, As("officer-1"));

        await new ErasureService.ErasureServiceClient(Host.Channel).EraseRecordAsync(new() { Name = Name, ErasureId = "e", Reason = "the law", RequestId = "e" });

        Assert.DoesNotContain("Wang", (await Client.ListCustodyEntriesAsync(new() { Name = Name })).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Wang", string.Concat(await Task.WhenAll(Enumerable.Range(1, 6).Select(version => Stored.ReadAsync(Name, version)))), StringComparison.Ordinal);
        Assert.Equal((CustodyFault.Content, 3), await FaultAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SealExhibit_NumberOfLongAgo_IsRefused(bool isOfBefore)
    {
        await MakeAsync();
        if (isOfBefore)
            await AgeAsync();
        await Client.SealExhibitAsync(SealOf("S2", "new"), As("officer-1"));
        // As it is when a hundred others were broken since.
        var exhibit = await Stored.ReadAsync(Name, 5);
        exhibit.BrokenSeals.Clear();
        await Stored.ChangeAsync(Name, 5, exhibit);

        Assert.Equal("RULE_BROKEN", (await RefusalOfAsync(Client.SealExhibitAsync(SealOf("S1", "again"), As("officer-1")))).Reason);
        await Client.SealExhibitAsync(SealOf("S3", "newer"), As("officer-1"));
    }

    [Fact]
    public async Task Chain_OfThousands_IsReadInPagesReportedInPartsAndVerified()
    {
        const int Count = 3000;
        await MakeAsync();
        var few = await Client.StoreExhibitAsync(StoringOf("first"), As("officer-1"));
        await LengthenAsync(Count - 1);

        var added = await Client.StoreExhibitAsync(StoringOf("last"), As("officer-1"));

        Assert.Equal((Count, 1), (added.EntryCount, added.Entries.Count));
        Assert.InRange(added.CalculateSize(), 1, few.CalculateSize() + 20);
        var exhibit = await Client.GetExhibitAsync(new() { Name = Name });
        Assert.Equal(Enumerable.Range(Count - 199, 200), exhibit.Entries.Select(entry => entry.Number));
        Assert.Equal((true, Count), ((await VerifyAsync()).Intact, (await VerifyAsync()).EntryCount));
        await AssertPagesAsync(Count);
        await AssertPartsAsync(Count, exhibit);
        await Stored.ChangeAsync(Name, 2500, entry => entry.Storing.Place = "nowhere");
        Assert.Equal((CustodyFault.Content, 2500), await FaultAsync());
    }

    private async Task AssertPagesAsync(int count)
    {
        var numbers = new List<int>();
        var request = new ListCustodyEntriesRequest { Name = Name, PageSize = 1000 };
        do
        {
            var page = await Client.ListCustodyEntriesAsync(request);
            numbers.AddRange(page.Entries.Select(entry => entry.Number));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(Enumerable.Range(1, count), numbers);
    }

    private async Task AssertPartsAsync(int count, Exhibit exhibit)
    {
        var first = await Client.GetCustodyReportAsync(new() { Name = Name, PageSize = 500 });
        Assert.Contains($"entries 1 to 500 of {count}\n", first.TextEn, StringComparison.Ordinal);
        Assert.Contains($"第 1 至 500 条，共 {count} 条\n", first.TextZh, StringComparison.Ordinal);
        Assert.Equal((500, true), (first.Exhibit.Entries.Count, first.Verification.Intact));

        var next = await Client.GetCustodyReportAsync(new() { Name = Name, PageSize = 500, PageToken = first.NextPageToken });

        Assert.Equal((501, exhibit.Balance), (next.Exhibit.Entries[0].Number, next.Exhibit.Balance));
        Assert.Contains("\n501. ", next.TextEn, StringComparison.Ordinal);
        Assert.Contains("VERIFIED: all 3000 entries", next.TextEn, StringComparison.Ordinal);
    }

    /// <summary>Makes an exhibit of four entries, the last of which splits a part off.</summary>
    private async Task MakeAsync()
    {
        var me = As("officer-1");
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));
        await Client.OpenExhibitAsync(new() { ExhibitId = "e", Seizure = "seizures/a", ItemId = "d1", Place = "Safe 1", ActTime = Morning, RequestId = "o" }, me);
        await Client.SealExhibitAsync(SealOf("S1", "s"), me);
        await Client.BreakSealAsync(
            new() { Name = Name, ActTime = Morning, RequestId = "b", Note = "Wang saw it", SealBreaking = new() { SealNumber = "S1", Reason = "Wang asked" } }, me);
        await Client.SplitExhibitAsync(new() { Name = Name, ActTime = Morning, RequestId = "p", Splitting = new() { Parts = { Exhibits.Portion("p", "1") } } }, me);
    }

    private async Task<IReadOnlyList<CustodyEntry>> AgeAsync()
    {
        var entries = new List<CustodyEntry>();
        for (var version = 1; version <= 4; version++)
        {
            var body = await Stored.ReadAsync(Name, version);
            var entry = body.Entries[0];
            (entry.HashRule, entry.PersonalHash, entry.PreviousHash) = (HashRule.Unspecified, "", entries.LastOrDefault()?.Hash ?? "");
            entry.Salt = Google.Protobuf.ByteString.Empty;
            entry.Hash = EntryHash.Of(entry);
            entries.Add(entry);
            body.Entries.Clear();
            body.Entries.Add(entries);
            (body.EntryCount, body.HeadHash) = (0, entry.Hash);
            body.BrokenSeals.Clear();
            await Stored.ChangeAsync(Name, version, body);
        }

        await Stored.ForgetSealAsync(Name, "S1");
        return entries;
    }

    private async Task LengthenAsync(int count)
    {
        var exhibit = await Client.GetExhibitAsync(new() { Name = Name });
        (exhibit.Etag, exhibit.CreateTime, exhibit.UpdateTime) = ("", null, null);
        var bodies = new List<Exhibit>();
        while (exhibit.EntryCount < count)
        {
            new ExhibitRecord(exhibit).Store(new() { Place = $"Safe {exhibit.EntryCount}" }, Exhibits.By("officer-1"));
            bodies.Add(exhibit.Clone());
        }

        await Stored.AddAsync(Name, bodies);
    }

    private async Task<VerifyCustodyResponse> VerifyAsync() => await Client.VerifyCustodyAsync(new() { Name = Name });

    private async Task<(CustodyFault Fault, int Entry)> FaultAsync()
    {
        var found = await VerifyAsync();
        Assert.False(found.Intact);
        return (found.Fault, found.Entry);
    }

    private static SealExhibitRequest SealOf(string number, string requestId) =>
        new() { Name = Name, ActTime = Morning, RequestId = requestId, Sealing = new() { SealNumber = number } };

    private static StoreExhibitRequest StoringOf(string requestId) =>
        new() { Name = Name, ActTime = Morning, RequestId = requestId, Storing = new() { Place = "Safe 1" } };
}
