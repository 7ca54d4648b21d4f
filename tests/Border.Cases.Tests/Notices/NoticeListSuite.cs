using Border.Cases.V1;
using Border.Storage;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Cases.Tests.Notices;

public sealed class SqliteNoticeListTests() : NoticeListSuite(StorageEngineKind.Sqlite);

public sealed class PostgresNoticeListTests() : NoticeListSuite(StorageEngineKind.Postgres);

/// <summary>Lists of notices, and who sees what of them, on each engine.</summary>
public abstract class NoticeListSuite(StorageEngineKind engine) : NoticeHost(engine)
{
    private static readonly Metadata Chief = As("chief");
    private static readonly Metadata Other = As("other");
    private static readonly Timestamp FarAhead = new() { Seconds = 4_000_000_000 };

    [Fact]
    public async Task ListNotices_ByEachFilter_FindsTheOnesThatFit()
    {
        await RegisterAsync("c");
        await SendAsync("out", notice => notice.Areas.Add("54.01"));
        await Notices.DraftNoticeAsync(Draft("draft"));
        await ReceiveAsync("in", notice =>
        {
            (notice.Counterpart, notice.Subject, notice.Unit) = (new() { Kind = CounterpartKind.Customs, Office = "Customs" }, NoticeSubject.Smuggling, "U2");
            (notice.ReceiveTime, notice.Area) = (SampleNotices.Later, "53.02");
            notice.Records.Add(["cases/c", "seizures/s"]);
        });

        Assert.Equal(["out", "draft"], (await NamesAsync(new() { Direction = NoticeDirection.Outgoing })).OrderDescending());
        Assert.Equal(["in"], await NamesAsync(new() { CounterpartKind = CounterpartKind.Customs }));
        Assert.Equal(["out"], await NamesAsync(new() { Country = "VNM", State = NoticeState.Sent }));
        Assert.Equal(["in"], await NamesAsync(new() { Subject = NoticeSubject.Smuggling, Unit = "U2" }));
        Assert.Equal(["out"], await NamesAsync(new() { Area = "54" }));
        Assert.Equal(["in"], await NamesAsync(new() { Area = "53.02" }));
        Assert.Equal(["in"], await NamesAsync(new() { Record = "cases/c" }));
        Assert.Equal(["in"], await NamesAsync(new() { Record = "seizures/s" }));
        Assert.Equal(["out"], await NamesAsync(new() { NoticeTimeFrom = SampleNotices.Sent, NoticeTimeBefore = SampleNotices.Later }));
        Assert.Null((await Notices.ListNoticesAsync(new())).Notices[0].Content);
    }

    [Fact]
    public async Task ListNotices_PageByPage_HasEachOnce()
    {
        for (var i = 0; i < 7; i++)
            await ReceiveAsync($"n{i}");

        List<string> names = [];
        var request = new ListNoticesRequest { PageSize = 3, OrderBy = "notice_time" };
        do
        {
            var page = await Notices.ListNoticesAsync(request);
            names.AddRange(page.Notices.Select(notice => notice.Name));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"notices/n{i}"), names);
        Assert.Empty((await Notices.ListNoticesAsync(new() { PageSize = 7 })).NextPageToken);
        (request.PageToken, request.OrderBy) = ((await Notices.ListNoticesAsync(new() { PageSize = 3 })).NextPageToken, "notice_time");
        Assert.Equal(StatusCode.InvalidArgument, await RefusalOf(Notices.ListNoticesAsync(request)));
    }

    [Fact]
    public async Task ListNotices_Overdue_AreThoseWhoseTimeIsOverAndThatStillWait()
    {
        await SendAsync("due", notice => notice.ReplyBy = notice.AcknowledgeBy = SampleNotices.Later);
        await SendAsync("ahead", notice => notice.ReplyBy = notice.AcknowledgeBy = FarAhead);
        await ReceiveAsync("owed", notice => notice.ReplyBy = SampleNotices.Later);
        await Notices.DraftNoticeAsync(Draft("draft", notice => notice.ReplyBy = SampleNotices.Later));
        Assert.Equal(["due", "owed"], (await NamesAsync(new() { ReplyOverdue = true })).Order());
        Assert.Equal(["owed"], await NamesAsync(new() { ReplyOverdue = true, Direction = NoticeDirection.Incoming }));
        Assert.Equal(["due"], await NamesAsync(new() { AcknowledgementOverdue = true }));

        await Notices.AcknowledgeDeliveryAsync(new() { Name = "notices/due", Delivery = new() { DeliverTime = SampleNotices.Later, Channel = DeliveryChannel.Post }, RequestId = "1" });
        await Notices.CloseNoticeAsync(new() { Name = "notices/owed", CloseTime = SampleNotices.Later, Reason = "settled by word", RequestId = "2" });

        Assert.Empty(await NamesAsync(new() { AcknowledgementOverdue = true }));
        Assert.Equal(["due"], await NamesAsync(new() { ReplyOverdue = true }));
        await ReceiveAsync("reply", notice => (notice.ReplyTo, notice.ReceiveTime) = ("notices/due", SampleNotices.Later));
        Assert.Empty(await NamesAsync(new() { ReplyOverdue = true }));
    }

    [Fact]
    public async Task ListNotices_OverdueOnesThatAreAnswered_StillWaitForTheWordOfDelivery()
    {
        await SendAsync("due", notice => notice.AcknowledgeBy = SampleNotices.Later);
        await ReceiveAsync("reply", notice => (notice.ReplyTo, notice.ReceiveTime) = ("notices/due", SampleNotices.Later));
        Assert.Equal(["due"], await NamesAsync(new() { AcknowledgementOverdue = true }));

        await Notices.AcknowledgeDeliveryAsync(new() { Name = "notices/due", Delivery = new() { DeliverTime = SampleNotices.Later, Channel = DeliveryChannel.Post }, RequestId = "1" });

        Assert.Empty(await NamesAsync(new() { AcknowledgementOverdue = true }));
        Assert.Equal(NoticeState.Answered, (await GetAsync("due")).State);
    }

    [Theory]
    [InlineData(NoticeClassification.Restricted)]
    [InlineData(NoticeClassification.Confidential)]
    public async Task Notice_KeptFromOthers_IsAsIfItWereNotThere(NoticeClassification classification)
    {
        await Notices.RecordNoticeAsync(Receipt("a", notice => Restrict(notice, classification)), Chief);
        await ReceiveAsync("b");
        var lookup = new Border.Lookup.V1.LookupService.LookupServiceClient(Host.Channel);

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.GetNoticeAsync(new() { Name = "notices/a" }, Other)));
        Assert.Equal(["notices/b"], (await Notices.ListNoticesAsync(new(), Other)).Notices.Select(notice => notice.Name));
        Assert.Equal(2, (await Notices.ListNoticesAsync(new(), As("deputy"))).Notices.Count);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(lookup.ListVersionsAsync(new() { Name = "notices/a" }, Other)));
        Assert.Single((await lookup.SearchRecordsAsync(new() { Query = "herdsman" }, Other)).Records);
        Assert.Equal(2, (await lookup.SearchRecordsAsync(new() { Query = "herdsman" }, Chief)).Records.Count);
    }

    [Fact]
    public async Task Notice_KeptFromOthers_IsChangedOnlyByThoseNamed()
    {
        await Notices.RecordNoticeAsync(Receipt("a", notice => Restrict(notice, NoticeClassification.Restricted)), Chief);
        VoidNoticeRequest mistake = new() { Name = "notices/a", Reason = "why", Etag = "9", RequestId = "1" };
        ShareNoticeRequest share = new() { Name = "notices/a", NeedToKnow = { "chief", "other" }, Reason = "on duty", RequestId = "2" };
        var reply = Draft("reply", notice => notice.ReplyTo = "notices/a");

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.VoidNoticeAsync(mistake, Other)));
        Assert.Equal(StatusCode.Aborted, await RefusalOf(Notices.VoidNoticeAsync(mistake, Chief)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.ShareNoticeAsync(share, Other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.DraftNoticeAsync(reply, Other)));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.DraftNoticeAsync(reply, Chief)));
        await Notices.ShareNoticeAsync(share, Chief);

        Assert.Equal(["chief", "other"], (await Notices.GetNoticeAsync(new() { Name = "notices/a" }, Other)).NeedToKnow);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.GetNoticeAsync(new() { Name = "notices/a" }, As("deputy"))));
    }

    private static void Restrict(Notice notice, NoticeClassification classification)
    {
        notice.Classification = classification;
        notice.NeedToKnow.Add(["chief", "deputy"]);
    }
}
