using Border.Patrols.V1;
using Border.ServiceDefaults.Records;
using Border.Storage;

namespace Border.Patrols.Devices;

/// <summary>How devices are kept: one record each, of which nothing is fed.</summary>
internal static class DeviceKind
{
    private const string Collection = "devices";

    public static readonly RecordKind<RegisteredDevice> Records = new(
        Collection,
        record => record.Name,
        (record, server) => (record.Etag, record.CreateTime, record.UpdateTime) = (server.Etag, server.CreateTime, server.UpdateTime),
        record =>
        [
            IndexKey.Time("contact_time", record.ContactTime.ToDateTimeOffset()),
            IndexKey.Text("area", record.Area),
            IndexKey.Text("unit", record.Unit),
            IndexKey.Text("state", record.State.ToString()),
        ])
    {
        ReadBy = GetDeviceRequest.Descriptor.FullName,
        IsFed = false,
        IsSealed = true,
        Place = new(record => record.Area),
    };

    public static string NameOf(string id) => $"{Collection}/{id}";
}
