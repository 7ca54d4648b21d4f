using Border.Attachments.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.ServiceDefaults.Search;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.Collections;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Border.ServiceDefaults.Tests.Attachments.AttachmentCalls;

namespace Border.ServiceDefaults.Tests.Attachments;

public sealed class SqliteAttachmentTests() : AttachmentSuite(StorageEngineKind.Sqlite);

public sealed class PostgresAttachmentTests() : AttachmentSuite(StorageEngineKind.Postgres);

/// <summary>Uploads and downloads over a real host, on each engine.</summary>
public abstract class AttachmentSuite(StorageEngineKind engine) : AttachmentTestBase(engine)
{
    private readonly Readers _readers = new();

    [Fact]
    public async Task Upload_InChunks_IsStoredAndDownloadedFromAnyPlace()
    {
        var photo = Photo(450_000);

        var upload = await Calls.UploadAsync(Start(photo), Chunks(photo));

        Assert.True(upload.IsStored);
        Assert.Equal(photo, await Calls.DownloadAsync(photo, 0));
        Assert.Equal(photo[123_456..], await Calls.DownloadAsync(photo, 123_456));
        Assert.Empty(await Calls.DownloadAsync(photo, photo.Length));
    }

    [Fact]
    public async Task Download_OfWhatNoReadableRecordNames_FindsNothing()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(Start(photo), Chunks(photo));
        _readers.MayRead = false;

        var hidden = await Assert.ThrowsAsync<RpcException>(() => Calls.DownloadAsync(photo, 0));

        var missing = await Assert.ThrowsAsync<RpcException>(() => Calls.DownloadAsync(Photo(2000), 0));
        Assert.Equal((StatusCode.NotFound, missing.Status.Detail), (hidden.StatusCode, hidden.Status.Detail));
    }

    [Fact]
    public async Task Upload_BrokenOff_GoesOnWhereItEnded()
    {
        var photo = Photo(450_000);
        var first = await Calls.UploadAsync(Start(photo), Chunks(photo).Take(2));
        var there = await Calls.FindAsync(photo);

        var second = await Calls.UploadAsync(Start(photo), Chunks(photo).Skip(2));

        Assert.Equal((200_000L, false), (first.ReceivedBytes, first.IsStored));
        Assert.Equal((200_000L, false), (there.ReceivedBytes, there.IsStored));
        Assert.True(second.IsStored);
        Assert.Equal(photo, await Calls.DownloadAsync(photo, 0));
    }

    [Fact]
    public async Task Upload_ProcessEndedAfterTheLastByte_IsStoredWhenItIsBegunAgain()
    {
        var photo = Photo(1000);
        await Contents.AppendAsync(await Contents.BeginAsync(Digest(photo), Actor.Local.Id, "image/jpeg", photo.Length, default), 0, photo, default);

        Assert.True((await Calls.UploadAsync(Start(photo), [])).IsStored);
    }

    [Fact]
    public async Task Upload_SameBytesAgain_NeedsNoChunk()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(Start(photo), Chunks(photo));

        Assert.True((await Calls.UploadAsync(Start(photo), [])).IsStored);
    }

    [Fact]
    public async Task Upload_SameBytesByManyAtOnce_AreStoredOnce()
    {
        var photo = Photo(450_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StatusAsync(() => Calls.UploadAsync(Start(photo), Chunks(photo))))));
        var there = await Calls.FindAsync(photo);
        if (!there.IsStored)
            await Calls.UploadAsync(Start(photo), Chunks(photo).Skip((int)(there.ReceivedBytes / ChunkSize)));

        Assert.Equal(photo, await Calls.DownloadAsync(photo, 0));
    }

    [Fact]
    public async Task Upload_ChunkThatDoesNotFollowOn_IsRefusedAndChangesNothing()
    {
        var photo = Photo(450_000);

        Assert.Equal(StatusCode.OutOfRange, await StatusAsync(() => Calls.UploadAsync(Start(photo), Chunks(photo).Skip(1))));

        Assert.Equal(0, (await Calls.FindAsync(photo)).ReceivedBytes);
    }

    [Fact]
    public async Task Upload_BytesOfAnotherDigest_AreRefusedAndDropped()
    {
        var (photo, other) = (Photo(1000), Photo(1000));

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => Calls.UploadAsync(Start(photo), Chunks(other))));

        await Calls.AssertNotThereAsync(photo);
        Assert.True((await Calls.UploadAsync(Start(photo), Chunks(photo))).IsStored);
    }

    [Fact]
    public async Task Upload_BytesOfAnotherKind_AreRefusedAndDropped()
    {
        var photo = Photo(1000);
        var start = Start(photo);
        start.ContentType = ContentType.Pdf;

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => Calls.UploadAsync(start, Chunks(photo))));

        await Calls.AssertNotThereAsync(photo);
    }

    [Fact]
    public async Task Upload_WithTheDigestOfAnotherUnderWay_DropsBoth()
    {
        var photo = Photo(450_000);
        await Calls.UploadAsync(Start(photo), Chunks(photo).Take(1));
        var wrong = Start(photo);
        wrong.SizeBytes++;

        Assert.Equal(StatusCode.FailedPrecondition, await StatusAsync(() => Calls.UploadAsync(wrong, [])));

        await Calls.AssertNotThereAsync(photo);
    }

    [Fact]
    public async Task Upload_WithoutStartOrOfAnotherService_IsRefused()
    {
        var photo = Photo(1000);
        var elsewhere = Start(photo);
        elsewhere.Service = "boats";

        Assert.Equal(StatusCode.NotFound, await StatusAsync(() => Calls.UploadAsync(elsewhere, [])));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => Calls.UploadAsync(null, Chunks(photo))));
        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => Calls.UploadAsync(null, [])));
    }

    [Fact]
    public async Task Checked_AttachmentOfStoredBytes_HasTheirKindAndSize()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(Start(photo), Chunks(photo));

        var attachment = await CheckedAsync(new Attachment { Id = "a", Sha256 = Digest(photo), ContentType = "text/html" });

        Assert.Equal(("image/jpeg", 1000L), (attachment.ContentType, attachment.SizeBytes));
    }

    [Fact]
    public async Task Checked_AttachmentOfUnfinishedBytes_IsRefused()
    {
        var photo = Photo(450_000);
        await Calls.UploadAsync(Start(photo), Chunks(photo).Take(1));

        await Assert.ThrowsAsync<RefusalException>(() => CheckedAsync(new Attachment { Id = "a", Sha256 = Digest(photo) }));
        await Assert.ThrowsAsync<RefusalException>(() => CheckedAsync(new Attachment { Id = "a", Sha256 = Digest(Photo(9)) }));
    }

    [Fact]
    public async Task Upload_BySomebodyWhoKnowsTheDigestOnly_IsAsOfBytesThatAreNotThere()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(Start(photo), Chunks(photo));

        var asked = await Assert.ThrowsAsync<RpcException>(() => Calls.FindAsync(photo, "eve"));
        var begun = await Calls.UploadAsync(Start(photo), [], "eve");

        var none = await Assert.ThrowsAsync<RpcException>(() => Calls.FindAsync(Photo(1000), "eve"));
        Assert.Equal((none.StatusCode, none.Status.Detail), (asked.StatusCode, asked.Status.Detail));
        Assert.Equal((0L, false), (begun.ReceivedBytes, begun.IsStored));
        Assert.Equal((0L, false), ((await Calls.FindAsync(photo, "eve")).ReceivedBytes, (await Calls.FindAsync(photo, "eve")).IsStored));
    }

    [Fact]
    public async Task Upload_OtherBytesUnderTheDigestOfStoredOnes_AreRefusedAndChangeNothing()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(Start(photo), Chunks(photo));

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => Calls.UploadAsync(Start(photo), Chunks(Photo(1000)), "eve")));

        Assert.Equal(photo, await Calls.DownloadAsync(photo, 0));
        Assert.False(await Contents.IsHeldAsync(Digest(photo), "eve", default));
    }

    [Fact]
    public async Task Upload_OfSeveralCallersAtOnce_IsOfEachAndStoredOnce()
    {
        var photo = Photo(450_000);
        string[] callers = ["anna", "bert", "carla", "dora"];

        var uploads = await Task.WhenAll(callers.Select(caller => Task.Run(() => Calls.UploadAsync(Start(photo), Chunks(photo), caller))));

        Assert.All(uploads, upload => Assert.True(upload.IsStored));
        Assert.Equal(photo, await Calls.DownloadAsync(photo, 0));
        foreach (var caller in callers)
        {
            Assert.True((await Calls.FindAsync(photo, caller)).IsStored);
            Assert.Null(await Stored.FindUploadAsync(Digest(photo), caller, default));
        }
    }

    [Fact]
    public async Task Store_UploadThatWasBegunAnewSinceItWasLookedAt_StoresNothing()
    {
        var (photo, other) = (Photo(1000), Photo(1000));
        var looked = await Contents.BeginAsync(Digest(photo), "eve", "image/jpeg", photo.Length, default);
        await Contents.DropAsync(looked, default);
        var anew = await Contents.BeginAsync(Digest(photo), "eve", "image/jpeg", photo.Length, default);
        await Contents.AppendAsync(anew, 0, other, default);

        await Contents.StoreAsync(looked with { Received = photo.Length }, default);

        Assert.Null(await Contents.FindAsync(Digest(photo), default));
        Assert.False(await Contents.IsHeldAsync(Digest(photo), "eve", default));
        Assert.False(await Contents.DropAsync(looked, default));
        Assert.NotNull(await Contents.FindUploadAsync(Digest(photo), "eve", default));
    }

    [Fact]
    public async Task Checked_ByWhoeverHasNotUploadedIt_IsRefusedAsIfItWereNotThere()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(Start(photo), Chunks(photo));
        _readers.MayRead = false;
        Caller.Current = CallerOf("eve");

        var foreign = await Assert.ThrowsAsync<RefusalException>(() => CheckedAsync(Named(photo)));
        var missing = await Assert.ThrowsAsync<RefusalException>(() => CheckedAsync(Named(Photo(9))));
        await Calls.UploadAsync(Start(photo), Chunks(photo), "eve");
        var own = await CheckedAsync(Named(photo));

        Assert.Equal((missing.Reason, missing.Message), (foreign.Reason, foreign.Message));
        Assert.Equal(1000, own.SizeBytes);
    }

    [Fact]
    public async Task Checked_ByWhoeverMayReadARecordThatNamesIt_IsTaken()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(Start(photo), Chunks(photo));
        Caller.Current = CallerOf("bert");

        Assert.Equal(1000, (await CheckedAsync(Named(photo))).SizeBytes);
    }

    // What a record would be given, which is never written.
    private async Task<Attachment> CheckedAsync(Attachment attachment)
    {
        var store = Of<IDocumentStore>();
        using var session = new RecordSession(store, Host.Services.GetRequiredService<SearchTokens>(), new(store), TimeProvider.System.GetUtcNow(), default);
        RepeatedField<Attachment> attachments = [attachment];
        await Files.FillAsync(session, attachments, default);
        return attachments[0];
    }

    private static Attachment Named(byte[] photo) => new() { Id = "a", Sha256 = Digest(photo) };

    private static Caller CallerOf(string actor) => new(new Actor(actor) { Roles = RoleSet.All, Areas = AreaScope.Nation }, Purpose.Unspecified, "");

    private protected override Task<TestHost> NewHostAsync() => TestHost.StartAsync(
        configure: builder => builder.Services.AddDocumentStore("cases").AddAttachments("cases").AddSingleton<IAttachmentReaders>(_readers), args: [.. Place.Arguments]);

    private sealed class Readers : IAttachmentReaders
    {
        public bool MayRead { get; set; } = true;

        public string Service => "cases";

        public IReadOnlyList<NamingKind> Kinds => [];

        public Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct) => Task.FromResult(MayRead);
    }
}
