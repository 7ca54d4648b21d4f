using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.Cases.V1;
using Border.Feed.V1;
using Border.Storage;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cases.Tests.Notices;

public sealed class SqliteNoticeReplyTests() : NoticeReplySuite(StorageEngineKind.Sqlite);

public sealed class PostgresNoticeReplyTests() : NoticeReplySuite(StorageEngineKind.Postgres);

/// <summary>What notices have to do with each other, with other records and with attachments, on each engine.</summary>
public abstract class NoticeReplySuite(StorageEngineKind engine) : NoticeHost(engine)
{
    [Fact]
    public async Task Reply_ToANoticeThatWasSent_IsShownFromBothSides()
    {
        await SendAsync("a");

        var reply = await ReceiveAsync("b", notice => Reply(notice, "a"));

        Assert.Equal(reply, await ReceiveAsync("b", notice => Reply(notice, "a")));
        var original = await GetAsync("a");
        Assert.Equal((NoticeState.Answered, "notices/b", "3"), (original.State, Assert.Single(original.Replies), original.Etag));
        Assert.Equal("notices/a", reply.ReplyTo);
    }

    [Fact]
    public async Task Answer_ToANoticeThatCameIn_AnswersItWhenItIsSent()
    {
        await ReceiveAsync("a");
        await Notices.DraftNoticeAsync(Draft("b", notice => notice.ReplyTo = "notices/a"));
        Assert.Equal((NoticeState.Received, 0), ((await GetAsync("a")).State, (await GetAsync("a")).Replies.Count));

        await Notices.SendNoticeAsync(Send("b", SampleNotices.Later));

        Assert.Equal((NoticeState.Answered, "notices/b"), ((await GetAsync("a")).State, (await GetAsync("a")).Replies.Single()));
    }

    [Fact]
    public async Task Replies_ManyAtOnce_AreAllThere()
    {
        await SendAsync("a");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => ReceiveAsync($"b{i}", notice => Reply(notice, "a"))));

        Assert.Equal(10, (await GetAsync("a")).Replies.Distinct().Count());
        Assert.Equal("12", (await GetAsync("a")).Etag);
    }

    [Fact]
    public async Task VoidNotice_TheOnlyReply_LeavesTheOtherWaiting()
    {
        await SendAsync("a", notice => notice.ReplyBy = SampleNotices.Later);
        await ReceiveAsync("b", notice => Reply(notice, "a"));
        VoidNoticeRequest request = new() { Name = "notices/b", Reason = "it is about another", RequestId = "v" };

        var voided = await Notices.VoidNoticeAsync(request);

        Assert.Equal(voided, await Notices.VoidNoticeAsync(request));
        Assert.Equal((NoticeState.Void, "notices/a", "it is about another"), (voided.State, voided.ReplyTo, voided.VoidReason));
        Assert.Equal((NoticeState.Sent, 0), ((await GetAsync("a")).State, (await GetAsync("a")).Replies.Count));
        Assert.Equal(["a"], await NamesAsync(new() { ReplyOverdue = true }));
    }

    [Fact]
    public async Task VoidNotice_ReplyToOneOfAnotherSector_MendsThatToo()
    {
        await SendAsync("a");
        await ReceiveAsync("b", notice =>
        {
            Reply(notice, "a");
            notice.Area = "53.02";
        });
        Metadata there = new() { { "border-actor", "chief" }, { "border-roles", "supervisor" }, { "border-areas", "53.02" }, { "border-purpose", "investigation" } };
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.GetNoticeAsync(new() { Name = "notices/a" }, there)));

        var voided = await Notices.VoidNoticeAsync(new() { Name = "notices/b", Reason = "it is about another", RequestId = "v" }, there);

        Assert.Equal(NoticeState.Void, voided.State);
        Assert.Equal((NoticeState.Sent, 0), ((await GetAsync("a")).State, (await GetAsync("a")).Replies.Count));
    }

    [Fact]
    public async Task Reply_ThatCannotBeOne_IsRefusedAndWritesNothing()
    {
        await SendAsync("sent");
        await Notices.DraftNoticeAsync(Draft("draft"));
        await SendAsync("void");
        await Notices.VoidNoticeAsync(new() { Name = "notices/void", Reason = "why", RequestId = "v" });

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.DraftNoticeAsync(Draft("x", notice => notice.ReplyTo = "notices/sent"))));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.RecordNoticeAsync(Receipt("x", notice => Reply(notice, "draft")))));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.RecordNoticeAsync(Receipt("x", notice => Reply(notice, "void")))));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.RecordNoticeAsync(Receipt("x", notice => Reply(notice, "none")))));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.GetNoticeAsync(new() { Name = "notices/x" })));
        Assert.Equal("U1/N-2021-0003", (await ReceiveAsync("next")).Number);
    }

    [Fact]
    public async Task Notice_AboutACase_IsOnItsTimelineAndMustFindIt()
    {
        await RegisterAsync("c");
        await SendAsync("a", notice => notice.Records.Add("cases/c"));
        await Notices.DraftNoticeAsync(Draft("draft", notice => notice.Records.Add("cases/c")));

        var entry = Assert.Single((await Client.GetTimelineAsync(new() { Name = "cases/c" })).Entries, entry => entry.Kind == TimelineKind.Notice);

        Assert.Equal(("outgoing", "notices/a", "Herdsman and cattle", SampleNotices.Sent), (entry.What, entry.Record, entry.Text, entry.Time));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.DraftNoticeAsync(Draft("x", notice => notice.Records.Add("cases/none")))));
    }

    [Fact]
    public async Task Notice_AboutARestrictedCase_IsForThoseWhoMayKnowAndNotRoutine()
    {
        await RegisterAsync("c");
        await Client.RestrictCaseAsync(new() { Name = "cases/c", NeedToKnow = { "chief" }, Reason = "why", RequestId = "r" }, As("chief"));
        var request = Draft("a", notice => notice.Records.Add("cases/c"));

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.DraftNoticeAsync(request, As("other"))));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.DraftNoticeAsync(request, As("chief"))));
        request.Notice.Classification = NoticeClassification.Restricted;
        request.Notice.NeedToKnow.Add("chief");
        await Notices.DraftNoticeAsync(request, As("chief"));
    }

    [Fact]
    public async Task SendNotice_AboutACaseThatWasRestrictedSince_IsForThoseWhoMayKnowAndNotRoutine()
    {
        await RegisterAsync("c");
        await Notices.DraftNoticeAsync(Draft("a", notice => notice.Records.Add("cases/c")));
        await Client.RestrictCaseAsync(new() { Name = "cases/c", NeedToKnow = { "chief" }, Reason = "why", RequestId = "r" }, As("chief"));
        SendNoticeRequest send = new() { Name = "notices/a", SendTime = SampleNotices.Sent, RequestId = "s" };

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.SendNoticeAsync(send, As("other"))));
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.SendNoticeAsync(send, As("chief"))));
        await Client.LiftRestrictionAsync(new() { Name = "cases/c", Reason = "over", RequestId = "l" }, As("chief"));
        Assert.Equal(NoticeState.Sent, (await Notices.SendNoticeAsync(send, As("other"))).State);
    }

    [Fact]
    public async Task Attachment_OfANotice_MustHaveBeenUploaded()
    {
        var photo = new byte[] { 0xFF, 0xD8, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
        var attached = new Attachment { Id = "photo", Sha256 = Convert.ToHexStringLower(SHA256.HashData(photo)), ContentType = "made up", Caption = "The herdsman" };
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.RecordNoticeAsync(Receipt("a", notice => notice.Attachments.Add(attached)))));
        using var upload = new AttachmentService.AttachmentServiceClient(Host.Channel).UploadAttachment();
        await upload.RequestStream.WriteAsync(new() { Start = new() { Service = "cases", Sha256 = attached.Sha256, SizeBytes = photo.Length, ContentType = ContentType.Jpeg } });
        await upload.RequestStream.WriteAsync(new() { Chunk = new() { Data = ByteString.CopyFrom(photo) } });
        await upload.RequestStream.CompleteAsync();
        Assert.True((await upload).IsStored);

        var stored = Assert.Single((await ReceiveAsync("a", notice => notice.Attachments.Add(attached))).Attachments);

        Assert.Equal(("image/jpeg", 12L, "The herdsman"), (stored.ContentType, stored.SizeBytes, stored.Caption));
    }

    [Fact]
    public async Task Feed_OfNotices_TellsNoPersonalData()
    {
        await SendAsync("a");
        await ReceiveAsync("b", notice => Reply(notice, "a"));

        using var call = new FeedService.FeedServiceClient(Host.Channel).Subscribe(new() { Feed = "cases" });
        List<Event> events = [];
        while (events.Count < 4 && await call.ResponseStream.MoveNext(default))
            events.AddRange(call.ResponseStream.Current.Events);

        Assert.Equal(
            ["notices/a drafted", "notices/a sent", "notices/a answered", "notices/b received"],
            events.Select(told => $"{told.Record} {told.Verb}"));
        Assert.All(events.Select(told => told.State.Unpack<Notice>()), notice => Assert.Equal((null, "53.01"), (notice.Content, notice.Area)));
    }

    private static void Reply(Notice notice, string to) => (notice.ReplyTo, notice.ReceiveTime) = ($"notices/{to}", SampleNotices.Later);
}
