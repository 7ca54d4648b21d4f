using Border.Erasures.V1;
using Border.Patrols.V1;
using Border.ServiceDefaults.Erasing;
using Border.ServiceDefaults.Errors;
using Border.ServiceDefaults.Records;

namespace Border.Patrols.Devices;

/// <summary>When a device can be erased, which is why it was revoked and files of it were admitted, and for how long it is kept without a review.</summary>
internal static class DeviceErasing
{
    public static readonly Erasable[] Kinds =
    [
        new Erasable<RegisteredDevice>(
            DeviceKind.Records,
            RetentionCategory.Devices,
            "contact_time",
            options => options.DeviceDays,
            record => record.ContactTime,
            WithDeviceAsync),
    ];

    // Nobody could revoke it any more.
    private static async Task<IReadOnlyList<string>> WithDeviceAsync(RecordSession session, string name)
    {
        if (await session.FindAsync(DeviceKind.Records, name) is { State: not DeviceState.Revoked })
            throw Refusals.RuleBroken($"{name} is in use, and nothing is said of it that could be erased. Revoke it first.");
        return [];
    }
}
