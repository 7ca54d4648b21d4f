using Border.Cases.V1;
using Border.Erasures.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Errors;
using Border.Storage;
using Border.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Border.ServiceDefaults.Tests.Attachments.AttachmentCalls;

namespace Border.ServiceDefaults.Tests.Attachments;

public sealed class SqliteUnnamedAttachmentTests() : UnnamedAttachmentSuite(StorageEngineKind.Sqlite);

public sealed class PostgresUnnamedAttachmentTests() : UnnamedAttachmentSuite(StorageEngineKind.Postgres);

/// <summary>What becomes of the bytes of attachments that no record names, on each engine.</summary>
public abstract class UnnamedAttachmentSuite(StorageEngineKind engine) : AttachmentErasureHost(engine)
{
    [Fact]
    public async Task Attachment_ThatNoRecordNames_IsDestroyedAfterItsDays()
    {
        var (named, unfinished) = (Photo(1000), Photo(250_000));
        await Calls.UploadAsync(_photo, "anna");
        await Calls.UploadAsync(named, "anna");
        await NameAsync("a", photo: named);
        await Calls.UploadAsync(Start(unfinished), Chunks(unfinished).Take(1), "anna");
        var upload = (await Stored.FindUploadAsync(Digest(unfinished), "anna", default))!;

        await SweepAsync(TimeSpan.FromDays(29));
        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));
        Assert.NotNull(await Stored.FindUploadAsync(Digest(unfinished), "anna", default));
        await SweepAsync(TimeSpan.FromDays(2));

        await AssertGoneAsync();
        Assert.Null(await Stored.FindUploadAsync(Digest(unfinished), "anna", default));
        Assert.Empty(await Keys.NotDestroyedAsync([upload.Key!], default));
        Assert.Equal(named, await Calls.DownloadAsync(named));
        var erasure = Assert.Single((await Host.Services.GetRequiredService<ErasureRegister>().ListAsync(new() { Service = "cases" }, default)).Erasures);
        Assert.Equal((ErasureState.Done, [Digest(_photo)]), (erasure.State, erasure.Attachments));
        Assert.True((await Calls.UploadAsync(_photo, "anna")).IsStored);
    }

    [Fact]
    public async Task Attachment_WhoseUploaderIsToldThatItIsStored_HasItsDaysAgain()
    {
        await Calls.UploadAsync(_photo, "anna");
        _clock.Now += TimeSpan.FromDays(29);
        Assert.True((await Calls.FindAsync(_photo, "anna")).IsStored);

        await SweepAsync(TimeSpan.FromDays(2));
        await NameAsync("a", "anna");
        await SweepAsync(TimeSpan.FromDays(400));

        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));
    }

    // Not all of the records of that time are found by what they name.
    [Fact]
    public async Task Attachment_OfBeforeFilesWereSealed_IsDestroyedOnlyWhenARecordThatNamesItIsErased()
    {
        var other = Photo(1000);
        await Calls.UploadAsync(_photo, "anna");
        await Calls.UploadAsync(other, "anna");
        await NameAsync("a");
        await Work.RunAsync(
            new(new EraseRecordRequest { Name = "evidence/a", RequestId = "as before" }, "anna"),
            Kind,
            async session =>
            {
                await Kind.EraseAsync(session, "evidence/a", "as the law says");
                return await session.GetAsync(Kind, "evidence/a");
            },
            default);
        await Tampering.RunAsync(Place, "update content set stored = 1", "cases");

        await SweepAsync(TimeSpan.FromDays(31));

        await AssertGoneAsync();
        Assert.Equal(other, await Calls.DownloadAsync(other));
    }

    [Fact]
    public async Task Name_WhileItIsDestroyedAsUnnamed_IsRefused()
    {
        await Calls.UploadAsync(_photo, "anna");

        await Assert.ThrowsAsync<RefusalException>(() => NameAsync("a", before: () => SweepAsync(TimeSpan.FromDays(31))));

        await AssertGoneAsync();
    }

    [Fact]
    public async Task DestroyUnnamed_WhileARecordIsMadeThatNamesIt_LeavesIt()
    {
        await Calls.UploadAsync(_photo, "anna");
        _clock.Now += TimeSpan.FromDays(31);

        Assert.Empty((await CommitErasureAsync("x", before: () => NameAsync("a"), since: _clock.Now - TimeSpan.FromDays(30))).Attachments);

        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));
    }

    [Fact]
    public async Task DestroyUnnamed_WhileARecordNamesItAndIsAmended_LeavesItItsDays()
    {
        await Calls.UploadAsync(_photo, "anna");
        _clock.Now += TimeSpan.FromDays(31);

        Assert.Empty((await CommitErasureAsync("x", before: NameAndAmendAsync, since: _clock.Now - TimeSpan.FromDays(30))).Attachments);

        Assert.Equal(_photo, await Calls.DownloadAsync(_photo));
        await SweepAsync(TimeSpan.FromDays(31));
        await AssertGoneAsync();

        async Task NameAndAmendAsync()
        {
            await NameAsync("a");
            await AmendAsync("a");
        }
    }

    private async Task SweepAsync(TimeSpan later)
    {
        _clock.Now += later;
        await Host.Services.GetServices<IHostedService>().OfType<UnnamedAttachments>().Single()
            .DestroyAsync(Host.Services.GetServices<ErasureSource>().Single(), Files, default);
    }

    /// <summary>Has a record name nothing any more.</summary>
    private async Task AmendAsync(string id) => await Work.RunAsync(
        new(new AddEvidenceRequest { EvidenceId = id, RequestId = $"amend-{id}" }, "anna"),
        Kind,
        async session =>
        {
            var item = await session.GetAsync(Kind, $"evidence/{id}");
            item.Attachments.Clear();
            session.Save(Kind, item, "amended");
            return item;
        },
        default);
}
