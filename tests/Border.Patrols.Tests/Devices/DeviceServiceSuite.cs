using System.Security.Cryptography;
using System.Text;
using Border.Erasures.V1;
using Border.Lookup.V1;
using Border.Patrols.V1;
using Border.Storage;
using Border.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Border.Patrols.Tests.Devices;

public sealed class SqliteDeviceServiceTests() : DeviceServiceSuite(StorageEngineKind.Sqlite);

public sealed class PostgresDeviceServiceTests() : DeviceServiceSuite(StorageEngineKind.Postgres);

/// <summary>The registry of devices on each engine.</summary>
public abstract class DeviceServiceSuite(StorageEngineKind engine) : IAsyncLifetime
{
    private const string Name = "devices/d-1";
    private const string Area = "53.01";
    private const string Named = "Wang-invented";
    private const string Reason = $"lost near the river by {Named}";

    private static readonly string Sha256 = new('a', 64);
    private static readonly ByteString Key = NewKey();

    private StoragePlace _place = null!;
    private ServiceHost _host = null!;
    private DeviceService.DeviceServiceClient _devices = null!;

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
    public async Task RegisterDevice_WithoutAnArea_LiesInTheOfficersFirst()
    {
        var device = await RegisterAsync("d-1", "53.02", "");
        var again = await RegisterAsync("d-1", "53.02", "");

        Assert.Equal((Name, "53.02", DeviceState.Active, "li"), (device.Name, device.Area, device.State, Assert.Single(device.Officers)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Key.Span))[..16], device.KeyFingerprint);
        Assert.Equal(device, again);
    }

    [Fact]
    public async Task RegisterDevice_InAnotherAreaOrWithoutAKey_IsRefused()
    {
        var elsewhere = await RefusedAsync(() => RegisterAsync("d-1", "53.02", Area));
        var request = new RegisterDeviceRequest { DeviceId = "d-1", RequestId = "k", Device = new() { Area = Area, PublicKey = ByteString.CopyFromUtf8("no key") } };
        var keyless = await RefusedAsync(() => _devices.RegisterDeviceAsync(request).ResponseAsync);

        Assert.Equal((StatusCode.PermissionDenied, "device.area"), (elsewhere.Code, elsewhere.Field));
        Assert.Equal((StatusCode.InvalidArgument, "device.public_key"), (keyless.Code, keyless.Field));
        Assert.Empty((await _devices.ListDevicesAsync(new())).Devices);
    }

    [Fact]
    public async Task CheckInDevice_ByAnOfficerOfAnotherArea_IsNotedWithTheSkewOfItsClock()
    {
        await RegisterAsync("d-1");
        var request = CheckIn("1", TimeProvider.System.GetUtcNow().AddHours(5));
        request.Report = new() { DraftCount = 1, ReadyCount = 2, RefusedCount = 3, ProposalCount = 4, AttachmentCount = 5, ClientVersion = "1.0.0" };

        var device = await _devices.CheckInDeviceAsync(request, As("patrol_officer", "54", "wang"));

        Assert.Equal((request.Report, "wang"), (device.Report, device.ContactOfficer));
        Assert.Equal(["li", "wang"], device.Officers);
        Assert.InRange(device.ClockSkewSeconds, 5 * 3600 - 60, 5 * 3600);
        var again = await _devices.CheckInDeviceAsync(request, As("patrol_officer", "54", "wang"));
        Assert.True(again.ContactTime > device.ContactTime);
        again.ContactTime = device.ContactTime;
        Assert.Equal(device, again);
    }

    [Fact]
    public async Task CheckInDevice_ThatHasNothingNewToTell_IsKnownAndKeptNowhere()
    {
        await RegisterAsync("d-1");
        await _devices.CheckInDeviceAsync(CheckIn("1"), As("patrol_officer", Area));
        var before = await GetAsync();
        var entries = await EntriesAsync();

        RegisteredDevice told = new();
        foreach (var i in Enumerable.Range(0, 5))
            told = await _devices.CheckInDeviceAsync(CheckIn($"idle-{i}"), As("patrol_officer", Area));

        var after = await GetAsync();
        Assert.Equal(after.ContactTime, told.ContactTime);
        Assert.Equal((before.Etag, entries), (after.Etag, await EntriesAsync()));
        Assert.True(after.ContactTime > before.ContactTime);
        Assert.Empty((await _devices.ListDevicesAsync(new() { ContactBeforeTime = after.ContactTime })).Devices);
        Assert.Equal(after.ContactTime, Assert.Single((await _devices.ListDevicesAsync(new())).Devices).ContactTime);
        var busy = CheckIn("busy");
        busy.Report.ReadyCount = 1;
        Assert.Equal("3", (await _devices.CheckInDeviceAsync(busy, As("patrol_officer", Area))).Etag);
        Assert.Equal("4", (await _devices.CheckInDeviceAsync(Again(busy, "other"), As("patrol_officer", "54", "wang"))).Etag);
    }

    [Fact]
    public async Task CheckInDevice_OfAContactThatIsAnHourOld_IsKept()
    {
        var clock = new AheadClock();
        await using var host = await ServiceHost.StartAsync(
            _place,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.AddPatrols();
            },
            app => app.MapPatrols());
        var devices = new DeviceService.DeviceServiceClient(host.Channel);
        await RegisterAsync("d-1");
        await devices.CheckInDeviceAsync(CheckIn("1", clock.GetUtcNow()), As("patrol_officer", Area));
        clock.Ahead = TimeSpan.FromMinutes(58);
        Assert.Equal("2", (await devices.CheckInDeviceAsync(CheckIn("2", clock.GetUtcNow()), As("patrol_officer", Area))).Etag);
        clock.Ahead = TimeSpan.FromMinutes(61);

        var kept = await devices.CheckInDeviceAsync(CheckIn("3", clock.GetUtcNow()), As("patrol_officer", Area));

        Assert.Equal("3", kept.Etag);
        Assert.InRange(clock.GetUtcNow() - kept.ContactTime.ToDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task CheckInDevice_ThatIsNotRegistered_IsNotFound() =>
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(() => _devices.CheckInDeviceAsync(CheckIn("1")).ResponseAsync)).Code);

    [Fact]
    public async Task CheckInDevice_Revoked_IsRefusedAndNotedAllTheSame()
    {
        await RegisterAsync("d-1");
        await RevokeAsync();

        var refused = await RefusedAsync(() => _devices.CheckInDeviceAsync(CheckIn("1")).ResponseAsync);
        var seen = await GetAsync();
        var wiped = CheckIn("2");
        wiped.IsWiped = true;
        var again = await RefusedAsync(() => _devices.CheckInDeviceAsync(wiped).ResponseAsync);
        var repeated = await RefusedAsync(() => _devices.CheckInDeviceAsync(wiped).ResponseAsync);
        var after = await GetAsync();

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_DEVICE_REVOKED"), (refused.Code, refused.Reason));
        Assert.Equal([refused, refused], [again, repeated]);
        Assert.True(seen.ContactTime > seen.RevokeTime);
        Assert.Null(seen.WipeTime);
        Assert.Equal((after.ContactTime, "4"), (after.WipeTime, after.Etag));
    }

    [Fact]
    public async Task RevokeDevice_OfAnotherArea_FindsNothingAndTwiceIsRefused()
    {
        await RegisterAsync("d-1");

        var elsewhere = await RefusedAsync(() => RevokeAsync("53.02", "elsewhere"));
        var revoked = await RevokeAsync();
        var twice = await RefusedAsync(() => RevokeAsync(id: "twice"));

        Assert.Equal((StatusCode.NotFound, StatusCode.FailedPrecondition), (elsewhere.Code, twice.Code));
        Assert.Equal((DeviceState.Revoked, Reason, "chief"), (revoked.State, revoked.RevokeReason, revoked.RevokeActor));
    }

    [Fact]
    public async Task ListDevices_AsASupervisor_HasThoseOfTheAreaLatestContactFirst()
    {
        foreach (var (id, area) in new[] { ("d-1", Area), ("d-2", Area + ".04"), ("d-3", "54") })
            await RegisterAsync(id, area, area);
        await RevokeAsync();
        await RefusedAsync(() => _devices.CheckInDeviceAsync(CheckIn("1")).ResponseAsync);

        var listed = await _devices.ListDevicesAsync(new(), As("supervisor", Area));
        var active = await _devices.ListDevicesAsync(new() { State = DeviceState.Active, Area = "53" });

        Assert.Equal([Name, "devices/d-2"], listed.Devices.Select(device => device.Name));
        Assert.Equal("", listed.Devices[0].RevokeReason);
        Assert.Equal(["devices/d-2"], active.Devices.Select(device => device.Name));
        Assert.Empty((await _devices.ListDevicesAsync(new() { ContactBeforeTime = listed.Devices[1].CreateTime }, As("supervisor", Area))).Devices);
    }

    [Fact]
    public async Task VerifyDeviceFile_OfARevokedDevice_NeedsThatTheFileWasAdmitted()
    {
        await RegisterAsync("d-1");
        var early = await RefusedAsync(AdmitAsync);
        Assert.False((await VerifyAsync(Key)).IsAdmitted);
        var forged = await RefusedAsync(() => VerifyAsync(NewKey()));
        await RevokeAsync();

        var refused = await RefusedAsync(() => VerifyAsync(Key));
        var admitted = await AdmitAsync();

        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_WRONG_STATE"), (early.Code, early.Reason));
        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_RULE_BROKEN"), (forged.Code, forged.Reason));
        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_DEVICE_REVOKED"), (refused.Code, refused.Reason));
        Assert.Equal((Sha256, "chief"), (admitted.AdmittedFiles[0].Sha256, admitted.AdmittedFiles[0].Actor));
        Assert.True((await VerifyAsync(Key)).IsAdmitted);
    }

    [Fact]
    public async Task Store_OfARevokedDevice_HoldsNothingOfWhyThatCanBeRead()
    {
        await RegisterAsync("d-1");
        await RegisterAsync("d-2");
        await RevokeAsync();
        await RefusedAsync(() => _devices.CheckInDeviceAsync(CheckIn("1")).ResponseAsync);
        await AdmitAsync();

        Assert.Equal(0, await StoredRows.WithAsync(_place, "patrols", Named));
        var device = await GetAsync();
        Assert.Equal((Reason, $"{Named} looked"), (device.RevokeReason, Assert.Single(device.AdmittedFiles).Reason));
        var listed = await _devices.ListDevicesAsync(new());
        Assert.DoesNotContain(Named, listed.ToString(), StringComparison.Ordinal);
        var lookup = await RefusedAsync(() => new LookupService.LookupServiceClient(_host.Channel).ListVersionsAsync(new() { Name = Name }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, lookup.Code);
        Assert.NotNull(await KeyOfAsync(Name));
        Assert.Null(await KeyOfAsync("devices/d-2"));
    }

    [Fact]
    public async Task EraseRecord_OfARevokedDevice_LeavesNothingOfWhyAndStillStopsIt()
    {
        await RegisterAsync("d-1");
        await RevokeAsync();
        await AdmitAsync();
        var backup = await Backup.TakeAsync(_place, "patrols");

        var erasure = await EraseAsync();

        Assert.Equal([Name], erasure.Records);
        await AssertErasedAsync();
        var late = await RefusedAsync(() => _devices.CheckInDeviceAsync(CheckIn("late")).ResponseAsync);
        Assert.Equal((StatusCode.FailedPrecondition, "ERROR_REASON_DEVICE_REVOKED"), (late.Code, late.Reason));
        Assert.True((await VerifyAsync(Key)).IsAdmitted);
        await _host.DisposeAsync();
        await backup.RestoreAsync();
        await StartAsync();
        await AssertErasedAsync();
    }

    [Fact]
    public async Task EraseRecord_OfADeviceInUse_IsRefused()
    {
        await RegisterAsync("d-1");

        Assert.Equal("ERROR_REASON_RULE_BROKEN", (await RefusedAsync(EraseAsync)).Reason);
        Assert.Single((await _devices.ListDevicesAsync(new() { State = DeviceState.Active })).Devices);
    }

    [Fact]
    public async Task CheckInDevice_ManyAtOnceAsItIsRevoked_KeepsEach()
    {
        await RegisterAsync("d-1");

        var contacts = Enumerable.Range(1, 12).Select(i =>
        {
            var contact = CheckIn($"c-{i}");
            contact.Report.DraftCount = i;
            return TriedAsync(contact);
        }).ToList();
        await Task.WhenAll(RevokeAsync(), Task.WhenAll(contacts));

        var device = await GetAsync();
        Assert.Equal((DeviceState.Revoked, "14"), (device.State, device.Etag));
        Assert.All(await Task.WhenAll(contacts), code => Assert.True(code is StatusCode.OK or StatusCode.FailedPrecondition));
    }

    private async Task StartAsync()
    {
        _host = await ServiceHost.StartAsync(_place, builder => builder.AddPatrols(), app => app.MapPatrols());
        _devices = new(_host.Channel);
    }

    private async Task AssertErasedAsync()
    {
        var device = await GetAsync();
        Assert.Equal((DeviceState.Revoked, "", "chief"), (device.State, device.RevokeReason, device.RevokeActor));
        Assert.Equal((Sha256, ""), (device.AdmittedFiles[0].Sha256, device.AdmittedFiles[0].Reason));
        Assert.NotNull(device.EraseTime);
        var store = _host.Services.GetRequiredKeyedService<IDocumentStore>("patrols");
        var versions = await store.HistoryAsync("devices", Name, 0, 100, default);
        Assert.DoesNotContain(versions, version => Encoding.UTF8.GetString(version.Whole ?? []).Contains(Named, StringComparison.Ordinal));
        Assert.Equal(0, await StoredRows.WithAsync(_place, "patrols", Named));
    }

    private Task<Erasure> EraseAsync() => new ErasureService.ErasureServiceClient(_host.Channel)
        .EraseRecordAsync(new() { Name = Name, ErasureId = "e", Reason = "five years", RequestId = "erase" }, new Metadata { { "border-purpose", "oversight" } }).ResponseAsync;

    private async Task<string?> KeyOfAsync(string name) =>
        (await _host.Services.GetRequiredKeyedService<IDocumentStore>("patrols").FindAsync("devices", name, default))!.Key;

    private static CheckInDeviceRequest Again(CheckInDeviceRequest request, string id)
    {
        var again = request.Clone();
        again.RequestId = id;
        return again;
    }

    // GetDevice is a consultation, and leaves an entry itself.
    private async Task<long> EntriesAsync() =>
        (await new Border.Audit.V1.AuditService.AuditServiceClient(_host.Channel).ListEntriesAsync(new() { Service = "patrols", PageSize = 500 })).Entries
            .Count(entry => entry.Method.EndsWith("/CheckInDevice", StringComparison.Ordinal));

    private static ByteString NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo());
    }

    private static Metadata As(string role, string area, string actor = "li") =>
        new() { { "border-actor", actor }, { "border-roles", role }, { "border-areas", area } };

    private static CheckInDeviceRequest CheckIn(string id, DateTimeOffset? clock = null) =>
        new() { Name = Name, RequestId = id, DeviceTime = Timestamp.FromDateTimeOffset(clock ?? TimeProvider.System.GetUtcNow()), Report = new() };

    private async Task<RegisteredDevice> RegisterAsync(string id, string officersArea = Area, string area = Area) => await _devices.RegisterDeviceAsync(
        new() { DeviceId = id, RequestId = $"register-{id}", Device = new() { Unit = "U-1", Area = area, PublicKey = Key } }, As("patrol_officer", officersArea));

    private async Task<RegisteredDevice> RevokeAsync(string area = "53", string id = "revoke") =>
        await _devices.RevokeDeviceAsync(new() { Name = Name, Reason = Reason, RequestId = id }, As("supervisor", area, "chief"));

    private async Task<RegisteredDevice> AdmitAsync() =>
        await _devices.AdmitDeviceFileAsync(new() { Name = Name, Sha256 = Sha256, Reason = $"{Named} looked", RequestId = "admit" }, As("supervisor", "53", "chief"));

    private async Task<VerifyDeviceFileResponse> VerifyAsync(ByteString key) =>
        await _devices.VerifyDeviceFileAsync(new() { Name = Name, PublicKey = key, Sha256 = Sha256 }, As("patrol_officer", "54"));

    private async Task<RegisteredDevice> GetAsync() => await _devices.GetDeviceAsync(new() { Name = Name });

    private async Task<StatusCode> TriedAsync(CheckInDeviceRequest request)
    {
        try
        {
            await _devices.CheckInDeviceAsync(request);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static async Task<(StatusCode Code, string Reason, string Field)> RefusedAsync<T>(Func<Task<T>> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        var status = error.GetRpcStatus()!;
        return (error.StatusCode, status.GetDetail<ErrorInfo>()!.Reason, status.GetDetail<BadRequest>()?.FieldViolations[0].Field ?? "");
    }

    private sealed class AheadClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
