using Border.Cases.V1;
using Border.Erasures.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Border.ServiceDefaults.Tests.Attachments.AttachmentCalls;

namespace Border.ServiceDefaults.Tests.Attachments;

public sealed class SqliteAttachmentErasureTests() : AttachmentErasureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresAttachmentErasureTests() : AttachmentErasureSuite(StorageEngineKind.Postgres);

/// <summary>What becomes of the bytes of attachments when the records that name them are erased, on each engine.</summary>
public abstract class AttachmentErasureSuite(StorageEngineKind engine) : AttachmentTestBase(engine)
{
    private static readonly RecordKind<CaseEvidence> Kind = new(
        "evidence",
        item => item.Name,
        (item, server) => (item.Etag, item.CreateTime, item.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        item => [IndexKey.Time("obtain_time", item.ObtainTime.ToDateTimeOffset()), .. AttachmentFiles.KeysOf(item.Attachments)])
    {
        ReadBy = GetEvidenceRequest.Descriptor.FullName,
        IsSealed = true,
    };

    private readonly SetClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly byte[] _photo = Photo(250_000);

    private RecordWork Work => Of<RecordWork>();

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

    private protected override async Task<TestHost> NewHostAsync()
    {
        var host = await TestHost.StartAsync(
            configure: builder => builder.Services
                .AddSingleton<TimeProvider>(_clock)
                .AddRecords("cases", "border.cases.v1.CaseEvidenceService", Kind)
                .AddAttachments("cases").AddSingleton<IAttachmentReaders>(new Readers())
                .AddErasure("cases", new Erasable<CaseEvidence>(Kind, RetentionCategory.Cases, "obtain_time", _ => 1, item => item.ObtainTime)),
            args: [.. Place.Arguments, "--Retention:SecondPerson=false"]);
        foreach (var work in host.Services.GetServices<IHostedService>().OfType<ErasureFinish>())
            await work.Done;
        return host;
    }

    /// <param name="before">What happens between what the record reads and its first commit.</param>
    private async Task NameAsync(string id, string? actor = null, byte[]? photo = null, Func<Task>? before = null)
    {
        Caller.Current = actor is null ? null : new(new Actor(actor) { Roles = RoleSet.All, Areas = AreaScope.Nation }, Purpose.Unspecified, "");
        await Work.RunAsync(
            new(new AddEvidenceRequest { EvidenceId = id, RequestId = $"name-{id}-{Guid.CreateVersion7():n}" }, "anna"),
            Kind,
            async session =>
            {
                var item = new CaseEvidence
                {
                    Name = $"evidence/{id}",
                    ObtainTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
                    Attachments = { new Attachment { Id = "p", Sha256 = Digest(photo ?? _photo), Caption = "somebody" } },
                };
                await Files.FillAsync(session, item.Attachments, default);
                session.Save(Kind, item, "added");
                if (Interlocked.Exchange(ref before, null) is { } meanwhile)
                    await meanwhile();
                return item;
            },
            default);
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

    /// <summary>Commits what an erasure does, and destroys nothing yet.</summary>
    /// <param name="before">What happens between what it reads and its first commit.</param>
    /// <param name="since">To erase the photo as one that no record has named since, and no record; null to erase a record.</param>
    private async Task<Erasure> CommitErasureAsync(string id, Func<Task>? before = null, DateTimeOffset? since = null)
    {
        var written = await Work.RunAsync(
            new(new EraseRecordRequest { Name = $"evidence/{id}", RequestId = $"commit-{id}" }, "anna"),
            ErasureKinds.Erasures,
            async session =>
            {
                if (since is null)
                    await Kind.EraseAsync(session, $"evidence/{id}", "as the law says");
                var erasure = new Erasure { Name = $"erasures/{id}", Records = { $"evidence/{id}" }, State = ErasureState.Done, Number = 100 };
                erasure.Attachments.AddRange(since is { } time
                    ? await Files.ForgetUnnamedAsync(session, [Digest(_photo)], time, default)
                    : await Files.ForgetAsync(session, default));
                session.Save(ErasureKinds.Erasures, erasure, RecordSession.Erased);
                if (Interlocked.Exchange(ref before, null) is { } meanwhile)
                    await meanwhile();
                return erasure;
            },
            default);
        return written.Record;
    }

    private async Task AssertGoneAsync()
    {
        await Calls.AssertNotThereAsync(_photo);
        Assert.Null(await Stored.FindAsync(Digest(_photo), default));
        Assert.Empty(await Stored.UploadsOfAsync(Digest(_photo), default));
        foreach (var table in (string[])["content_chunk", "content_upload_chunk", "content_holder"])
            Assert.Equal(0L, Convert.ToInt64(await Tampering.ScalarAsync(Place, $"select count(*) from {table} where sha256 = '{Digest(_photo)}'", "cases"), null));
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

    private sealed class Readers : IAttachmentReaders
    {
        public string Service => "cases";

        public IReadOnlyList<NamingKind> Kinds => [new(Kind, "obtain_time")];

        // Whether there is anything to read is what the tests are about. Nobody may name it for that.
        public Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct) => Task.FromResult(Caller.Current is not { Actor.Id: "anna" or "bert" });
    }
}
