using Border.Audit.V1;
using Border.Erasures.V1;
using Border.Feed.V1;
using Border.Lookup.V1;
using Border.Seizures.Tests.Custody;
using Border.Seizures.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Seizures.Tests.Erasing;

public sealed class SqliteSeizureErasureTests() : SeizureErasureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresSeizureErasureTests() : SeizureErasureSuite(StorageEngineKind.Postgres);

/// <summary>What can be read of seizures and exhibits in the tables, and what is left of those that were erased.</summary>
public abstract class SeizureErasureSuite(StorageEngineKind engine) : SeizuresSuite(engine)
{
    private const string Secret = "Wanginvented";
    private const string Plate = "INV777";

    private static readonly Metadata Me = As("officer-1");
    private static readonly GetSeizureRequest GetA = new() { Name = "seizures/a" };
    private static readonly string[] All = ["exhibits/e", "exhibits/p", "seizures/a"];

    private CustodyService.CustodyServiceClient Custody => new(Host.Channel);

    private ErasureService.ErasureServiceClient Erasures => new(Host.Channel);

    private LookupService.LookupServiceClient Lookup => new(Host.Channel);

    private IDocumentStore Store => Host.Services.GetRequiredKeyedService<IDocumentStore>("seizures");

    [Fact]
    public async Task Store_OfASeizureAndItsExhibits_HoldsNothingOfAPersonThatCanBeRead()
    {
        await FillAsync();

        Assert.Equal(0, await RowsWithAsync(Secret) + await RowsWithAsync(Plate));
        var seizure = await Seizures.GetSeizureAsync(GetA);
        Assert.Equal(($"{Secret} drove", Plate), (seizure.Note, seizure.Items[1].Vehicle.Plate));
        Assert.Equal($"{Secret} asked", (await EntriesAsync("exhibits/e"))[2].SealBreaking.Reason);
        Assert.Equal($"{Secret} was wrong", (await Lookup.ListVersionsAsync(new() { Name = "seizures/a" })).Versions[^1].Reason);
        Assert.Equal(["seizures/a"], await FoundAsync());
        Assert.Equal(3, (await Task.WhenAll(All.Select(KeyOfAsync))).Distinct().Count(key => key is not null));
    }

    [Fact]
    public async Task Seizure_WithoutWordsAboutPersons_TakesNoKey()
    {
        await Seizures.RecordSeizureAsync(RecordOf("plain", Heroin("10")));

        Assert.Null(await KeyOfAsync("seizures/plain"));
    }

    [Fact]
    public async Task EraseRecord_OfASeizure_EmptiesItAndItsExhibitsEverywhereAndTheChainsVerify()
    {
        await FillAsync();
        await EndAsync();
        var (before, fed) = (await Custody.GetExhibitAsync(new() { Name = "exhibits/e" }), await SnapshotAsync());

        var erasure = await EraseAsync("seizures/a");

        Assert.Equal(All, erasure.Records.Order(StringComparer.Ordinal));
        await AssertGoneAsync();
        var after = await Custody.GetExhibitAsync(new() { Name = "exhibits/e" });
        Assert.Equal((before.Balance, before.HeadHash, before.EntryCount, before.Entries.Count), (after.Balance, after.HeadHash, after.EntryCount, after.Entries.Count));
        Assert.Equal(before.Entries.Select(entry => entry.Hash), after.Entries.Select(entry => entry.Hash));
        Assert.Equal(fed, await SnapshotAsync());
        Assert.Equal(0, (await new AuditService.AuditServiceClient(Host.Channel).VerifyChainAsync(new() { Service = "seizures" })).BrokenSequence);
        Assert.Equal(erasure, await EraseAsync("seizures/a"));
    }

    [Fact]
    public async Task Erased_CannotBeChangedNorTakenIntoCustody()
    {
        await Seizures.RecordSeizureAsync(RecordOf("b", Heroin("10")));
        await EraseAsync("seizures/b");

        Assert.Equal("WRONG_STATE", (await RefusalOfAsync(Seizures.VoidSeizureAsync(new() { Name = "seizures/b", Reason = "why", RequestId = "v" }))).Reason);
        Assert.Equal("WRONG_STATE", (await RefusalOfAsync(OpenAsync("b", "x"))).Reason);
    }

    [Fact]
    public async Task EraseRecord_OfEarlierVersions_IsOfASeizureAndNotOfAnExhibit()
    {
        await FillAsync();
        EraseRecordRequest request = new() { Name = "exhibits/e", ErasureId = "early", Scope = ErasureScope.EarlierVersions, Reason = "law", RequestId = "early" };

        Assert.Equal("RULE_BROKEN", (await RefusalOfAsync(Erasures.EraseRecordAsync(request))).Reason);
        request.Name = "seizures/a";
        await Erasures.EraseRecordAsync(request);

        var versions = (await Lookup.ListVersionsAsync(new() { Name = "seizures/a" })).Versions;
        Assert.DoesNotContain(Secret, string.Join(' ', versions.SkipLast(1).Select(version => $"{version.Record.Unpack<Seizure>()} {version.Reason}")), StringComparison.Ordinal);
        Assert.Equal($"{Secret} drove", (await Seizures.GetSeizureAsync(GetA)).Note);
        Assert.Equal($"{Secret} asked", (await EntriesAsync("exhibits/e"))[2].SealBreaking.Reason);
    }

    [Fact]
    public async Task EraseRecord_WhileAnExhibitIsInCustody_IsRefused()
    {
        await FillAsync();

        Assert.Equal((StatusCode.FailedPrecondition, "RULE_BROKEN"), await RefusalOfAsync(Erasures.EraseRecordAsync(Erase("seizures/a"))));
        Assert.Equal("RULE_BROKEN", (await RefusalOfAsync(Erasures.EraseRecordAsync(Erase("exhibits/e")))).Reason);
        await ReturnAsync("p");
        Assert.Equal(["exhibits/p"], (await EraseAsync("exhibits/p")).Records);
        Assert.Equal("", (await EntriesAsync("exhibits/p"))[^1].GoodsReturn.Recipient);
        Assert.True((await Custody.VerifyCustodyAsync(new() { Name = "exhibits/p" })).Intact);
        Assert.Equal($"{Secret} drove", (await Seizures.GetSeizureAsync(GetA)).Note);
    }

    [Fact]
    public async Task EraseRecord_WhileExhibitsAreOpened_LeavesNoneInCustodyOfAnErasedSeizure()
    {
        for (var i = 0; i < 10; i++)
        {
            await Seizures.RecordSeizureAsync(RecordOf($"s{i}", Heroin("10")));
            var opening = TryAsync(OpenAsync($"s{i}", $"e{i}"));
            var erasing = TryAsync(Erasures.EraseRecordAsync(new() { Name = $"seizures/s{i}", ErasureId = $"e{i}", Reason = "the law", RequestId = $"x{i}" }));

            var done = await Task.WhenAll(opening, erasing);

            Assert.Single(done, true);
        }
    }

    [Fact]
    public async Task EraseRecord_WithAnExhibitUnderALegalHold_IsRefusedUntilItIsLifted()
    {
        await FillAsync();
        await EndAsync();
        await Erasures.PlaceLegalHoldAsync(new() { Name = "exhibits/p", Reason = "court", RequestId = "h" });

        Assert.Equal("WRONG_STATE", (await RefusalOfAsync(Erasures.EraseRecordAsync(Erase("seizures/a")))).Reason);
        await Erasures.LiftLegalHoldAsync(new() { Name = "exhibits/p", Reason = "done", RequestId = "l" });
        Assert.Equal(3, (await EraseAsync("seizures/a")).Records.Count);
    }

    [Fact]
    public async Task Erased_RestoredFromABackupOfBefore_StaysErasedAndVerifies()
    {
        await FillAsync();
        await EndAsync();
        var backup = await Backup.TakeAsync(Place, "seizures");
        await EraseAsync("seizures/a");

        // The keys are kept apart, and are those of after.
        await RestartAsync(backup.RestoreAsync);

        await AssertGoneAsync();
    }

    [Fact]
    public async Task ListRetentionDue_OldSeizuresAndExhibits_TellsThemUntilTheyAreErased()
    {
        await FillAsync();
        await EndAsync();
        Assert.Empty(await DueAsync(RetentionCategory.Seizures));
        Clock.Now += TimeSpan.FromDays(3650 - 1);
        Assert.Equal([("seizures/a", "53.01.02")], await DueAsync(RetentionCategory.Seizures));
        Assert.Empty(await DueAsync(RetentionCategory.Exhibits));

        Clock.Now += TimeSpan.FromDays(2);

        Assert.Equal([("exhibits/e", "53.01.02"), ("exhibits/p", "53.01.02")], (await DueAsync(RetentionCategory.Exhibits)).Order());
        await EraseAsync("seizures/a");
        Assert.Empty((await DueAsync(RetentionCategory.Seizures)).Concat(await DueAsync(RetentionCategory.Exhibits)));
    }

    private async Task AssertGoneAsync()
    {
        var seizure = await Seizures.GetSeizureAsync(GetA);
        Assert.Equal(("", "", "Any", true), (seizure.Note, seizure.Items[1].Vehicle.Plate, seizure.Items[1].Vehicle.Make, seizure.EraseTime is not null));
        foreach (var exhibit in (string[])["exhibits/e", "exhibits/p"])
        {
            var verified = await Custody.VerifyCustodyAsync(new() { Name = exhibit });
            Assert.Equal((true, verified.EntryCount), (verified.Intact, verified.ErasedEntries.Count));
            Assert.Equal(Enumerable.Range(1, verified.EntryCount), (await EntriesAsync(exhibit)).Select(entry => entry.Number));
            var report = await Custody.GetCustodyReportAsync(new() { Name = exhibit });
            Assert.DoesNotContain(Secret, report.ToString(), StringComparison.Ordinal);
        }

        foreach (var name in All)
            Assert.DoesNotContain(Secret, (await Lookup.ListVersionsAsync(new() { Name = name })).ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RowsWithAsync(Secret) + await RowsWithAsync(Plate));
        Assert.Empty(await FoundAsync());
    }

    private async Task FillAsync()
    {
        var request = RecordOf("a", Heroin("10"), Van());
        request.Seizure.Note = $"{Secret} walked";
        await Seizures.RecordSeizureAsync(request);
        await Seizures.AmendSeizureAsync(new()
        {
            Seizure = new() { Name = "seizures/a", Etag = "1", Note = $"{Secret} drove" },
            UpdateMask = new() { Paths = { "note" } },
            Reason = $"{Secret} was wrong",
            RequestId = "amend",
        });
        await OpenAsync("a", "e");
        await Custody.SealExhibitAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "s", Sealing = new() { SealNumber = "S1" } }, Me);
        await Custody.BreakSealAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "b", SealBreaking = new() { SealNumber = "S1", Reason = $"{Secret} asked" } }, Me);
        await Custody.SplitExhibitAsync(
            new() { Name = "exhibits/e", ActTime = Morning, Note = $"Before {Secret}", RequestId = "p", Splitting = new() { Parts = { Exhibits.Portion("p", "1") } } }, Me);
    }

    private async Task EndAsync()
    {
        await ReturnAsync("e");
        await ReturnAsync("p");
    }

    private AsyncUnaryCall<Exhibit> OpenAsync(string seizure, string id) => Custody.OpenExhibitAsync(
        new() { ExhibitId = id, Seizure = $"seizures/{seizure}", ItemId = "d1", Note = Secret, ActTime = Morning, RequestId = $"o-{id}" }, Me);

    private async Task ReturnAsync(string id) => await Custody.ReturnExhibitAsync(
        new() { Name = $"exhibits/{id}", ActTime = Morning, RequestId = $"r-{id}", GoodsReturn = new() { Recipient = Secret, Authority = "Order 7" } }, Me);

    private async Task<Erasure> EraseAsync(string name) => await Erasures.EraseRecordAsync(Erase(name));

    private static EraseRecordRequest Erase(string name) =>
        new() { Name = name, ErasureId = name.Replace('/', '-'), Reason = "as the law says", RequestId = $"erase-{name.Replace('/', '-')}" };

    private async Task<IReadOnlyList<CustodyEntry>> EntriesAsync(string name) => (await Custody.ListCustodyEntriesAsync(new() { Name = name })).Entries;

    private async Task<string?> KeyOfAsync(string name) => (await Store.FindAsync(name[..name.IndexOf('/', StringComparison.Ordinal)], name, default))!.Key;

    private async Task<IEnumerable<string>> FoundAsync() => (await Lookup.SearchRecordsAsync(new() { Query = Plate })).Records.Select(found => found.Name);

    private async Task<IReadOnlyList<(string Name, string Area)>> DueAsync(RetentionCategory category) =>
        [.. (await Erasures.ListRetentionDueAsync(new() { Category = category })).Records.Select(record => (record.Name, record.Area))];

    private static async Task<bool> TryAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    // What Statistics counts from, but for when it was erased.
    private async Task<IReadOnlyList<string>> SnapshotAsync()
    {
        using var call = new FeedService.FeedServiceClient(Host.Channel).Snapshot(new() { Feed = "seizures" });
        return await call.ResponseStream.ReadAllAsync().SelectMany(part => part.Events).Select(e => WithoutTime(e.State)).Order(StringComparer.Ordinal).ToListAsync();
    }

    private static string WithoutTime(Any state)
    {
        if (state.Is(Exhibit.Descriptor))
        {
            var exhibit = state.Unpack<Exhibit>();
            (exhibit.EraseTime, exhibit.EraseReason) = (null, "");
            return exhibit.ToString();
        }

        var seizure = state.Unpack<Seizure>();
        (seizure.EraseTime, seizure.EraseReason) = (null, "");
        return seizure.ToString();
    }

    private Task<long> RowsWithAsync(string text) => StoredRows.WithAsync(Place, "seizures", text);

    private static SeizedItem Van() => new()
    {
        Id = "v1",
        Kind = ItemKind.Vehicle,
        Sort = "van",
        Quantity = new() { Count = 1, Pieces = 1 },
        Vehicle = new() { Make = "Any", Plate = Plate, PlateCountry = "CHN" },
    };
}
