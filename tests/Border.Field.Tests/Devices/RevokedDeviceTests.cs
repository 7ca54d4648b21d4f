using Border.Attachments.V1;
using Border.Field.Carrying;
using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Tests.Fixtures;
using Border.Patrols.V1;

namespace Border.Field.Tests.Devices;

/// <summary>A device that was lost: it gives up what it was given, and nothing that it alone has is lost.</summary>
public sealed class RevokedDeviceTests : IAsyncLifetime
{
    private readonly FieldDevice _field = new(TimeProvider.System.GetUtcNow());
    private FieldServer _server = null!;

    private DeviceService.DeviceServiceClient Registry => new(_server.Host.Channel);

    private string Name => $"devices/{_field.Device.Id}";

    public async Task InitializeAsync() => _server = await FieldServer.StartAsync();

    public async Task DisposeAsync()
    {
        _field.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Sync_FirstTimeAndAfter_TellsTheRegistryWhatWaits()
    {
        _field.Device.SetHome("U-1", "53.01");
        _field.Record(Samples.Interception(_field.Now), asDraft: true);
        var oldest = _field.Now;
        _field.Clock.Advance(TimeSpan.FromHours(1));
        _field.Record(Samples.Seizure(_field.Now));

        await _field.SyncAsync(_server.Invoker);
        var device = await Registry.GetDeviceAsync(new() { Name = Name });

        Assert.Equal(("U-1", "53.01", FieldDevice.Officer), (device.Unit, device.Area, device.ContactOfficer));
        Assert.Equal((1, 0, 0), (device.Report.DraftCount, device.Report.ReadyCount, device.Report.RefusedCount));
        Assert.Equal(oldest.ToDateTimeOffset(), device.Report.OldestTime.ToDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.InRange(device.ClockSkewSeconds, 3600 - 60, 3600);
    }

    [Fact]
    public async Task Sync_Revoked_SendsNothingAndWipesWhatWasReceivedAndEveryToken()
    {
        var received = _field.Record(Samples.Interception(_field.Now)).Entry;
        _field.Device.Attachments.Add(FieldDevice.Officer, "cases", ContentType.Pdf, "%PDF-1.7 received"u8.ToArray());
        await _field.SyncAsync(_server.Invoker);
        var unsent = _field.Record(Samples.Seizure(_field.Now)).Entry;
        _field.Device.KeepToken("secret-token");
        await RevokeAsync();

        var report = await _field.SyncAsync(_server.Invoker);
        var again = await _field.SyncAsync(_server.Invoker);

        Assert.True(report.IsRevoked && again.IsRevoked);
        Assert.Single(await _server.RecordsAsync());
        Assert.Null(_field.Queue.RequestOf(_field.Queue.Find(received.Sequence)!));
        Assert.NotNull(_field.Queue.RequestOf(_field.Queue.Find(unsent.Sequence)!));
        Assert.Null(_field.Device.TokenOf(FieldDevice.Officer));
        Assert.Equal(0, _field.Device.Attachments.KeptParts());
        Assert.NotNull((await Registry.GetDeviceAsync(new() { Name = Name })).WipeTime);
        _field.SignIn();
        Assert.Throws<DeviceException>(_field.Device.DemandNotRevoked);
    }

    [Fact]
    public async Task Sync_ProposalOfARevokedDevice_LosesTheServersVersionAndKeepsTheOfficers()
    {
        var patrol = _field.StartPatrol();
        await _field.SyncAsync(_server.Invoker);
        _field.Record(Samples.OfficerCount(patrol, "1", 3));
        await _field.SyncAsync(_server.Invoker);
        var proposal = Assert.Single(_field.Queue.Of(EntryState.Proposal));
        Assert.NotNull(_field.Queue.TheirsOf(proposal));
        await RevokeAsync();

        await _field.SyncAsync(_server.Invoker);

        Assert.Null(_field.Queue.TheirsOf(proposal));
        Assert.NotNull(_field.Queue.RequestOf(proposal));
    }

    [Fact]
    public async Task Sync_RegistryWithoutAnAnswer_SendsNothing()
    {
        _field.Record(Samples.Seizure(_field.Now));
        var deaf = FieldDevice.Refusing(_server.Invoker, "CheckInDevice", Grpc.Core.StatusCode.Unavailable);

        var report = await _field.SyncAsync(deaf);

        Assert.NotNull(report.Fault);
        Assert.Empty(await _server.RecordsAsync());
        Assert.Equal(1, _field.Queue.WaitingCount());
    }

    [Fact]
    public async Task Sync_RegistryThatDoesNotTakeTheReport_SendsAllTheSame()
    {
        _field.Record(Samples.Seizure(_field.Now));
        var unwilling = FieldDevice.Refusing(_server.Invoker, "CheckInDevice", Grpc.Core.StatusCode.PermissionDenied);

        var report = await _field.SyncAsync(unwilling);

        Assert.Equal((1, null), (report.Received, report.Fault));
    }

    [Fact]
    public async Task Sync_OnceRevoked_SendsNothingWhateverTheRegistrySaysLater()
    {
        await _field.SyncAsync(_server.Invoker);
        await RevokeAsync();
        await _field.SyncAsync(_server.Invoker);
        _field.Record(Samples.Seizure(_field.Now));

        var report = await _field.SyncAsync(FieldDevice.Refusing(_server.Invoker, "CheckInDevice", Grpc.Core.StatusCode.PermissionDenied));

        Assert.True(report.IsRevoked);
        Assert.Empty(await _server.RecordsAsync());
    }

    [Fact]
    public async Task Export_OfARevokedDevice_HasAllThatWasNeverSent()
    {
        await _field.SyncAsync(_server.Invoker);
        var draft = _field.Record(Samples.Interception(_field.Now), asDraft: true).Entry;
        var ready = _field.Record(Samples.Seizure(_field.Now)).Entry;
        await RevokeAsync();
        await _field.SyncAsync(_server.Invoker);
        var path = Path.Combine(_field.Folder, "carried");

        CarriedWriter.Write(_field.Device, path, "for the stick", iterations: 10);

        Assert.Equal([draft.RequestId, ready.RequestId], CarriedFile.Read(path, "for the stick").Records.Select(pair => pair.Record.RequestId));
    }

    [Fact]
    public async Task RemoveSettledBefore_ProposalOfOld_LosesTheServersVersionUntilTheNextSync()
    {
        var patrol = _field.StartPatrol();
        await _field.SyncAsync(_server.Invoker);
        _field.Record(Samples.OfficerCount(patrol, "1", 3));
        await _field.SyncAsync(_server.Invoker);
        var proposal = Assert.Single(_field.Queue.Of(EntryState.Proposal));

        _field.Device.RemoveSettledBefore(_field.Device.Clock.GetUtcNow().AddMinutes(-5));
        Assert.NotNull(_field.Queue.TheirsOf(proposal));
        _field.Device.RemoveSettledBefore(_field.Device.Clock.GetUtcNow().AddMinutes(5));
        Assert.Null(_field.Queue.TheirsOf(proposal));
        await _field.SyncAsync(_server.Invoker);

        Assert.NotNull(_field.Queue.TheirsOf(proposal));
    }

    private async Task RevokeAsync() =>
        await Registry.RevokeDeviceAsync(new() { Name = Name, Reason = "lost near the river", RequestId = Guid.CreateVersion7().ToString() });
}
