using Border.Patrols.V1;
using Border.ServiceDefaults.Actors;
using Border.ServiceDefaults.Audits;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Patrols.Devices;

/// <summary>The use cases of the devices of field units.</summary>
internal sealed class DeviceRegister(RecordStore<RegisteredDevice> devices, DeviceContacts contacts, [FromKeyedServices("patrols")] RecordWork work)
{
    public async Task<RegisteredDevice> RegisterAsync(RegisterDeviceRequest request, Actor actor, CancellationToken ct)
    {
        var area = actor.Areas.Codes is [var first, ..] ? first : throw Refusals.OutsideAreas("device.area");
        return await RunAsync(new WriteCall(request, actor.Id), "registered", session =>
            Task.FromResult(FieldDevice.Register(request.DeviceId, request.Device, area, actor.Id, session.Time)), ct);
    }

    /// <exception cref="RefusalException">DEVICE_REVOKED. The contact is noted all the same, but for a device that was erased.</exception>
    public async Task<RegisteredDevice> CheckInAsync(CheckInDeviceRequest request, string officer, CancellationToken ct)
    {
        if (await devices.FindAnywhereAsync(request.Name, ct) is { } known && contacts.TryNote(known, request, officer))
        {
            AuditTrail.ToldNothing();
            return contacts.Complete(known);
        }

        var device = await RunAsync(new WriteCall(request, officer), "checked_in", async session =>
        {
            // Wherever it lies: a device that was carried elsewhere is told too that it is revoked.
            var device = await session.FindAsync(DeviceKind.Records, request.Name) ?? throw Refusals.NotFound(request.Name);
            if (RecordSession.IsErased(device))
                throw Refusals.DeviceRevoked(device.Name);
            new FieldDevice(device).CheckIn(request, officer, session.Time);
            return device;
        }, ct);
        return device.State == DeviceState.Revoked ? throw Refusals.DeviceRevoked(device.Name) : device;
    }

    public Task<RegisteredDevice> RevokeAsync(RevokeDeviceRequest request, string actor, CancellationToken ct) =>
        ChangeAsync(new WriteCall(request, actor), request.Name, "revoked", (device, time) => device.Revoke(request.Reason, actor, time), ct);

    public Task<RegisteredDevice> AdmitAsync(AdmitDeviceFileRequest request, string actor, CancellationToken ct) =>
        ChangeAsync(new WriteCall(request, actor), request.Name, "file_admitted", (device, time) => device.Admit(request, actor, time), ct);

    /// <exception cref="RefusalException">The file is not the device's, or is one of a revoked device that nobody has admitted.</exception>
    public async Task<VerifyDeviceFileResponse> VerifyAsync(VerifyDeviceFileRequest request, CancellationToken ct)
    {
        var device = await devices.FindAnywhereAsync(request.Name, ct) ?? throw Refusals.NotFound(request.Name);
        return new FieldDevice(device).Verify(request);
    }

    public async Task<RegisteredDevice> GetAsync(string name, CancellationToken ct) => contacts.Complete(await devices.GetAsync(name, ct));

    public async Task<ListDevicesResponse> ListAsync(ListDevicesRequest request, CancellationToken ct)
    {
        var filters = new RecordFilters().Area("area", request.Area).Text("unit", request.Unit).Choice("state", request.State)
            .Time("contact_time", null, request.ContactBeforeTime);
        var (found, next) = await devices.ListAsync(
            request, request.PageToken, request.PageSize, ListOrder.Parse(request.OrderBy, "contact_time"), filters.All, ct);
        var silent = found.Select(contacts.Complete).Where(device => request.ContactBeforeTime is not { } before || device.ContactTime < before);
        return new ListDevicesResponse { Devices = { silent }, NextPageToken = next };
    }

    private Task<RegisteredDevice> ChangeAsync(WriteCall call, string name, string verb, Action<FieldDevice, DateTimeOffset> change, CancellationToken ct) =>
        RunAsync(call, verb, async session =>
        {
            var device = await session.GetAsync(DeviceKind.Records, name);
            change(new FieldDevice(device), session.Time);
            return device;
        }, ct);

    private async Task<RegisteredDevice> RunAsync(WriteCall call, string verb, Func<RecordSession, Task<RegisteredDevice>> act, CancellationToken ct)
    {
        var written = await work.RunAsync(call, DeviceKind.Records, async session =>
        {
            var device = await act(session);
            session.Save(DeviceKind.Records, device, verb);
            return device;
        }, ct);
        return written.Record;
    }
}
