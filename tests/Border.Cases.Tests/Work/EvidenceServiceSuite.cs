using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.Cases.Tests.Notices;
using Border.Cases.V1;
using Border.Erasures.V1;
using Border.Lookup.V1;
using Border.Storage;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cases.Tests.Work;

public sealed class SqliteEvidenceServiceTests() : EvidenceServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresEvidenceServiceTests() : EvidenceServiceSuite(StorageEngineKind.Postgres);

/// <summary>Evidence in cases as a client sees it, on each engine.</summary>
public abstract class EvidenceServiceSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Photo));

    private CaseEvidenceService.CaseEvidenceServiceClient Evidence => new(Host.Channel);

    [Fact]
    public async Task AddEvidence_WithAPhoto_IsTakenOnceItsBytesAreThere()
    {
        await RegisterAsync("a");
        var request = Item("e");
        request.Evidence.Exhibit = "";
        request.Evidence.Attachments.Add(new Border.Type.V1.Attachment { Id = "photo", Sha256 = Sha256 });
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Evidence.AddEvidenceAsync(request)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Evidence.GetEvidenceAsync(new() { Name = "evidence/e" })));
        await UploadAsync();
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Evidence.AddEvidenceAsync(request, As("wang"))));
        await UploadAsync("wang");

        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Evidence.AddEvidenceAsync(request, As("wang")).ResponseAsync));

        Assert.All(added, item => Assert.Equal(added[0], item));
        Assert.Equal(("wang", "cases/a", "1", "image/jpeg"), (added[0].Author, added[0].Case, added[0].Etag, added[0].Attachments.Single().ContentType));
        request.RequestId = "another";
        Assert.Equal(StatusCode.AlreadyExists, await RefusalOf(Evidence.AddEvidenceAsync(request)));
    }

    [Fact]
    public async Task AddEvidence_WithPhotosThatAreNotThere_NamesThemAll()
    {
        await RegisterAsync("a");
        await UploadAsync();
        var request = Item("e");
        request.Evidence.Attachments.Add([Photograph("one", new string('1', 64)), Photograph("there", Sha256), Photograph("two", new string('2', 64))]);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Evidence.AddEvidenceAsync(request));

        Assert.StartsWith("The bytes of the attachment one and two have not been uploaded", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawEvidence_WithAReason_KeepsTheItemAndItsBytes()
    {
        await RegisterAsync("a");
        await UploadAsync();
        var request = Item("e");
        request.Evidence.Attachments.Add(new Border.Type.V1.Attachment { Id = "photo", Sha256 = Sha256 });
        await Evidence.AddEvidenceAsync(request);
        WithdrawEvidenceRequest withdrawal = new() { Name = "evidence/e", Reason = "of another case", Etag = "7", RequestId = "w" };
        Assert.Equal(StatusCode.Aborted, await RefusalOf(Evidence.WithdrawEvidenceAsync(withdrawal)));
        withdrawal.Etag = "1";

        var withdrawn = await Evidence.WithdrawEvidenceAsync(withdrawal, As("li"));

        Assert.Equal(withdrawn, await Evidence.WithdrawEvidenceAsync(withdrawal, As("li")));
        Assert.Equal((true, "li", "2", 1), (withdrawn.Withdrawn, withdrawn.Withdrawer, withdrawn.Etag, withdrawn.Attachments.Count));
        Assert.True((await new AttachmentService.AttachmentServiceClient(Host.Channel).GetUploadAsync(new() { Service = "cases", Sha256 = Sha256 })).IsStored);
        (withdrawal.RequestId, withdrawal.Etag) = ("x", "");
        Assert.Equal(StatusCode.FailedPrecondition, await RefusalOf(Evidence.WithdrawEvidenceAsync(withdrawal)));
    }

    [Fact]
    public async Task GetTimeline_OfACaseWithEvidence_TellsWhatWasObtainedAndWithdrawn()
    {
        using var call = Client.SubmitCases(As("wang"));
        await call.RequestStream.WriteAsync(new() { Register = Registration("a") });
        await call.RequestStream.WriteAsync(new() { AddEvidence = Item("e") });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(["cases/a", "evidence/e"], (await call.ResponseStream.ReadAllAsync().ToListAsync()).Select(receipt => receipt.Accepted.Name));
        await Evidence.WithdrawEvidenceAsync(new() { Name = "evidence/e", Reason = "of another case", RequestId = "w" }, As("li"));

        var entries = (await Client.GetTimelineAsync(new() { Name = "cases/a" })).Entries.Where(entry => entry.Record == "evidence/e");

        Assert.Equal(
            ["EvidenceObtained object wang A rubber boat", "EvidenceWithdrawn object li of another case"],
            entries.Select(entry => $"{entry.Kind} {entry.What} {entry.Actor} {entry.Text}"));
    }

    [Fact]
    public async Task ListEvidence_ByCaseAndExhibit_IsPagedAndTellsNoPersonalData()
    {
        await RegisterAsync("a");
        await RegisterAsync("b");
        foreach (var id in new[] { "e1", "e2", "e3" })
            await Evidence.AddEvidenceAsync(Item(id));
        await Evidence.AddEvidenceAsync(Item("other", "cases/b"));

        var first = await Evidence.ListEvidenceAsync(new() { Case = "cases/a", PageSize = 2 });
        var second = await Evidence.ListEvidenceAsync(new() { Case = "cases/a", PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal((2, 1, ""), (first.Evidence.Count, second.Evidence.Count, second.NextPageToken));
        Assert.Equal(3, first.Evidence.Concat(second.Evidence).Select(item => item.Name).Distinct().Count());
        Assert.All(first.Evidence, item => Assert.Null(item.Description));
        Assert.Equal(4, (await Evidence.ListEvidenceAsync(new() { Exhibit = "exhibits/boat" })).Evidence.Count);
    }

    [Fact]
    public async Task Evidence_OfARestrictedCase_IsForThoseWhoMayKnow()
    {
        await RegisterAsync("a");
        await Evidence.AddEvidenceAsync(Item("e"));
        await Client.RestrictCaseAsync(new() { Name = "cases/a", NeedToKnow = { "chief" }, Reason = "why", RequestId = "r" }, As("chief"));
        WithdrawEvidenceRequest withdrawal = new() { Name = "evidence/e", Reason = "why", Etag = "9", RequestId = "w" };
        var other = As("other");

        Assert.Equal(StatusCode.NotFound, await RefusalOf(Evidence.GetEvidenceAsync(new() { Name = "evidence/e" }, other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Evidence.WithdrawEvidenceAsync(withdrawal, other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(Evidence.AddEvidenceAsync(Item("f"), other)));
        Assert.Equal(StatusCode.NotFound, await RefusalOf(new LookupService.LookupServiceClient(Host.Channel).ListVersionsAsync(new() { Name = "evidence/e" }, other)));
        Assert.Empty((await Evidence.ListEvidenceAsync(new(), other)).Evidence);
        Assert.Equal(StatusCode.Aborted, await RefusalOf(Evidence.WithdrawEvidenceAsync(withdrawal, As("chief"))));
    }

    [Fact]
    public async Task Download_OfAPhoto_IsForThoseWhoMayReadACaseOrNoticeThatHasIt()
    {
        await RegisterAsync("a");
        await UploadAsync();
        var request = Item("e");
        request.Evidence.Attachments.Add(new Border.Type.V1.Attachment { Id = "photo", Sha256 = Sha256 });
        await Evidence.AddEvidenceAsync(request);
        await Client.RestrictCaseAsync(new() { Name = "cases/a", NeedToKnow = { "chief" }, Reason = "why", RequestId = "r" }, As("chief"));

        Assert.Equal(Photo, await DownloadAsync("chief"));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => DownloadAsync("other"))).StatusCode);

        await new EmergencyAccessService.EmergencyAccessServiceClient(Host.Channel).TakeEmergencyAccessAsync(
            new() { Name = "cases/a", AccessId = "x", Reason = "why", RequestId = "x" }, As("third"));
        Assert.Equal(Photo, await DownloadAsync("third"));

        var notice = SampleNotices.Incoming();
        notice.Attachments.Add(new Border.Type.V1.Attachment { Id = "photo", Sha256 = Sha256 });
        await new NoticeService.NoticeServiceClient(Host.Channel).RecordNoticeAsync(new() { NoticeId = "n", Notice = notice, RequestId = "n" });
        Assert.Equal(Photo, await DownloadAsync("other"));
    }

    [Fact]
    public async Task Download_OfAPhotoOfWhatWasErased_IsForNobody()
    {
        await RegisterAsync("a");
        await UploadAsync();
        var request = Item("e");
        request.Evidence.Attachments.Add(new Border.Type.V1.Attachment { Id = "photo", Sha256 = Sha256 });
        await Evidence.AddEvidenceAsync(request);
        var notice = SampleNotices.Incoming();
        notice.Attachments.Add(new Border.Type.V1.Attachment { Id = "photo", Sha256 = Sha256 });
        await new NoticeService.NoticeServiceClient(Host.Channel).RecordNoticeAsync(new() { NoticeId = "n", Notice = notice, RequestId = "n" });
        var erasures = new ErasureService.ErasureServiceClient(Host.Channel);

        var first = await erasures.EraseRecordAsync(new() { Name = "cases/a", ErasureId = "a", Reason = "the law", RequestId = "erase-a" });
        Assert.Equal(Photo, await DownloadAsync("chief"));
        var last = await erasures.EraseRecordAsync(new() { Name = "notices/n", ErasureId = "n", Reason = "the law", RequestId = "erase-n" });

        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => DownloadAsync("chief"))).StatusCode);
        Assert.Equal([Sha256], [.. first.Attachments, .. last.Attachments]);
        Assert.Equal(StatusCode.NotFound, await RefusalOf(new AttachmentService.AttachmentServiceClient(Host.Channel).GetUploadAsync(new() { Service = "cases", Sha256 = Sha256 })));
    }

    private async Task<byte[]> DownloadAsync(string actor)
    {
        using var call = new AttachmentService.AttachmentServiceClient(Host.Channel).DownloadAttachment(new() { Service = "cases", Sha256 = Sha256 }, As(actor));
        return [.. (await call.ResponseStream.ReadAllAsync().ToListAsync()).SelectMany(response => response.Chunk.Data)];
    }

    private static AddEvidenceRequest Item(string id, string record = "cases/a") => new()
    {
        Name = record,
        EvidenceId = id,
        Evidence = new()
        {
            Kind = EvidenceKind.Object,
            ObtainTime = SampleCases.Registered,
            Description = new() { Text = "A rubber boat", Place = "Under the bridge", ObtainedBy = "Li (invented)" },
            Exhibit = "exhibits/boat",
        },
        RequestId = $"add-{id}",
    };

    private async Task UploadAsync(string actor = "local")
    {
        using var upload = new AttachmentService.AttachmentServiceClient(Host.Channel).UploadAttachment(As(actor));
        await upload.RequestStream.WriteAsync(new() { Start = new() { Service = "cases", Sha256 = Sha256, SizeBytes = Photo.Length, ContentType = ContentType.Jpeg } });
        await upload.RequestStream.WriteAsync(new() { Chunk = new() { Data = ByteString.CopyFrom(Photo) } });
        await upload.RequestStream.CompleteAsync();
        await upload;
    }

    private static Border.Type.V1.Attachment Photograph(string id, string sha256) => new() { Id = id, Sha256 = sha256 };
}
