using Border.Cases.V1;
using Border.Lookup.V1;
using Border.Storage;
using Google.Rpc;
using Grpc.Core;

namespace Border.Cases.Tests.Notices;

public sealed class SqliteNoticeServiceTests() : NoticeServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresNoticeServiceTests() : NoticeServiceSuite(StorageEngineKind.Postgres);

/// <summary>Notices as a client sees them, on each engine.</summary>
public abstract class NoticeServiceSuite(StorageEngineKind engine) : NoticeHost(engine)
{
    [Fact]
    public async Task Notice_FromDraftToClose_GoesThroughItsStates()
    {
        var draft = await Notices.DraftNoticeAsync(Draft("a"));
        Assert.Equal((NoticeState.Draft, "", "1"), (draft.State, draft.Number, draft.Etag));
        await Notices.AmendNoticeAsync(new()
        {
            Notice = new() { Name = "notices/a", Etag = "1", Area = "53.02", Unit = "ignored" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "wrong sector",
            RequestId = "m",
        });
        var sent = await Notices.SendNoticeAsync(Send("a"));
        Assert.Equal((NoticeState.Sent, "U1/N-2021-0001", "53.02", SampleNotices.Sent), (sent.State, sent.Number, sent.Area, sent.IssueTime));
        await Notices.AcknowledgeDeliveryAsync(Delivered("a"));
        await Notices.CloseNoticeAsync(new() { Name = "notices/a", CloseTime = SampleNotices.Later, Reason = "found", RequestId = "c" });

        var notice = await GetAsync("a");

        Assert.Equal((NoticeState.Closed, "5", "found", DeliveryChannel.Meeting), (notice.State, notice.Etag, notice.CloseReason, notice.Delivery.Channel));
        Assert.Equal("Herdsman and cattle", notice.Content.Title);
    }

    [Fact]
    public async Task Notice_ThatConcernsAnotherArea_IsThereForThoseOfThatArea()
    {
        await SendAsync("a", notice => notice.Areas.Add("54.01"));
        await SendAsync("b");
        var (there, beside) = (In("54"), In("54.02"));

        Assert.Equal("notices/a", (await Notices.GetNoticeAsync(new() { Name = "notices/a" }, there)).Name);
        Assert.Equal("notices/a", Assert.Single((await Notices.ListNoticesAsync(new(), there)).Notices).Name);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.GetNoticeAsync(new() { Name = "notices/b" }, there)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Notices.GetNoticeAsync(new() { Name = "notices/a" }, beside)));
    }

    [Fact]
    public async Task SendNotice_AgainAndAtOnce_HasOneNumber()
    {
        await Notices.DraftNoticeAsync(Draft("a"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Notices.SendNoticeAsync(Send("a")).ResponseAsync));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(answers[0], await Notices.SendNoticeAsync(Send("a")));
        var other = Send("a");
        other.RequestId = "another";
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.SendNoticeAsync(other)));
        Assert.Equal("U1/N-2021-0002", (await ReceiveAsync("b")).Number);
    }

    [Fact]
    public async Task Requests_SentAgainWithOtherContent_ChangeNothing()
    {
        await ReceiveAsync("a");

        Assert.Equal(StatusCode.AlreadyExists, await RefusalOf(Notices.RecordNoticeAsync(Receipt("a", notice => notice.Area = "54"))));
        var again = Receipt("a");
        again.RequestId = "another";
        Assert.Equal(StatusCode.AlreadyExists, await RefusalOf(Notices.RecordNoticeAsync(again)));
        Assert.Equal(("1", "53.01"), ((await GetAsync("a")).Etag, (await GetAsync("a")).Area));
    }

    [Fact]
    public async Task Verbs_WithAStaleEtag_AreAborted()
    {
        await SendAsync("a");

        Assert.Equal(StatusCode.Aborted, await RefusalOf(Notices.CloseNoticeAsync(new() { Name = "notices/a", CloseTime = SampleNotices.Later, Reason = "x", Etag = "1", RequestId = "1" })));
        Assert.Equal(StatusCode.Aborted, await RefusalOf(Notices.VoidNoticeAsync(new() { Name = "notices/a", Reason = "x", Etag = "1", RequestId = "2" })));
        Assert.Equal("2", (await GetAsync("a")).Etag);
    }

    [Fact]
    public async Task AmendNotice_ThatWasSent_IsRefused()
    {
        await SendAsync("a");
        AmendNoticeRequest amend = new()
        {
            Notice = new() { Name = "notices/a", Etag = "2", Area = "54" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "why",
            RequestId = "m",
        };

        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Notices.AmendNoticeAsync(amend)));
        amend.Notice.Name = "";
        Assert.Equal(StatusCode.InvalidArgument, await RefusalOf(Notices.AmendNoticeAsync(amend)));
        (amend.Notice.Name, amend.UpdateMask.Paths[0]) = ("notices/a", "state");
        await Notices.DraftNoticeAsync(Draft("b"));
        (amend.Notice.Name, amend.Notice.Etag) = ("notices/b", "1");
        Assert.Equal(StatusCode.InvalidArgument, await RefusalOf(Notices.AmendNoticeAsync(amend)));
    }

    [Fact]
    public async Task RecordNotice_EveryFieldWrong_NamesThemAll()
    {
        var request = new RecordNoticeRequest { NoticeId = "Not An Id", Notice = new() { Area = "a..b", Counterpart = new() } };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await Notices.RecordNoticeAsync(request));

        var fields = error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field);
        Assert.Equal(
            ["notice.area", "notice.classification", "notice.counterpart.kind", "notice.counterpart.office", "notice.subject", "notice.unit", "notice_id", "request_id"],
            fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Numbers_OfSentAndReceived_AreOneSeriesApartFromTheCases()
    {
        await RegisterAsync("case");
        await Notices.DraftNoticeAsync(Draft("discarded"));
        await Notices.VoidNoticeAsync(new() { Name = "notices/discarded", Reason = "not needed", RequestId = "v" });
        var yearBefore = SampleNotices.Sent.Clone();
        yearBefore.Seconds -= 100 * 86_400;

        Assert.Equal("U1/N-2021-0001", (await SendAsync("a")).Number);
        Assert.Equal("U1/N-2021-0002", (await ReceiveAsync("b")).Number);
        Assert.Equal("U1/N-2020-0001", (await SendAsync("c", time: yearBefore)).Number);
        Assert.Equal("U2/N-2021-0001", (await ReceiveAsync("d", notice => notice.Unit = "U2")).Number);
        await Notices.VoidNoticeAsync(new() { Name = "notices/b", Reason = "by mistake", RequestId = "w" });
        Assert.Equal("U1/N-2021-0003", (await ReceiveAsync("e")).Number);
        Assert.Equal(["b"], await NamesAsync(new() { Number = "U1/N-2021-0002" }));
        Assert.Equal("U1-2021-0002", (await Client.RegisterCaseAsync(Registration("next"))).Number);
    }

    [Fact]
    public async Task SubmitCases_ManyNotices_HaveNumbersWithoutGapsAndKeepTheirOrder()
    {
        using var call = Client.SubmitCases();
        for (var i = 0; i < 60; i++)
        {
            await call.RequestStream.WriteAsync(new() { DraftNotice = Draft($"s{i}") });
            await call.RequestStream.WriteAsync(new() { SendNotice = Send($"s{i}") });
            await call.RequestStream.WriteAsync(new() { AcknowledgeDelivery = Delivered($"s{i}") });
            await call.RequestStream.WriteAsync(new() { RecordNotice = Receipt($"r{i}") });
        }

        await call.RequestStream.CompleteAsync();
        Assert.All(await call.ResponseStream.ReadAllAsync().ToListAsync(), receipt => Assert.Null(receipt.Error));

        var numbers = (await Notices.ListNoticesAsync(new() { PageSize = 1000 })).Notices.Select(notice => notice.Number);
        Assert.Equal(Enumerable.Range(1, 120).Select(i => $"U1/N-2021-{i:0000}"), numbers.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("u1 n 2021 0001", "a")]
    [InlineData("vn-77/21", "b")]
    [InlineData("cattle herdsman", "b,a")]
    [InlineData("followed", "")]
    public async Task SearchRecords_ByNumberOrTitle_FindsTheNotices(string query, string found)
    {
        await SendAsync("a");
        await ReceiveAsync("b", notice => notice.ReceiveTime = SampleNotices.Later);
        var lookup = new LookupService.LookupServiceClient(Host.Channel);

        var records = (await lookup.SearchRecordsAsync(new() { Query = query, Collections = { "notices" } })).Records;

        Assert.Equal(found, string.Join(',', records.Select(record => record.Name["notices/".Length..])));
        Assert.Equal("drafted,sent", string.Join(',', (await lookup.ListVersionsAsync(new() { Name = "notices/a" })).Versions.Select(version => version.Verb)));
    }

    private static AcknowledgeDeliveryRequest Delivered(string id) => new()
    {
        Name = $"notices/{id}",
        Delivery = new() { DeliverTime = SampleNotices.Later, Channel = DeliveryChannel.Meeting, Receiver = "Li (invented)" },
        RequestId = $"deliver-{id}",
    };

    private static Metadata In(string area) =>
        new() { { "border-actor", "chief" }, { "border-roles", "supervisor" }, { "border-areas", area }, { "border-purpose", "investigation" } };
}
