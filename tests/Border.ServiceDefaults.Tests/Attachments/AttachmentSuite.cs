using System.Security.Cryptography;
using Border.Attachments.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Errors;
using Border.Storage;
using Border.Storage.Contents;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.ServiceDefaults.Tests.Attachments;

public sealed class SqliteAttachmentTests() : AttachmentSuite(StorageEngineKind.Sqlite);

public sealed class PostgresAttachmentTests() : AttachmentSuite(StorageEngineKind.Postgres);

/// <summary>Uploads and downloads over a real host, on each engine.</summary>
public abstract class AttachmentSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const int ChunkSize = 100_000;

    private StoragePlace _place = null!;
    private TestHost _host = null!;
    private readonly Readers _readers = new();

    private AttachmentService.AttachmentServiceClient Client => new(_host.Channel);

    private AttachmentFiles Files => _host.Services.GetRequiredKeyedService<AttachmentFiles>("cases");

    private IContentStore Contents => _host.Services.GetRequiredKeyedService<IContentStore>("cases");

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await TestHost.StartAsync(configure: builder => builder.Services.AddDocumentStore("cases").AddAttachments("cases").AddSingleton<IAttachmentReaders>(_readers), args: [.. _place.Arguments]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Upload_InChunks_IsStoredAndDownloadedFromAnyPlace()
    {
        var photo = Photo(450_000);

        var upload = await UploadAsync(Start(photo), Chunks(photo));

        Assert.True(upload.IsStored);
        Assert.Equal(photo, await DownloadAsync(photo, 0));
        Assert.Equal(photo[123_456..], await DownloadAsync(photo, 123_456));
        Assert.Empty(await DownloadAsync(photo, photo.Length));
    }

    [Fact]
    public async Task Download_OfWhatNoReadableRecordNames_FindsNothing()
    {
        var photo = Photo(1000);
        await UploadAsync(Start(photo), Chunks(photo));
        _readers.MayRead = false;

        var hidden = await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(photo, 0));

        var missing = await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(Photo(2000), 0));
        Assert.Equal((StatusCode.NotFound, missing.Status.Detail), (hidden.StatusCode, hidden.Status.Detail));
    }

    [Fact]
    public async Task Upload_BrokenOff_GoesOnWhereItEnded()
    {
        var photo = Photo(450_000);
        var first = await UploadAsync(Start(photo), Chunks(photo).Take(2));
        var there = await Client.GetUploadAsync(new GetUploadRequest { Service = "cases", Sha256 = Digest(photo) });

        var second = await UploadAsync(Start(photo), Chunks(photo).Skip(2));

        Assert.Equal((200_000L, false), (first.ReceivedBytes, first.IsStored));
        Assert.Equal((200_000L, false), (there.ReceivedBytes, there.IsStored));
        Assert.True(second.IsStored);
        Assert.Equal(photo, await DownloadAsync(photo, 0));
    }

    [Fact]
    public async Task Upload_ProcessEndedAfterTheLastByte_IsStoredWhenItIsBegunAgain()
    {
        var photo = Photo(1000);
        await Contents.BeginAsync(Digest(photo), Actor.Local.Id, "image/jpeg", photo.Length, default);
        await Contents.AppendAsync(Digest(photo), Actor.Local.Id, 0, photo, default);

        Assert.True((await UploadAsync(Start(photo), [])).IsStored);
    }

    [Fact]
    public async Task Upload_SameBytesAgain_NeedsNoChunk()
    {
        var photo = Photo(1000);
        await UploadAsync(Start(photo), Chunks(photo));

        Assert.True((await UploadAsync(Start(photo), [])).IsStored);
    }

    [Fact]
    public async Task Upload_SameBytesByManyAtOnce_AreStoredOnce()
    {
        var photo = Photo(450_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StatusAsync(() => UploadAsync(Start(photo), Chunks(photo))))));
        var there = await Client.GetUploadAsync(new GetUploadRequest { Service = "cases", Sha256 = Digest(photo) });
        if (!there.IsStored)
            await UploadAsync(Start(photo), Chunks(photo).Skip((int)(there.ReceivedBytes / ChunkSize)));

        Assert.Equal(photo, await DownloadAsync(photo, 0));
    }

    [Fact]
    public async Task Upload_ChunkThatDoesNotFollowOn_IsRefusedAndChangesNothing()
    {
        var photo = Photo(450_000);

        Assert.Equal(StatusCode.OutOfRange, await StatusAsync(() => UploadAsync(Start(photo), Chunks(photo).Skip(1))));

        Assert.Equal(0, (await Client.GetUploadAsync(new GetUploadRequest { Service = "cases", Sha256 = Digest(photo) })).ReceivedBytes);
    }

    [Fact]
    public async Task Upload_BytesOfAnotherDigest_AreRefusedAndDropped()
    {
        var (photo, other) = (Photo(1000), Photo(1000));

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => UploadAsync(Start(photo), Chunks(other))));

        await AssertNotThereAsync(photo);
        Assert.True((await UploadAsync(Start(photo), Chunks(photo))).IsStored);
    }

    [Fact]
    public async Task Upload_BytesOfAnotherKind_AreRefusedAndDropped()
    {
        var photo = Photo(1000);
        var start = Start(photo);
        start.ContentType = ContentType.Pdf;

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => UploadAsync(start, Chunks(photo))));

        await AssertNotThereAsync(photo);
    }

    [Fact]
    public async Task Upload_WithTheDigestOfAnotherUnderWay_DropsBoth()
    {
        var photo = Photo(450_000);
        await UploadAsync(Start(photo), Chunks(photo).Take(1));
        var wrong = Start(photo);
        wrong.SizeBytes++;

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(() => UploadAsync(wrong, [])));

        await AssertNotThereAsync(photo);
    }

    [Fact]
    public async Task Upload_WithoutStartOrOfAnotherService_IsRefused()
    {
        var photo = Photo(1000);
        var elsewhere = Start(photo);
        elsewhere.Service = "boats";

        Assert.Equal(StatusCode.NotFound, await StatusAsync(() => UploadAsync(elsewhere, [])));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => UploadAsync(null, Chunks(photo))));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => UploadAsync(null, [])));
    }

    [Fact]
    public async Task Checked_AttachmentOfStoredBytes_HasTheirKindAndSize()
    {
        var photo = Photo(1000);
        await UploadAsync(Start(photo), Chunks(photo));

        var attachment = await Files.CheckedAsync(new Attachment { Id = "a", Sha256 = Digest(photo), ContentType = "text/html" }, default);

        Assert.Equal(("image/jpeg", 1000L), (attachment.ContentType, attachment.SizeBytes));
    }

    [Fact]
    public async Task Checked_AttachmentOfUnfinishedBytes_IsRefused()
    {
        var photo = Photo(450_000);
        await UploadAsync(Start(photo), Chunks(photo).Take(1));

        await Assert.ThrowsAsync<RefusalException>(() => Files.CheckedAsync(new Attachment { Id = "a", Sha256 = Digest(photo) }, default));
        await Assert.ThrowsAsync<RefusalException>(() => Files.CheckedAsync(new Attachment { Id = "a", Sha256 = Digest(Photo(9)) }, default));
    }

    [Fact]
    public async Task Upload_BySomebodyWhoKnowsTheDigestOnly_IsAsOfBytesThatAreNotThere()
    {
        var photo = Photo(1000);
        await UploadAsync(Start(photo), Chunks(photo));

        var asked = await Assert.ThrowsAsync<RpcException>(() => FindAsync(photo, "eve"));
        var begun = await UploadAsync(Start(photo), [], "eve");

        var none = await Assert.ThrowsAsync<RpcException>(() => FindAsync(Photo(1000), "eve"));
        Assert.Equal((none.StatusCode, none.Status.Detail), (asked.StatusCode, asked.Status.Detail));
        Assert.Equal((0L, false), (begun.ReceivedBytes, begun.IsStored));
        Assert.Equal((0L, false), ((await FindAsync(photo, "eve")).ReceivedBytes, (await FindAsync(photo, "eve")).IsStored));
    }

    [Fact]
    public async Task Upload_OtherBytesUnderTheDigestOfStoredOnes_AreRefusedAndChangeNothing()
    {
        var photo = Photo(1000);
        await UploadAsync(Start(photo), Chunks(photo));

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => UploadAsync(Start(photo), Chunks(Photo(1000)), "eve")));

        Assert.Equal(photo, await DownloadAsync(photo, 0));
        Assert.False(await Contents.IsHeldAsync(Digest(photo), "eve", default));
    }

    [Fact]
    public async Task Upload_OfSeveralCallersAtOnce_IsOfEachAndStoredOnce()
    {
        var photo = Photo(450_000);
        string[] callers = ["anna", "bert", "carla", "dora"];

        var uploads = await Task.WhenAll(callers.Select(caller => Task.Run(() => UploadAsync(Start(photo), Chunks(photo), caller))));

        Assert.All(uploads, upload => Assert.True(upload.IsStored));
        Assert.Equal(photo, await DownloadAsync(photo, 0));
        foreach (var caller in callers)
        {
            Assert.True((await FindAsync(photo, caller)).IsStored);
            Assert.Null(await Contents.FindUploadAsync(Digest(photo), caller, default));
        }
    }

    [Fact]
    public async Task Store_UploadThatWasBegunAnewSinceItWasLookedAt_StoresNothing()
    {
        var (photo, other) = (Photo(1000), Photo(1000));
        var looked = await Contents.BeginAsync(Digest(photo), "eve", "image/jpeg", photo.Length, default);
        await Contents.DropAsync(looked, "eve", default);
        await Contents.BeginAsync(Digest(photo), "eve", "image/jpeg", photo.Length, default);
        await Contents.AppendAsync(Digest(photo), "eve", 0, other, default);

        await Contents.StoreAsync(looked, "eve", default);

        Assert.Null(await Contents.FindAsync(Digest(photo), default));
        Assert.False(await Contents.IsHeldAsync(Digest(photo), "eve", default));
    }

    [Fact]
    public async Task Checked_ByWhoeverHasNotUploadedIt_IsRefusedAsIfItWereNotThere()
    {
        var photo = Photo(1000);
        await UploadAsync(Start(photo), Chunks(photo));
        _readers.MayRead = false;
        Caller.Current = CallerOf("eve");

        var foreign = await Assert.ThrowsAsync<RefusalException>(() => Files.CheckedAsync(Named(photo), default));
        var missing = await Assert.ThrowsAsync<RefusalException>(() => Files.CheckedAsync(Named(Photo(9)), default));
        await UploadAsync(Start(photo), Chunks(photo), "eve");
        var own = await Files.CheckedAsync(Named(photo), default);

        Assert.Equal((missing.Reason, missing.Message), (foreign.Reason, foreign.Message));
        Assert.Equal(1000, own.SizeBytes);
    }

    [Fact]
    public async Task Checked_ByWhoeverMayReadARecordThatNamesIt_IsTaken()
    {
        var photo = Photo(1000);
        await UploadAsync(Start(photo), Chunks(photo));
        Caller.Current = CallerOf("bert");

        Assert.Equal(1000, (await Files.CheckedAsync(Named(photo), default)).SizeBytes);
    }

    private static Attachment Named(byte[] photo) => new() { Id = "a", Sha256 = Digest(photo) };

    private static Caller CallerOf(string actor) => new(new Actor(actor) { Roles = RoleSet.All, Areas = AreaScope.Nation }, Purpose.Unspecified, "");

    private static Metadata HeadersOf(string? actor) => actor is null ? [] : new Metadata { { "border-actor", actor } };

    private static byte[] Photo(int size)
    {
        var photo = RandomNumberGenerator.GetBytes(size);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]).CopyTo(photo);
        return photo;
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static UploadStart Start(byte[] bytes) =>
        new() { Service = "cases", Sha256 = Digest(bytes), SizeBytes = bytes.Length, ContentType = ContentType.Jpeg };

    private static IEnumerable<Chunk> Chunks(byte[] bytes) =>
        bytes.Chunk(ChunkSize).Select((part, i) => new Chunk { Offset = i * ChunkSize, Data = ByteString.CopyFrom(part) });

    private static async Task<StatusCode> StatusAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private async Task<Upload> FindAsync(byte[] photo, string actor) =>
        await Client.GetUploadAsync(new GetUploadRequest { Service = "cases", Sha256 = Digest(photo) }, HeadersOf(actor));

    private async Task<Upload> UploadAsync(UploadStart? start, IEnumerable<Chunk> chunks, string? actor = null)
    {
        using var call = Client.UploadAttachment(HeadersOf(actor));
        try
        {
            if (start is not null)
                await call.RequestStream.WriteAsync(new() { Start = start });
            foreach (var chunk in chunks)
                await call.RequestStream.WriteAsync(new() { Chunk = chunk });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The server has answered already; its answer follows.
        }

        return await call;
    }

    private async Task<byte[]> DownloadAsync(byte[] bytes, long offset)
    {
        using var call = Client.DownloadAttachment(new DownloadAttachmentRequest { Service = "cases", Sha256 = Digest(bytes), Offset = offset });
        var all = new List<byte>();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(offset + all.Count, part.Chunk.Offset);
            all.AddRange(part.Chunk.Data.Span);
        }

        return [.. all];
    }

    private async Task AssertNotThereAsync(byte[] bytes)
    {
        Assert.Equal(StatusCode.NotFound, await StatusAsync(async () => await Client.GetUploadAsync(new GetUploadRequest { Service = "cases", Sha256 = Digest(bytes) })));
        Assert.Equal(StatusCode.NotFound, await StatusAsync(() => DownloadAsync(bytes, 0)));
    }

    private sealed class Readers : IAttachmentReaders
    {
        public bool MayRead { get; set; } = true;

        public string Service => "cases";

        public Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct) => Task.FromResult(MayRead);
    }
}
