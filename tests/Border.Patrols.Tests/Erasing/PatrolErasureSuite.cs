using Border.Attachments.V1;
using Border.Audit.V1;
using Border.Erasures.V1;
using Border.Feed.V1;
using Border.Lookup.V1;
using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Patrols.Tests.Erasing;

public sealed class SqlitePatrolErasureTests() : PatrolErasureSuite(StorageEngineKind.Sqlite);

public sealed class PostgresPatrolErasureTests() : PatrolErasureSuite(StorageEngineKind.Postgres);

/// <summary>What can be read of patrols in the tables, and what is left of those that were erased.</summary>
public abstract class PatrolErasureSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Secret = "Wanginvented";
    private const string Officer = "N-777";
    private const string Name = "patrols/a";

    private readonly SetClock _clock = new(TimeProvider.System.GetUtcNow());
    private StoragePlace _place = null!;
    private ServiceHost _host = null!;

    private PatrolService.PatrolServiceClient Service => new(_host.Channel);

    private TrackService.TrackServiceClient Tracks => new(_host.Channel);

    private ErasureService.ErasureServiceClient Erasures => new(_host.Channel);

    private LookupService.LookupServiceClient Lookup => new(_host.Channel);

    private IDocumentStore Store => _host.Services.GetRequiredKeyedService<IDocumentStore>("patrols");

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Store_OfAPatrol_HoldsNothingOfAPersonThatCanBeRead()
    {
        await FillAsync();

        Assert.Equal(0, await RowsWithAsync());
        var patrol = await GetAsync();
        Assert.Equal((Officer, $"{Officer}-team", $"{Secret} fished"), (patrol.Leader, patrol.Legs[0].Team.Single(), patrol.Observations[0].Note));
        Assert.Equal(($"{Secret} waved", $"{Secret} rested"), (patrol.Observations[0].Attachments[0].Caption, patrol.Pauses[0].Reason));
        var versions = (await Lookup.ListVersionsAsync(new() { Name = Name })).Versions;
        Assert.Equal($"{Secret} was wrong", versions[^2].Reason);
        Assert.NotNull(await KeyOfAsync(Name));
    }

    [Fact]
    public async Task Patrol_WithoutWordsAboutPersons_TakesNoKey()
    {
        await CreateAsync("plain", new() { Unit = "U1", Area = "53.01", Type = PatrolType.Routine, PlanTime = Patrols.Planned });
        await Service.StartPatrolAsync(new() { Name = "patrols/plain", StartTime = Patrols.Started, RequestId = "s-plain" });

        Assert.Null(await KeyOfAsync("patrols/plain"));
    }

    [Fact]
    public async Task EraseRecord_OfAPatrol_EmptiesItEverywhereAndLeavesWhatIsCounted()
    {
        await FillAsync();
        var (before, track, fed) = (await GetAsync(), await Tracks.GetTrackAsync(new() { Name = Name }), await SnapshotAsync());

        var erasure = await EraseAsync();

        Assert.Equal([Name], erasure.Records);
        await AssertGoneAsync();
        var after = await GetAsync();
        Assert.Equal((before.State, before.OfficerCount, before.EndTime, before.Legs.Count), (after.State, after.OfficerCount, after.EndTime, after.Legs.Count));
        Assert.Equal(before.Observations[0].Position, after.Observations[0].Position);
        Assert.Equal(track, await Tracks.GetTrackAsync(new() { Name = Name }));
        Assert.Equal(fed, await SnapshotAsync());
        Assert.Equal(0, (await new AuditService.AuditServiceClient(_host.Channel).VerifyChainAsync(new() { Service = "patrols" })).BrokenSequence);
        Assert.Equal(erasure, await EraseAsync());
    }

    [Fact]
    public async Task Erased_CannotBeChangedAndShowsItsPhotosToNobody()
    {
        await FillAsync();
        Assert.Equal(Uploads.Photo(1), await DownloadAsync());

        await EraseAsync();

        Assert.Equal("WRONG_STATE", (await RefusalOfAsync(Service.AddObservationAsync(Observe("late")))).Reason);
        Assert.Equal("WRONG_STATE", (await RefusalOfAsync(Service.VoidPatrolAsync(new() { Name = Name, Reason = "why", RequestId = "v" }))).Reason);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(DownloadAsync)).StatusCode);
    }

    [Fact]
    public async Task EraseRecord_OfTheLastPatrolThatNamesAPhoto_DestroysItsBytes()
    {
        await FillAsync();
        Assert.False(await StoredBytes.AnyAsync(_place, "patrols", Uploads.Photo(1)[100..120]));
        await CreateAsync("b", Patrols.In(PatrolState.Planned));
        await Service.StartPatrolAsync(new() { Name = "patrols/b", StartTime = Patrols.Started, RequestId = "s-b" });
        var seen = Observe("2");
        seen.Name = "patrols/b";
        seen.Observation.Attachments.Add(new Type.V1.Attachment { Id = "p", Sha256 = Uploads.DigestOf(1) });
        await Service.AddObservationAsync(seen);
        await Service.EndPatrolAsync(new() { Name = "patrols/b", EndTime = Patrols.At(180), RequestId = "e-b" });
        await Service.VoidPatrolAsync(new() { Name = "patrols/b", Reason = "why", RequestId = "v-b" });

        Assert.Empty((await EraseAsync()).Attachments);
        Assert.Equal(Uploads.Photo(1), await DownloadAsync());
        var last = await Erasures.EraseRecordAsync(new() { Name = "patrols/b", ErasureId = "b", Reason = "as the law says", RequestId = "erase-b" });

        Assert.Equal([Uploads.DigestOf(1)], last.Attachments);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(DownloadAsync)).StatusCode);
        Assert.Equal(0L, Convert.ToInt64(await Tampering.ScalarAsync(_place, "select count(*) from content_chunk", "patrols"), null));
    }

    [Theory]
    [InlineData(PatrolState.Planned)]
    [InlineData(PatrolState.UnderWay)]
    [InlineData(PatrolState.Paused)]
    public async Task EraseRecord_OfAPatrolThatIsNotOver_IsRefused(PatrolState state)
    {
        await CreateAsync("a", Patrols.In(PatrolState.Planned));
        if (state != PatrolState.Planned)
            await Service.StartPatrolAsync(new() { Name = Name, StartTime = Patrols.Started, RequestId = "s" });
        if (state == PatrolState.Paused)
            await Service.PausePatrolAsync(new() { Name = Name, PauseTime = Patrols.Paused, RequestId = "p" });

        Assert.Equal((StatusCode.FailedPrecondition, "RULE_BROKEN"), await RefusalOfAsync(Erasures.EraseRecordAsync(Erase())));
        Assert.Equal("N-1", (await GetAsync()).Leader);
    }

    [Fact]
    public async Task EraseRecord_OfAPatrolUnderALegalHold_IsRefusedUntilItIsLifted()
    {
        await FillAsync();
        await Erasures.PlaceLegalHoldAsync(new() { Name = Name, Reason = "court", RequestId = "h" });

        Assert.Equal("WRONG_STATE", (await RefusalOfAsync(Erasures.EraseRecordAsync(Erase()))).Reason);
        await Erasures.LiftLegalHoldAsync(new() { Name = Name, Reason = "done", RequestId = "l" });
        Assert.Equal([Name], (await EraseAsync()).Records);
    }

    [Fact]
    public async Task EraseRecord_WhileObservationsAreAdded_LeavesNothingOfThem()
    {
        await FillAsync();
        var adding = Enumerable.Range(0, 8).Select(i => TryAsync(Service.AddObservationAsync(Observe($"o-{i}"))));

        await Task.WhenAll(adding.Append(TryAsync(Erasures.EraseRecordAsync(Erase()))));

        await AssertGoneAsync();
    }

    [Fact]
    public async Task Erased_RestoredFromABackupOfBefore_StaysErased()
    {
        await FillAsync();
        var backup = await Backup.TakeAsync(_place, "patrols");
        await EraseAsync();

        // The keys are kept apart, and are those of after.
        await _host.DisposeAsync();
        await backup.RestoreAsync();
        await StartAsync();

        await AssertGoneAsync();
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(DownloadAsync)).StatusCode);
    }

    [Fact]
    public async Task ListRetentionDue_OldPatrols_TellsThemUntilTheyAreErased()
    {
        await FillAsync();
        _clock.Now = Patrols.At(180).ToDateTimeOffset().AddDays(1825).AddMinutes(-1);
        Assert.Empty(await DueAsync());

        _clock.Now += TimeSpan.FromMinutes(2);

        Assert.Equal([(Name, "53.01")], await DueAsync());
        await EraseAsync();
        Assert.Empty(await DueAsync());
    }

    private async Task StartAsync() => _host = await ServiceHost.StartAsync(
        _place,
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_clock);
            builder.AddPatrols();
        },
        app => app.MapPatrols());

    // With words of each sort, a track, and a photo.
    private async Task FillAsync()
    {
        var plan = Patrols.In(PatrolState.Planned);
        (plan.Leader, plan.Team[0]) = (Officer, $"{Officer}-team");
        plan.Team.RemoveAt(1);
        await CreateAsync("a", plan);
        await Service.StartPatrolAsync(new() { Name = Name, StartTime = Patrols.Started, RequestId = "s" });
        await Service.PausePatrolAsync(new() { Name = Name, PauseTime = Patrols.Paused, Reason = $"{Secret} rested", RequestId = "p" });
        var seen = Observe("1");
        seen.Observation.Attachments.Add(new Type.V1.Attachment { Id = "p", Sha256 = await Uploads.PhotoAsync(_host.Channel, 1), FileName = $"{Secret}.jpg", Caption = $"{Secret} waved" });
        await Service.AddObservationAsync(seen);
        await Service.AmendObservationAsync(new()
        {
            Name = Name,
            ObservationId = "1",
            Observation = new() { Note = $"{Secret} fished" },
            UpdateMask = new() { Paths = { "note" } },
            Reason = $"{Secret} was wrong",
            RequestId = "amend",
        });
        using var points = Tracks.AppendTrack();
        TrackPoint point = new() { Sequence = 1, Time = Patrols.Started, Position = new() { Latitude = 47, Longitude = 134 } };
        await points.RequestStream.WriteAsync(new() { Name = Name, Points = { point }, RequestId = "t" });
        await points.RequestStream.CompleteAsync();
        Assert.True(await points.ResponseStream.MoveNext(default));
        Assert.NotNull(points.ResponseStream.Current.Accepted);
        await Service.EndPatrolAsync(new() { Name = Name, EndTime = Patrols.At(180), RequestId = "e" });
    }

    private async Task AssertGoneAsync()
    {
        var patrol = await GetAsync();
        Assert.Equal(("", 0, "", true), (patrol.Leader, patrol.Team.Count, patrol.Observations[0].Note, patrol.EraseTime is not null));
        Assert.DoesNotContain(Secret, patrol.ToString(), StringComparison.Ordinal);
        var versions = await Lookup.ListVersionsAsync(new() { Name = Name });
        Assert.DoesNotContain(Secret, versions.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Officer, versions.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RowsWithAsync());
    }

    private async Task CreateAsync(string id, Patrol patrol) => await Service.CreatePatrolAsync(new() { PatrolId = id, Patrol = patrol, RequestId = $"c-{id}" });

    private async Task<Patrol> GetAsync() => await Service.GetPatrolAsync(new() { Name = Name });

    private static AddObservationRequest Observe(string id) => new()
    {
        Name = Name,
        Observation = new()
        {
            Id = id,
            Category = ObservationCategory.Other,
            ObserveTime = Patrols.Later,
            Position = new() { Latitude = 47, Longitude = 134 },
            Note = $"{Secret} swam",
        },
        RequestId = $"o-{id}",
    };

    private async Task<Erasure> EraseAsync() => await Erasures.EraseRecordAsync(Erase());

    private static EraseRecordRequest Erase() => new() { Name = Name, ErasureId = "e", Reason = "as the law says", RequestId = "erase" };

    private async Task<string?> KeyOfAsync(string name) => (await Store.FindAsync("patrols", name, default))!.Key;

    private async Task<IReadOnlyList<(string Name, string Area)>> DueAsync() =>
        [.. (await Erasures.ListRetentionDueAsync(new() { Category = RetentionCategory.Patrols })).Records.Select(record => (record.Name, record.Area))];

    private async Task<long> RowsWithAsync() => await StoredRows.WithAsync(_place, "patrols", Secret) + await StoredRows.WithAsync(_place, "patrols", Officer);

    private async Task<byte[]> DownloadAsync()
    {
        using var call = new AttachmentService.AttachmentServiceClient(_host.Channel).DownloadAttachment(new() { Service = "patrols", Sha256 = Uploads.DigestOf(1) });
        return [.. (await call.ResponseStream.ReadAllAsync().ToListAsync()).SelectMany(response => response.Chunk.Data)];
    }

    // What Statistics counts from, but for when it was erased.
    private async Task<IReadOnlyList<string>> SnapshotAsync()
    {
        using var call = new FeedService.FeedServiceClient(_host.Channel).Snapshot(new() { Feed = "patrols" });
        return await call.ResponseStream.ReadAllAsync().SelectMany(part => part.Events).Select(e => WithoutTime(e.State)).Order(StringComparer.Ordinal).ToListAsync();
    }

    private static string WithoutTime(Any state)
    {
        if (!state.Is(Patrol.Descriptor))
            return state.ToString();
        var patrol = state.Unpack<Patrol>();
        (patrol.EraseTime, patrol.EraseReason) = (null, "");
        return patrol.ToString();
    }

    private static async Task<(StatusCode Code, string Reason)> RefusalOfAsync<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return (error.StatusCode, error.Reason()["ERROR_REASON_".Length..]);
    }

    private static async Task TryAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
            // One that came after the erasure.
        }
    }
}
