using Border.ServiceDefaults.Attachments;
using Border.Storage;
using Border.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Border.ServiceDefaults.Tests.Attachments.AttachmentCalls;

namespace Border.ServiceDefaults.Tests.Attachments;

public sealed class SqliteSealedContentTests() : SealedContentSuite(StorageEngineKind.Sqlite);

public sealed class PostgresSealedContentTests() : SealedContentSuite(StorageEngineKind.Postgres);

/// <summary>What of the bytes of attachments lies in the tables, on each engine.</summary>
public abstract class SealedContentSuite(StorageEngineKind engine) : AttachmentTestBase(engine)
{
    [Fact]
    public async Task Bytes_WhileUploadedAndStored_AreNowhereInTheClear()
    {
        var photo = Photo(250_000);

        await Calls.UploadAsync(Start(photo), Chunks(photo).Take(2));
        Assert.False(await AnyInClearAsync(photo));
        await Calls.UploadAsync(Start(photo), Chunks(photo).Skip(2));

        Assert.False(await AnyInClearAsync(photo));
        Assert.Equal(photo, await Calls.DownloadAsync(photo));
    }

    [Fact]
    public async Task Upload_OfWhatSomebodyElseStored_LeavesNoKeyOfItsOwn()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(photo, "anna");
        await Contents.AppendAsync(await Contents.BeginAsync(Digest(photo), "bert", "image/jpeg", photo.Length, default), 0, photo, default);
        var second = (await Stored.FindUploadAsync(Digest(photo), "bert", default))!;

        Assert.True((await Calls.UploadAsync(Start(photo), [], "bert")).IsStored);

        Assert.Empty(await Keys.NotDestroyedAsync([second.Key!], default));
        Assert.Equal(photo, await Calls.DownloadAsync(photo));
    }

    [Fact]
    public async Task Upload_ThatIsDropped_LeavesNoKey()
    {
        var (photo, other) = (Photo(1000), Photo(1000));
        var begun = await Contents.BeginAsync(Digest(photo), "anna", "image/jpeg", photo.Length, default);

        Assert.Equal(StatusCode.InvalidArgument, await StatusAsync(() => Calls.UploadAsync(Start(photo), Chunks(other), "anna")));

        Assert.Empty(await Keys.NotDestroyedAsync([begun.Key!], default));
    }

    // Death between the end of an upload, the destruction of its key, and its deletion.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_WhoseDropWasCutShort_BeginsAnew(bool isKeyDestroyed)
    {
        var photo = Photo(1000);
        var begun = await Contents.BeginAsync(Digest(photo), "anna", "image/jpeg", photo.Length, default);
        await Contents.AppendAsync(begun, 0, photo.AsMemory(0, 500), default);
        await Stored.EndAsync(begun, default);
        if (isKeyDestroyed)
            await Keys.DestroyAsync([begun.Key!], default);

        Assert.Equal(StatusCode.NotFound, await StatusAsync(() => Calls.FindAsync(photo, "anna")));
        Assert.Null(await Contents.AppendAsync(begun, 500, photo.AsMemory(500), default));
        Assert.True((await Calls.UploadAsync(photo, "anna")).IsStored);

        Assert.Empty(await Keys.NotDestroyedAsync([begun.Key!], default));
        Assert.Equal(photo, await Calls.DownloadAsync(photo));
    }

    [Fact]
    public async Task Content_WhoseKeyIsDestroyed_IsNotThereAndCanBeUploadedAnew()
    {
        var photo = Photo(1000);
        await Calls.UploadAsync(photo);
        await Keys.DestroyAsync([(await Stored.FindAsync(Digest(photo), default))!.Key!], default);

        await Calls.AssertNotThereAsync(photo);

        Assert.True((await Calls.UploadAsync(photo)).IsStored);
        Assert.Equal(photo, await Calls.DownloadAsync(photo));
    }

    [Fact]
    public async Task Chunks_ExchangedOrMissing_AreAFaultAndNeverOtherBytes()
    {
        var (photo, other, cut) = (Photo(250_000), Photo(250_000), Photo(250_000));
        foreach (var each in (byte[][])[photo, other, cut])
            await Calls.UploadAsync(each);

        await Tampering.RunAsync(Place, $"update content_chunk set data = (select data from content_chunk where sha256 = '{Digest(photo)}' and start = 0) where sha256 = '{Digest(photo)}' and start = {ChunkSize}", "cases");
        await Tampering.RunAsync(Place, $"update content_chunk set data = (select data from content_chunk where sha256 = '{Digest(photo)}' and start = 0) where sha256 = '{Digest(other)}' and start = 0", "cases");
        await Tampering.RunAsync(Place, $"delete from content_chunk where sha256 = '{Digest(cut)}' and start = {2 * ChunkSize}", "cases");

        Assert.Equal(photo[..10], (await Contents.ReadAsync((await Contents.FindAsync(Digest(photo), default))!, 0, default))[..10].ToArray());
        foreach (var each in (byte[][])[photo, other, cut])
            Assert.Equal(StatusCode.Internal, await StatusAsync(() => Calls.DownloadAsync(each)));
    }

    [Fact]
    public async Task Content_OfBeforeFilesWereSealed_IsSealedAtTheNextStart()
    {
        var photos = Enumerable.Range(0, 3).Select(_ => Photo(250_000)).ToList();
        foreach (var photo in photos)
            await StoreAsBeforeAsync(photo);
        Assert.True(await AnyInClearAsync(photos[0]));
        Assert.Equal(photos[0], await Calls.DownloadAsync(photos[0]));
        // The last start ended while it was at the second.
        var (first, begun) = ((await Stored.FindAsync(Digest(photos[0]), default))!, await Contents.BeginAsync(Digest(photos[1]), "", "image/jpeg", 250_000, default));
        Assert.True(await Contents.SealAsync(first, default));
        await Contents.AppendAsync(begun, 0, photos[1].AsMemory(0, ChunkSize), default);

        await RestartAsync();

        foreach (var photo in photos)
        {
            Assert.False(await AnyInClearAsync(photo));
            Assert.Equal(photo, await Calls.DownloadAsync(photo));
            Assert.True((await Calls.FindAsync(photo, "anna")).IsStored);
            Assert.Empty(await Stored.UploadsOfAsync(Digest(photo), default));
        }
    }

    [Fact]
    public async Task Seal_ByManyAtOnce_SealsOnce()
    {
        var photo = Photo(450_000);
        await StoreAsBeforeAsync(photo);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Contents.SealAllAsync(default))));

        Assert.Equal(photo, await Calls.DownloadAsync(photo));
        Assert.False(await AnyInClearAsync(photo));
        Assert.Empty(await Stored.UploadsOfAsync(Digest(photo), default));
        Assert.False(await Stored.IsAnyInClearAsync(default));
    }

    [Fact]
    public async Task Seal_OfWhatLacksBytes_LeavesItAndSealsTheOthers()
    {
        var photos = Enumerable.Range(0, 2).Select(_ => Photo(250_000)).OrderBy(Digest, StringComparer.Ordinal).ToList();
        foreach (var photo in photos)
            await StoreAsBeforeAsync(photo);
        await Tampering.RunAsync(Place, $"delete from content_chunk where sha256 = '{Digest(photos[0])}' and start = {ChunkSize}", "cases");

        Assert.Equal(1, await Contents.SealAllAsync(default));

        Assert.Equal(photos[1], await Calls.DownloadAsync(photos[1]));
        Assert.True(await Stored.IsAnyInClearAsync(default));
    }

    private protected override async Task<TestHost> NewHostAsync()
    {
        var host = await TestHost.StartAsync(
            configure: builder => builder.Services.AddDocumentStore("cases").AddAttachments("cases").AddSingleton<IAttachmentReaders>(new AnyReader()), args: [.. Place.Arguments]);
        await host.Services.GetServices<IHostedService>().OfType<AttachmentSealing>().Single().ExecuteTask!;
        return host;
    }

    private Task<bool> AnyInClearAsync(byte[] photo) => StoredBytes.AnyAsync(Place, "cases", photo[200..240]);

    private async Task StoreAsBeforeAsync(byte[] photo)
    {
        var literal = Engine == StorageEngineKind.Sqlite ? "x'{0}'" : "'\\x{0}'";
        var chunks = Chunks(photo).Select(chunk =>
            $"insert into content_chunk values ('{Digest(photo)}', {chunk.Offset}, {string.Format(null, literal, Convert.ToHexString(chunk.Data.Span))})");
        await Tampering.RunAsync(
            Place,
            $"insert into content (sha256, kind, size, received, began, stored) values ('{Digest(photo)}', 'image/jpeg', {photo.Length}, {photo.Length}, 1, 2);"
            + $"insert into content_holder values ('{Digest(photo)}', 'anna', 2); insert into content_in_clear values (1) on conflict do nothing; {string.Join("; ", chunks)}",
            "cases");
    }

    private sealed class AnyReader : IAttachmentReaders
    {
        public string Service => "cases";

        public IReadOnlyList<NamingKind> Kinds => [];

        public Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct) => Task.FromResult(true);
    }
}
