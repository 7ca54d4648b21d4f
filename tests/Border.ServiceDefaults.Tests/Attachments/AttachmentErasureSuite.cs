using Border.Erasures.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Errors;
using Border.Storage;
using Border.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Border.ServiceDefaults.Tests.Attachments.AttachmentCalls;

namespace Border.ServiceDefaults.Tests.Attachments;

public sealed class SqliteAttachmentErasureTests() : AttachmentErasureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresAttachmentErasureTests() : AttachmentErasureSuite(StorageEngineKind.Postgres);

/// <summary>What becomes of the bytes of attachments when the records that name them are erased, on each engine.</summary>
public abstract class AttachmentErasureSuite(StorageEngineKind engine) : AttachmentErasureHost(engine)
{
    [Fact]
    public async Task EraseRecord_TheOnlyOneThatNamesIt_DestroysTheBytesAlsoInABackup()
    {
        await Calls.UploadAsync(_photo, "anna");
        await NameAsync("a");
        var backup = await Backup.TakeAsync(Place, "cases");

        Assert.Equal([Digest(_photo)], (await EraseAsync("a")).Attachments);

        await AssertGoneAsync();
        Assert.False(await Stored.IsHeldAsync(Digest(_photo), "anna", default));
        await Host.DisposeAsync();
        await backup.RestoreAsync();
        await StartAsync();
        Assert.NotNull(await Stored.FindAsync(Digest(_photo), default));
        await Calls.AssertNotThereAsync(_photo);
        await Assert.ThrowsAsync<RefusalException>(() => NameAsync("b"));
        Assert.True((await Calls.UploadAsync(_photo, "anna")).IsStored);
        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));
    }

    [Fact]
    public async Task EraseRecord_OneOfTwoThatNameIt_LeavesTheBytesToTheOther()
    {
        await Calls.UploadAsync(_photo);
        await NameAsync("a");
        await NameAsync("b");

        Assert.Empty((await EraseAsync("a")).Attachments);
        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));

        Assert.Equal([Digest(_photo)], (await EraseAsync("b")).Attachments);
        await AssertGoneAsync();
    }

    [Fact]
    public async Task Destroyed_UploadedAnew_IsAsIfItHadNeverBeenThere()
    {
        await Calls.UploadAsync(_photo, "anna");
        await Calls.UploadAsync(_photo, "bert");
        await NameAsync("a");
        await EraseAsync("a");
        await Assert.ThrowsAsync<RefusalException>(() => NameAsync("b"));

        await Calls.UploadAsync(_photo, "bert");

        await Assert.ThrowsAsync<RefusalException>(() => NameAsync("b", "anna"));
        await NameAsync("b", "bert");
        await EraseAsync("a");
        await RestartAsync();
        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));
        Assert.Equal([Digest(_photo)], (await EraseAsync("b")).Attachments);
        await AssertGoneAsync();
    }

    [Fact]
    public async Task EraseRecord_WhileOthersUploadTheSame_DestroysWhatTheyUploaded()
    {
        await Calls.UploadAsync(_photo, "anna");
        await NameAsync("a");
        await Calls.UploadAsync(Start(_photo), Chunks(_photo).Take(2), "bert");
        var begun = (await Stored.FindUploadAsync(Digest(_photo), "bert", default))!;

        await EraseAsync("a");

        await AssertGoneAsync();
        Assert.Empty(await Keys.NotDestroyedAsync([begun.Key!], default));
        Assert.True((await Calls.UploadAsync(_photo, "bert")).IsStored);
    }

    [Fact]
    public async Task EraseRecord_OfWhatWasStoredBeforeFilesWereSealed_DestroysIt()
    {
        await Calls.UploadAsync(_photo);
        await NameAsync("a");
        await Tampering.RunAsync(
            Place,
            $"update content set key = null; delete from content_chunk where start > 0; update content_chunk set data = {(Engine == StorageEngineKind.Sqlite ? "zeroblob(250000)" : "decode(repeat('00', 250000), 'hex')")}",
            "cases");

        await EraseAsync("a");

        await AssertGoneAsync();
    }

    [Fact]
    public async Task Name_WhileTheLastRecordIsErased_IsRefused()
    {
        await Calls.UploadAsync(_photo);
        await NameAsync("a");

        await Assert.ThrowsAsync<RefusalException>(() => NameAsync("b", before: () => EraseAsync("a")));

        await AssertGoneAsync();
    }

    [Fact]
    public async Task Erase_WhileAnotherRecordIsMadeThatNamesIt_LeavesIt()
    {
        await Calls.UploadAsync(_photo);
        await NameAsync("a");

        Assert.Empty((await CommitErasureAsync("a", before: () => NameAsync("b"))).Attachments);

        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));
    }

    [Fact]
    public async Task Erase_OfTheLastTwoAtOnce_DestroysIt()
    {
        await Calls.UploadAsync(_photo);
        await NameAsync("a");
        await NameAsync("b");

        Assert.Equal([Digest(_photo)], (await CommitErasureAsync("a", before: () => EraseAsync("b"))).Attachments);
        await RestartAsync();

        await AssertGoneAsync();
    }

    [Fact]
    public async Task NameAndErase_AtOnceManyTimes_EitherNamesOrDestroys()
    {
        var photos = Enumerable.Range(0, 12).Select(_ => Photo(1000)).ToList();
        foreach (var (i, photo) in photos.Index())
        {
            await Calls.UploadAsync(photo);
            await NameAsync($"a{i}", photo: photo);
        }

        var named = await Task.WhenAll(photos.Index().SelectMany(each => (Task<bool>[])
        [
            Task.Run(() => TryAsync(() => NameAsync($"b{each.Index}", photo: each.Item))),
            Task.Run(() => TryAsync(() => EraseAsync($"a{each.Index}"))),
        ]));

        foreach (var (i, photo) in photos.Index())
        {
            Assert.True(named[(2 * i) + 1]);
            if (named[2 * i])
                Assert.Equal(photo, await Calls.DownloadAsync(photo));
            else
                await Calls.AssertNotThereAsync(photo);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_ProcessEndedAfterTheCommit_IsFinishedAtTheNextStart(bool isKeyDestroyed)
    {
        var key = await DieAfterTheCommitAsync(isKeyDestroyed);
        Assert.NotNull(await Stored.FindAsync(Digest(_photo), default));

        await RestartAsync();

        await AssertGoneAsync();
        Assert.Empty(await Keys.NotDestroyedAsync([key], default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Erase_ProcessEndedAfterTheCommit_DoesNotStandInTheWayOfAnotherUpload(bool isKeyDestroyed)
    {
        var key = await DieAfterTheCommitAsync(isKeyDestroyed);
        await Assert.ThrowsAsync<RefusalException>(() => NameAsync("b", "anna"));

        Assert.True((await Calls.UploadAsync(_photo, "anna")).IsStored);
        await NameAsync("b", "anna");
        await RestartAsync();

        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));
        Assert.Empty(await Keys.NotDestroyedAsync([key], default));
    }

    private Task<Erasure> EraseAsync(string id) => Host.Services.GetRequiredService<ErasureRegister>()
        .EraseAsync(new() { Name = $"evidence/{id}", ErasureId = id, Reason = "as the law says", RequestId = $"erase-{id}" }, "anna", default);

    /// <summary>Erases the only record that names the photo, as by a process that ends after the commit, or after the destruction of the key.</summary>
    /// <returns>The name of the photo's key.</returns>
    private async Task<string> DieAfterTheCommitAsync(bool isKeyDestroyed)
    {
        await Calls.UploadAsync(_photo, "anna");
        await NameAsync("a");
        var key = (await Stored.FindAsync(Digest(_photo), default))!.Key!;
        await CommitErasureAsync("a");
        if (isKeyDestroyed)
            await Keys.DestroyAsync([key], default);
        return key;
    }

    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RefusalException)
        {
            return false;
        }
    }
}
