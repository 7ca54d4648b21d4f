using Border.Cases.V1;
using Border.Erasures.V1;
using Border.ServiceDefaults.Access;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Attachments;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Records;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Border.ServiceDefaults.Tests.Attachments.AttachmentCalls;

namespace Border.ServiceDefaults.Tests.Attachments;

/// <summary>Records that name attachments and can be erased, on each engine.</summary>
public abstract class AttachmentErasureHost(StorageEngineKind engine) : AttachmentTestBase(engine)
{
    private protected static readonly RecordKind<CaseEvidence> Kind = new(
        "evidence",
        item => item.Name,
        (item, server) => (item.Etag, item.CreateTime, item.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        item => [IndexKey.Time("obtain_time", item.ObtainTime.ToDateTimeOffset()), .. AttachmentFiles.KeysOf(item.Attachments)])
    {
        ReadBy = GetEvidenceRequest.Descriptor.FullName,
        IsSealed = true,
    };

    private protected readonly SetClock _clock = new(TimeProvider.System.GetUtcNow());
    private protected readonly byte[] _photo = Photo(250_000);

    private protected RecordWork Work => Of<RecordWork>();

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
    private protected async Task NameAsync(string id, string? actor = null, byte[]? photo = null, Func<Task>? before = null)
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

    /// <summary>Commits what an erasure does, and destroys nothing yet.</summary>
    /// <param name="before">What happens between what it reads and its first commit.</param>
    /// <param name="since">To erase the photo as one that no record has named since, and no record; null to erase a record.</param>
    private protected async Task<Erasure> CommitErasureAsync(string id, Func<Task>? before = null, DateTimeOffset? since = null)
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

    private protected async Task AssertGoneAsync()
    {
        await Calls.AssertNotThereAsync(_photo);
        Assert.Null(await Stored.FindAsync(Digest(_photo), default));
        Assert.Empty(await Stored.UploadsOfAsync(Digest(_photo), default));
        foreach (var table in (string[])["content_chunk", "content_upload_chunk", "content_holder"])
            Assert.Equal(0L, Convert.ToInt64(await Tampering.ScalarAsync(Place, $"select count(*) from {table} where sha256 = '{Digest(_photo)}'", "cases"), null));
    }

    private protected sealed class Readers : IAttachmentReaders
    {
        public string Service => "cases";

        public IReadOnlyList<NamingKind> Kinds => [new(Kind, "obtain_time")];

        // Whether there is anything to read is what the tests are about. Nobody may name it for that.
        public Task<bool> MayReadAsync(string sha256, string actor, CancellationToken ct) => Task.FromResult(Caller.Current is not { Actor.Id: "anna" or "bert" });
    }
}
