using Border.Attachments.V1;
using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Border.Type.V1;
using Google.Rpc;
using Grpc.Core;

namespace Border.Patrols.Tests;

public sealed class SqliteObservationAttachmentTests() : ObservationAttachmentSuite(StorageEngineKind.Sqlite);

public sealed class PostgresObservationAttachmentTests() : ObservationAttachmentSuite(StorageEngineKind.Postgres);

/// <summary>Photos of what patrols saw, on each engine.</summary>
public abstract class ObservationAttachmentSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Name = "patrols/a";

    private StoragePlace _place = null!;
    private ServiceHost _host = null!;
    private PatrolService.PatrolServiceClient _client = null!;

    public async Task InitializeAsync()
    {
        _place = await StoragePlace.NewAsync(engine);
        _host = await ServiceHost.StartAsync(_place, builder => builder.AddPatrols(), app => app.MapPatrols());
        _client = new(_host.Channel);
        await _client.CreatePatrolAsync(new() { PatrolId = "a", Patrol = Patrols.In(PatrolState.Planned), RequestId = "plan" });
        await _client.StartPatrolAsync(new() { Name = Name, StartTime = Patrols.Started, RequestId = "start" });
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Download_OfAPhoto_IsForThoseWhoSeeThePatrol()
    {
        var (named, loose) = (await Uploads.PhotoAsync(_host.Channel, 1), await Uploads.PhotoAsync(_host.Channel, 2));
        await _client.AddObservationAsync(Observe("1", Attachment("p1", named)));

        Assert.Equal(Uploads.Photo(1), await DownloadAsync(named, "53"));
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(named, "54"))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(loose, "53"))).StatusCode);
    }

    [Fact]
    public async Task AddObservation_WithPhotosAndMoreLater_KeepsThemThroughEveryCorrection()
    {
        await _client.AddObservationAsync(Observe("1", Attachment("p1", await Uploads.PhotoAsync(_host.Channel, 1))));
        await _client.AddObservationAttachmentAsync(Attach("2", Attachment("p2", await Uploads.PhotoAsync(_host.Channel, 2))));
        await _client.AmendObservationAsync(new()
        {
            Name = Name,
            ObservationId = "o",
            Observation = new() { Note = "seen again" },
            UpdateMask = new() { Paths = { "note" } },
            Reason = "why",
            RequestId = "3",
        });
        await _client.AmendPatrolAsync(new()
        {
            Patrol = new() { Name = Name, Etag = (await _client.GetPatrolAsync(new() { Name = Name })).Etag, Area = "54" },
            UpdateMask = new() { Paths = { "area" } },
            Reason = "why",
            RequestId = "4",
        });
        await _client.VoidObservationAsync(new() { Name = Name, ObservationId = "o", Reason = "why", RequestId = "5" });
        await _client.VoidPatrolAsync(new() { Name = Name, Reason = "why", RequestId = "6" });

        var kept = (await _client.GetPatrolAsync(new() { Name = Name })).Observations[0].Attachments;

        Assert.Equal(["p1", "p2"], kept.Select(attachment => attachment.Id));
        Assert.All(kept, attachment => Assert.Equal(("image/jpeg", 1000, "A herder, invented"), (attachment.ContentType, attachment.SizeBytes, attachment.Caption)));
    }

    [Fact]
    public async Task AddObservation_BytesThatAreNotAllThere_NamesThemAndStoresNothing()
    {
        var whole = Attachment("whole", await Uploads.PhotoAsync(_host.Channel, 1));
        var half = Attachment("half", await Uploads.PartAsync(_host.Channel, 2, bytes: 500, ContentType.Jpeg));
        var none = Attachment("none", Uploads.DigestOf(3));

        var error = await Assert.ThrowsAsync<RpcException>(async () => await _client.AddObservationAsync(Observe("1", half, whole, none)));

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_ATTACHMENT_MISSING"), (error.StatusCode, error.Reason()));
        Assert.Contains("half and none", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty((await _client.GetPatrolAsync(new() { Name = Name })).Observations);
        await Uploads.PhotoAsync(_host.Channel, 3);
        await Assert.ThrowsAsync<RpcException>(async () => await _client.AddObservationAsync(Observe("1", half, whole, none)));
    }

    [Fact]
    public async Task AddObservationAttachment_BytesOfAnotherKindThanTheUploadSaid_AreNeverTaken()
    {
        await _client.AddObservationAsync(Observe("1"));
        var refused = await Assert.ThrowsAsync<RpcException>(() => Uploads.PartAsync(_host.Channel, 1, bytes: 1000, ContentType.Pdf));

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.AddObservationAttachmentAsync(Attach("2", Attachment("p", Uploads.DigestOf(1)))));

        Assert.Equal((StatusCode.InvalidArgument, StatusCode.FailedPrecondition), (refused.StatusCode, error.StatusCode));
        Assert.Empty((await _client.GetPatrolAsync(new() { Name = Name })).Observations[0].Attachments);
    }

    [Fact]
    public async Task AddObservationAttachment_SentTwiceAndManyTimesAtOnce_IsCarriedOutOnce()
    {
        await _client.AddObservationAsync(Observe("1"));
        var attach = Attach("2", Attachment("p", await Uploads.PhotoAsync(_host.Channel, 1)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await _client.AddObservationAttachmentAsync(attach)));
        await _client.EndPatrolAsync(new() { Name = Name, EndTime = Patrols.Later, RequestId = "3" });

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(answers[0], await _client.AddObservationAttachmentAsync(attach));
        Assert.Single((await _client.GetPatrolAsync(new() { Name = Name })).Observations[0].Attachments);
    }

    [Fact]
    public async Task AddObservationAttachment_FromManyDevicesAtOnce_KeepsEachAndOnlyOneOfAnId()
    {
        await _client.AddObservationAsync(Observe("1"));
        var digest = await Uploads.PhotoAsync(_host.Channel, 1);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => StatusAsync(Attach($"a{i}", Attachment($"p{i / 2}", digest)))));

        Assert.Equal((6, 6), (statuses.Count(code => code == StatusCode.OK), statuses.Count(code => code == StatusCode.AlreadyExists)));
        Assert.Equal(
            ["p0", "p1", "p2", "p3", "p4", "p5"],
            (await _client.GetPatrolAsync(new() { Name = Name })).Observations[0].Attachments.Select(attachment => attachment.Id).Order());
    }

    [Fact]
    public async Task AddObservationAttachment_StaleEtagOrWrongFields_NamesThem()
    {
        await _client.AddObservationAsync(Observe("1"));
        var stale = Attach("2", Attachment("p", await Uploads.PhotoAsync(_host.Channel, 1)));
        stale.Etag = "2";

        var aborted = await Assert.ThrowsAsync<RpcException>(async () => await _client.AddObservationAttachmentAsync(stale));
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.AddObservationAttachmentAsync(new() { Name = Name, Attachment = new() { Id = "P", Sha256 = "x" } }));

        Assert.Equal(StatusCode.Aborted, aborted.StatusCode);
        Assert.Equal(
            ["attachment.id", "attachment.sha256", "observation_id", "request_id"],
            error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ListPatrolsAndFeed_PhotoThatTellsOfPeople_LeaveThatOut()
    {
        await _client.AddObservationAsync(Observe("1", Attachment("p", await Uploads.PhotoAsync(_host.Channel, 1))));

        var listed = Assert.Single((await _client.ListPatrolsAsync(new())).Patrols);
        var fed = (await _host.FirstEventsAsync("patrols", 3))[2].State.Unpack<Patrol>();

        foreach (var attachment in (Attachment[])[listed.Observations[0].Attachments[0], fed.Observations[0].Attachments[0]])
            Assert.Equal(("p", "", "", "image/jpeg"), (attachment.Id, attachment.Caption, attachment.FileName, attachment.ContentType));
    }

    private async Task<StatusCode> StatusAsync(AddObservationAttachmentRequest request)
    {
        try
        {
            await _client.AddObservationAttachmentAsync(request);
            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            return error.StatusCode;
        }
    }

    private static AddObservationRequest Observe(string requestId, params Attachment[] attachments)
    {
        var observation = Patrols.Sight("o");
        observation.Attachments.Add(attachments);
        return new() { Name = Name, Observation = observation, RequestId = requestId };
    }

    private static AddObservationAttachmentRequest Attach(string requestId, Attachment attachment) =>
        new() { Name = Name, ObservationId = "o", Attachment = attachment, RequestId = requestId };

    private static Attachment Attachment(string id, string sha256) => new()
    {
        Id = id,
        Sha256 = sha256,
        ContentType = "text/html",
        FileName = "herder.jpg",
        Caption = "A herder, invented",
    };

    private async Task<byte[]> DownloadAsync(string sha256, string area)
    {
        Metadata headers = new() { { "border-actor", "officer" }, { "border-roles", "patrol_officer" }, { "border-areas", area } };
        using var call = new AttachmentService.AttachmentServiceClient(_host.Channel).DownloadAttachment(new() { Service = "patrols", Sha256 = sha256 }, headers);
        return [.. (await call.ResponseStream.ReadAllAsync().ToListAsync()).SelectMany(response => response.Chunk.Data)];
    }
}
