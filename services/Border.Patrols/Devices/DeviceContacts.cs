using System.Collections.Concurrent;
using Border.Patrols.V1;
using Google.Protobuf.WellKnownTypes;

namespace Border.Patrols.Devices;

/// <summary>
/// The latest contacts of devices that had nothing new to tell. They are not kept with a version, a receipt and an audit entry each, as what a
/// device tells is, but remembered by the process, and told with what is kept.
/// </summary>
internal sealed class DeviceContacts(TimeProvider clock)
{
    /// <summary>How long a contact that is kept stands for those after it.</summary>
    private static readonly TimeSpan KeptEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Timestamp> _latest = new(StringComparer.Ordinal);

    /// <returns>False when the contact is to be kept: it tells something new, or the last that was kept is too old.</returns>
    public bool TryNote(RegisteredDevice device, CheckInDeviceRequest request, string officer)
    {
        var now = clock.GetUtcNow();
        if (now - device.ContactTime.ToDateTimeOffset() >= KeptEvery || !new FieldDevice(device).IsAsTold(request, officer, now))
            return false;
        _latest[device.Name] = Timestamp.FromDateTimeOffset(now);
        return true;
    }

    /// <summary>Sets the latest contact of a device, if it was after the one that is kept.</summary>
    public RegisteredDevice Complete(RegisteredDevice device)
    {
        if (_latest.TryGetValue(device.Name, out var latest) && latest > device.ContactTime)
            device.ContactTime = latest;
        return device;
    }
}
