using Border.Seizures.V1;
using Border.Storage;
using Border.Type.V1;
using Grpc.Core;

namespace Border.Seizures.Tests.Custody;

public sealed class SqliteCustodyReportTests() : CustodyReportSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCustodyReportTests() : CustodyReportSuite(StorageEngineKind.Postgres);

/// <summary>The report for a court, as it is asked for.</summary>
public abstract class CustodyReportSuite(StorageEngineKind engine) : SeizuresSuite(engine)
{
    private CustodyService.CustodyServiceClient Client => new(Host.Channel);

    [Fact]
    public async Task GetCustodyReport_SplitAndDestroyed_TellsAllInOrder()
    {
        await OpenAsync();
        var me = As("officer-1");
        await Client.SealExhibitAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "1", Sealing = new() { SealNumber = "CN-42" } }, me);
        await Client.BreakSealAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "2", SealBreaking = new() { SealNumber = "CN-42", Reason = "analysis" } }, me);
        await Client.TakeSampleAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "3", Sampling = new() { Sample = Exhibits.Portion("lab", "5"), Purpose = "purity" } }, me);
        var destruction = Exhibits.Destruction("Wang An", "Li Bo");
        await Client.DestroyExhibitAsync(new() { Name = "exhibits/e", ActTime = Morning, RequestId = "4", Note = "In the rain", Destruction = destruction }, me);

        var report = await ReportAsync("exhibits/e");

        Assert.Equal(await Client.GetExhibitAsync(new() { Name = "exhibits/e" }), report.Exhibit);
        Assert.Equal(("U1", "53.01.02", Morning, SeizureStanding.Stands, true), (report.Unit, report.Area, report.SeizeTime, report.Standing, report.Verification.Intact));
        var entries = report.Exhibit.Entries;
        var stored = entries.Select(entry => $"{entry.RecordTime.ToDateTimeOffset():yyyy-MM-dd HH:mm:ss} UTC").ToList();
        Assert.Equal(
            $"""
            REPORT OF CUSTODY
            Exhibit: exhibits/e, the whole of item d1 of seizures/a: heroin
            Seized: 2021-03-01 00:00:00 UTC by unit U1, area 53.01.02
            State: destroyed
            Report made: {report.ReportTime.ToDateTimeOffset():yyyy-MM-dd HH:mm:ss} UTC

            1. 2021-03-01 00:00:00 UTC officer-1 opened custody of 10 kg (10000 g), kept at Safe 1.
               Stored {stored[0]}. Hash {entries[0].Hash}
            2. 2021-03-01 00:00:00 UTC officer-1 put on seal CN-42.
               Stored {stored[1]}. Hash {entries[1].Hash}
            3. 2021-03-01 00:00:00 UTC officer-1 broke seal CN-42: analysis
               Stored {stored[2]}. Hash {entries[2].Hash}
            4. 2021-03-01 00:00:00 UTC officer-1 took as a sample 5 g as exhibits/lab: purity
               Stored {stored[3]}. Hash {entries[3].Hash}
            5. 2021-03-01 00:00:00 UTC officer-1 destroyed what was left: Burnt; order: Order 7; witnesses: Wang An (Customs), Li Bo (Customs).
               Note: In the rain
               Stored {stored[4]}. Hash {entries[4].Hash}

            BALANCE (g): whole 10000 = parts 0 + samples 5 + losses 0 + disposed of 9995 + left 0 + difference 0
            Tolerance 50: kept
            VERIFIED: all 5 entries are as they were made; the last hash is {entries[4].Hash}

            """,
            report.TextEn,
            ignoreLineEndingDifferences: true);
        Assert.Contains("1. 2021年3月1日 00:00:00（UTC） officer-1 开始保管 10 千克 (10000 克)，存放于 Safe 1。", report.TextZh, StringComparison.Ordinal);
        Assert.Contains("平衡（克）：总量 10000 = 分装 0 + 取样 5 + 损耗 0 + 处置 9995 + 余量 0 + 差额 0", report.TextZh, StringComparison.Ordinal);
        Assert.Contains($"校验通过：共 5 条记录，均未改动；末条哈希 {entries[4].Hash}", report.TextZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetCustodyReport_OfASample_NamesWhatItWasTakenFrom()
    {
        await OpenAsync();
        await Client.TakeSampleAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "3", Sampling = new() { Sample = Exhibits.Portion("lab", "5") } }, As("officer-1"));

        var report = await ReportAsync("exhibits/lab");

        Assert.True(report.Verification.Intact);
        Assert.Contains("Exhibit: exhibits/lab, a sample of item d1 of seizures/a: heroin\nTaken from: exhibits/e\n", report.TextEn, StringComparison.Ordinal);
        Assert.Contains("取自：exhibits/e", report.TextZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetCustodyReport_OfASampleHeldElsewhere_VerifiesItAndTellsNothingElseOfTheSeizure()
    {
        await OpenAsync();
        await Client.TakeSampleAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "3", Sampling = new() { Sample = Exhibits.Portion("lab", "5") } }, As("officer-1"));
        await Client.OfferHandOverAsync(new() { Name = "exhibits/lab", ActTime = Morning, RequestId = "f", Offer = new() { Receiver = "chemist" } }, As("officer-1"));
        Metadata chemist = new() { { "border-actor", "chemist" }, { "border-roles", "investigator" }, { "border-areas", "45" } };
        Metadata stranger = new() { { "border-actor", "stranger" }, { "border-roles", "investigator" }, { "border-areas", "45" } };
        await Client.ConfirmHandOverAsync(new() { Name = "exhibits/lab", ActTime = Morning, RequestId = "c", Confirmation = new() { Condition = "sealed" } }, chemist);

        var verified = await Client.VerifyCustodyAsync(new() { Name = "exhibits/lab" }, chemist);
        var report = await Client.GetCustodyReportAsync(new() { Name = "exhibits/lab" }, chemist);

        Assert.Equal((true, CustodyFault.Unspecified), (verified.Intact, verified.Fault));
        Assert.Equal(("U1", "53.01.02", verified), (report.Unit, report.Area, report.Verification));
        foreach (var (name, caller) in new[] { ("exhibits/e", chemist), ("exhibits/lab", stranger) })
        {
            Assert.Equal((StatusCode.NotFound, "RECORD_NOT_FOUND"), await RefusalOfAsync(Client.VerifyCustodyAsync(new() { Name = name }, caller)));
            Assert.Equal((StatusCode.NotFound, "RECORD_NOT_FOUND"), await RefusalOfAsync(Client.GetCustodyReportAsync(new() { Name = name }, caller)));
        }

        Assert.Equal((StatusCode.NotFound, "RECORD_NOT_FOUND"), await RefusalOfAsync(Seizures.GetSeizureAsync(new() { Name = "seizures/a" }, chemist)));
    }

    [Fact]
    public async Task GetCustodyReport_SomethingIsMissing_SaysSo()
    {
        await OpenAsync();
        await Client.WeighExhibitAsync(
            new() { Name = "exhibits/e", ActTime = Morning, RequestId = "w", Weighing = new() { Quantity = Exhibits.Grams("9900"), Instrument = "scales 3" } }, As("officer-1"));

        var report = await ReportAsync("exhibits/e");

        Assert.Contains("Tolerance 50: THE DIFFERENCE IS BEYOND IT", report.TextEn, StringComparison.Ordinal);
        Assert.Contains("允差 50：差额超出允差", report.TextZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetCustodyReport_ItemRemovedOrSeizureVoid_SaysSo()
    {
        await OpenAsync();
        var other = Heroin("1");
        other.Id = "d2";
        await Seizures.AmendSeizureAsync(new()
        {
            Seizure = new() { Name = "seizures/a", Etag = (await Seizures.GetSeizureAsync(new() { Name = "seizures/a" })).Etag, Items = { other } },
            UpdateMask = new() { Paths = { "items" } },
            Reason = "another lot",
            RequestId = "m",
        });
        Assert.Equal(SeizureStanding.ItemRemoved, (await ReportAsync("exhibits/e")).Standing);

        await Seizures.VoidSeizureAsync(new() { Name = "seizures/a", Reason = "twice", RequestId = "v" });

        var report = await ReportAsync("exhibits/e");
        Assert.Equal((SeizureStanding.Void, true), (report.Standing, report.Verification.Intact));
        Assert.Contains("THE RECORD OF THE SEIZURE IS VOID", report.TextEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetCustodyReport_NoSuchExhibit_IsNotFound() => Assert.Equal(
        (StatusCode.NotFound, "RECORD_NOT_FOUND"), await RefusalOfAsync(Client.GetCustodyReportAsync(new() { Name = "exhibits/none" })));

    private async Task OpenAsync()
    {
        await Seizures.RecordSeizureAsync(RecordOf("a", Heroin("10")));
        await Client.OpenExhibitAsync(
            new() { ExhibitId = "e", Seizure = "seizures/a", ItemId = "d1", Place = "Safe 1", ActTime = Morning, RequestId = "o" }, As("officer-1"));
    }

    private async Task<CustodyReport> ReportAsync(string name) => await Client.GetCustodyReportAsync(new() { Name = name });
}
