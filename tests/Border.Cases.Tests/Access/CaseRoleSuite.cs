using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.Cases.Tests.Notices;
using Border.Cases.V1;
using Border.Lookup.V1;
using Border.Storage;
using Google.Protobuf;
using Grpc.Core;

namespace Border.Cases.Tests.Access;

public sealed class SqliteCaseRoleTests() : CaseRoleSuite(StorageEngineKind.Sqlite);

public sealed class PostgresCaseRoleTests() : CaseRoleSuite(StorageEngineKind.Postgres);

/// <summary>What those learn of cases and notices whose role does not allow reading them, by what is the same for all records.</summary>
public abstract class CaseRoleSuite(StorageEngineKind engine) : CaseHost(engine)
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 1, 2, 3];
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Photo));

    private static readonly Metadata Officer = As("wang", "patrol_officer");
    private static readonly Metadata Investigator = As("li", "investigator");
    private static readonly Metadata Analyst = As("zhao", "headquarters_analyst");

    private LookupService.LookupServiceClient Lookup => new(Host.Channel);

    private NoticeService.NoticeServiceClient Notices => new(Host.Channel);

    [Theory]
    [InlineData("cases/a")]
    [InlineData("cases/none")]
    [InlineData("notices/n")]
    public async Task ListVersions_InARoleThatMayNotReadIt_IsRefusedWhetherItIsThereOrNot(string name)
    {
        await FillAsync();

        Assert.Equal(StatusCode.PermissionDenied, await RefusalOf(Lookup.ListVersionsAsync(new() { Name = name }, Officer)));
    }

    [Fact]
    public async Task SearchRecords_InARoleThatMayReadNone_FindsNone()
    {
        await FillAsync();

        Assert.Single((await Lookup.SearchRecordsAsync(new() { Query = "U1-2021-0001" }, Investigator)).Records);
        Assert.Empty((await Lookup.SearchRecordsAsync(new() { Query = "U1-2021-0001" }, Officer)).Records);
        Assert.Empty((await Lookup.SearchRecordsAsync(new() { Query = "U1-2021-0001", Collections = { "cases" } }, Officer)).Records);
    }

    [Fact]
    public async Task SelectKnown_InARoleThatMayReadNone_HasNoneUnlessItExplainsFigures()
    {
        await FillAsync();
        SelectKnownRequest request = new() { Names = { "cases/a", "notices/n" } };

        Assert.Empty((await Lookup.SelectKnownAsync(request, Officer)).Names);
        Assert.Equal(2, (await Lookup.SelectKnownAsync(request, Investigator)).Names.Count);
        Assert.Equal(2, (await Lookup.SelectKnownAsync(request, Analyst)).Names.Count);
    }

    [Fact]
    public async Task Download_OfWhatEvidenceAndANoticeHave_IsForRolesThatMayReadThem()
    {
        await FillAsync();

        Assert.Equal(Photo, await DownloadAsync(Investigator));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(Officer))).StatusCode);
    }

    private static Metadata As(string actor, string role) =>
        new() { { "border-actor", actor }, { "border-roles", role }, { "border-areas", "*" }, { "border-purpose", "investigation" } };

    private async Task FillAsync()
    {
        using var upload = new AttachmentService.AttachmentServiceClient(Host.Channel).UploadAttachment();
        await upload.RequestStream.WriteAsync(new() { Start = new() { Service = "cases", Sha256 = Sha256, ContentType = ContentType.Jpeg, SizeBytes = Photo.Length } });
        await upload.RequestStream.WriteAsync(new() { Chunk = new() { Data = ByteString.CopyFrom(Photo) } });
        await upload.RequestStream.CompleteAsync();
        await upload;
        await RegisterAsync("a");
        CaseEvidence item = new()
        {
            Kind = EvidenceKind.Object,
            ObtainTime = SampleCases.Registered,
            Description = new() { Text = "invented" },
            Attachments = { new Border.Type.V1.Attachment { Id = "photo", Sha256 = Sha256 } },
        };
        await new CaseEvidenceService.CaseEvidenceServiceClient(Host.Channel).AddEvidenceAsync(
            new() { Name = "cases/a", EvidenceId = "e", Evidence = item, RequestId = "e" });
        var notice = SampleNotices.Incoming();
        notice.Attachments.Add(new Border.Type.V1.Attachment { Id = "photo", Sha256 = Sha256 });
        await Notices.RecordNoticeAsync(new() { NoticeId = "n", Notice = notice, RequestId = "n" });
    }

    private async Task<byte[]> DownloadAsync(Metadata caller)
    {
        using var download = new AttachmentService.AttachmentServiceClient(Host.Channel).DownloadAttachment(new() { Service = "cases", Sha256 = Sha256 }, caller);
        return [.. await download.ResponseStream.ReadAllAsync().SelectMany(part => part.Chunk.Data).ToListAsync()];
    }
}
