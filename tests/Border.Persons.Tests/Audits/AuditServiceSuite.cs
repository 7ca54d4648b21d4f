using Border.Audit.V1;
using Border.Persons.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Persons.Tests.Audits;

public sealed class SqliteAuditServiceTests() : AuditServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresAuditServiceTests() : AuditServiceSuite(StorageEngineKind.Postgres);

/// <summary>The audit log as an auditor sees it, and what somebody at the database can hide from them.</summary>
public abstract class AuditServiceSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Service = "persons";

    private StoragePlace place = null!;
    private ScratchFolder keys = null!;
    private ServiceHost host = null!;

    private AuditService.AuditServiceClient Audit => new(host.Channel);

    private PersonRegistryService.PersonRegistryServiceClient Persons => new(host.Channel);

    public async Task InitializeAsync()
    {
        (place, keys) = (await StoragePlace.NewAsync(engine), new ScratchFolder());
        host = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        place.Dispose();
        keys.Dispose();
    }

    [Fact]
    public async Task ListEntries_ByRecordActorAndPage_TellsThoseAndEntersTheReading()
    {
        await ReadAsync("a", "anna");
        await ReadAsync("b", "bert");
        await ReadAsync("a", "bert");

        Assert.Equal(["anna", "bert"], (await ListAsync(new() { Record = "persons/a" })).Select(entry => entry.Actor));
        Assert.Equal(["persons/b", "persons/a"], (await ListAsync(new() { Actor = "bert" })).SelectMany(entry => entry.Records));
        var first = await Audit.ListEntriesAsync(new() { Service = Service, PageSize = 1 });
        Assert.True(first.HasMore);
        var reading = Assert.Single(await ListAsync(new() { Record = "audit/persons", PageSize = 1 }));
        Assert.Equal(("consultation", "border.audit.v1.AuditService/ListEntries"), (reading.Action, reading.Method));
        Assert.Empty(await ListAsync(new() { BeforeTime = Timestamp.FromDateTimeOffset(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)) }));
    }

    [Fact]
    public async Task ListEntries_OfAnUnknownService_IsNotFound() =>
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => Audit.ListEntriesAsync(new() { Service = "other" }).ResponseAsync)).StatusCode);

    [Fact]
    public async Task ExportEntries_OfAGrownLog_HasAllOfItInOrder()
    {
        await FillAsync(3);
        await Audit.GetCheckpointAsync(new() { Service = Service });
        await FillAsync(2);

        var parts = await ExportAsync();

        Assert.Equal([1, 2, 3, 4, 5], parts.SelectMany(part => part.Entries).Select(entry => entry.Sequence));
        Assert.Equal(3, Assert.Single(parts.SelectMany(part => part.Checkpoints)).Head.Sequence);
        Assert.Equal(5, parts[^1].End.Sequence);
    }

    [Fact]
    public async Task ExportEntries_OfALogThatWasCutOff_HasTheCheckpointThatTells()
    {
        await FillAsync(8);
        await Audit.GetCheckpointAsync(new() { Service = Service });
        await Tampering.UnguardedAsync(
            place, "delete from audit where sequence > 5; update feed set audited = 5, audit_hash = (select hash from audit where sequence = 5)", Service);

        var parts = await ExportAsync();

        Assert.Equal(5, parts[^1].End.Sequence);
        Assert.Equal(8, Assert.Single(parts.SelectMany(part => part.Checkpoints)).Head.Sequence);
    }

    [Fact]
    public async Task VerifyChain_OfAnUntouchedLog_IsWholeAlsoAfterARestart()
    {
        await FillAsync(3);
        var kept = await Audit.GetCheckpointAsync(new() { Service = Service });
        await host.DisposeAsync();
        host = await StartAsync();
        await FillAsync(2);

        var found = await VerifyAsync(kept);

        Assert.Equal((0, "", 5, 2), (found.BrokenSequence, found.Fault, found.Verified.Sequence, found.CheckpointCount));
        Assert.Single(found.KeyIds);
    }

    [Theory]
    [InlineData("update audit set actor = 'nobody' where sequence = 2", 2)]
    [InlineData("delete from audit where sequence = 4", 4)]
    [InlineData("delete from audit where sequence > 5; update feed set audited = 5, audit_hash = (select hash from audit where sequence = 5)", 6)]
    [InlineData("delete from audit; update feed set audited = 0, audit_hash = (select hash from audit_checkpoint where sequence = 0)", 1)]
    public async Task VerifyChain_AfterTampering_NamesTheFirstBrokenEntry(string sql, long broken)
    {
        await Audit.GetCheckpointAsync(new() { Service = Service });
        await FillAsync(8);
        await Audit.GetCheckpointAsync(new() { Service = Service });

        await Tampering.UnguardedAsync(place, sql, Service);

        var found = await VerifyAsync();
        Assert.Equal(broken, found.BrokenSequence);
        // No checkpoint was come by.
        Assert.Equal((0, 0), (found.CheckpointCount, found.KeyIds.Count));
    }

    [Fact]
    public async Task VerifyChain_OfALogMadeAnewWithItsCheckpoints_IsBetrayedByTheOneKeptElsewhere()
    {
        await FillAsync(4);
        var kept = await Audit.GetCheckpointAsync(new() { Service = Service });
        await Tampering.UnguardedAsync(
            place,
            (engine == StorageEngineKind.Sqlite ? "drop trigger audit_checkpoint_delete; " : "alter table audit_checkpoint disable trigger all; ")
            + "delete from audit_checkpoint; delete from audit; delete from audit_record;"
            + $" update feed set audited = 0, audit_hash = {(engine == StorageEngineKind.Sqlite ? "zeroblob(32)" : "decode(repeat('00', 32), 'hex')")}",
            Service);
        await FillAsync(5);

        Assert.Equal(0, (await VerifyAsync()).BrokenSequence);
        Assert.Equal(4, (await VerifyAsync(kept)).BrokenSequence);
    }

    [Fact]
    public async Task VerifyChain_WithACheckpointThatWasChanged_SaysSo()
    {
        await FillAsync(2);
        var kept = await Audit.GetCheckpointAsync(new() { Service = Service });
        kept.Time.Seconds++;

        var found = await VerifyAsync(kept);
        Assert.Contains("did not sign", found.Fault, StringComparison.Ordinal);
        Assert.Empty(found.KeyIds);
    }

    [Fact]
    public async Task GetCheckpoint_OfAProcessStartedAgain_IsSignedByTheSameKeyWithoutAFile()
    {
        var first = await Audit.GetCheckpointAsync(new() { Service = Service });
        await host.DisposeAsync();
        host = await StartAsync();

        Assert.Equal(first.PublicKey, (await Audit.GetCheckpointAsync(new() { Service = Service })).PublicKey);
        Assert.Empty(Directory.GetFiles(engine == StorageEngineKind.Sqlite ? place.Place : keys.Path, "*.pem"));
    }

    [Fact]
    public async Task Timer_TakesACheckpointOfALogThatHasGrown()
    {
        await host.DisposeAsync();
        host = await StartAsync(("Audit:CheckpointEvery", "00:00:00.050"));
        await FillAsync(1);

        for (var wait = 0; (await ExportAsync()).All(part => part.Checkpoints.Count == 0); wait++)
        {
            Assert.True(wait < 3000, "No checkpoint is taken.");
            await Task.Delay(20);
        }
    }

    private Task<ServiceHost> StartAsync(params (string Key, string Value)[] settings) => ServiceHost.StartAsync(
        place, builder => builder.AddPersons(), app => app.MapPersons(), [.. engine == StorageEngineKind.Postgres ? [("Storage:DataDirectory", keys.Path)] : Array.Empty<(string, string)>(), .. settings]);

    private async Task FillAsync(int reads)
    {
        for (var i = 0; i < reads; i++)
            await ReadAsync("none", "anna");
    }

    private Task<RpcException> ReadAsync(string id, string actor) => Assert.ThrowsAsync<RpcException>(
        () => Persons.GetPersonAsync(new() { Name = $"persons/{id}" }, new Metadata { { "border-actor", actor } }).ResponseAsync);

    private async Task<IEnumerable<Entry>> ListAsync(ListEntriesRequest request)
    {
        request.Service = Service;
        return (await Audit.ListEntriesAsync(request)).Entries;
    }

    private async Task<List<ExportEntriesResponse>> ExportAsync()
    {
        using var call = Audit.ExportEntries(new() { Service = Service });
        var parts = new List<ExportEntriesResponse>();
        while (await call.ResponseStream.MoveNext(default))
            parts.Add(call.ResponseStream.Current);
        return parts;
    }

    private async Task<VerifyChainResponse> VerifyAsync(params Checkpoint[] witnessed) =>
        await Audit.VerifyChainAsync(new() { Service = Service, Witnessed = { witnessed } });
}
