using Border.Field.Devices;
using Border.Field.Queue;
using Border.Field.Recording;
using Border.Field.Sending;
using Border.Patrols.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Border.Field.Syncing;

/// <summary>Tells the registry of devices that this one is in contact, and what waits on it. A revoked device learns of it here.</summary>
internal static class CheckIn
{
    private const string Revoked = "DEVICE_REVOKED";

    private static readonly string Version = typeof(CheckIn).Assembly.GetName().Version!.ToString(3);

    public static bool IsRevocation(ServerFault? fault) => fault?.Reason == Revoked;

    /// <summary>Whether nothing may be sent: the device is revoked, or the registry could not be asked. That it would not take the
    /// report, or that there is none, is no reason to keep records from the services.</summary>
    public static bool Stops(ServerFault? fault) =>
        fault is not null && (IsRevocation(fault) || (fault.Kind != FaultKind.Refused && fault.Code != StatusCode.Unimplemented));

    /// <returns>Null when the registry knows now.</returns>
    public static async Task<ServerFault?> MakeAsync(Device device, CallInvoker server, CancellationToken cancellation)
    {
        var registry = new DeviceService.DeviceServiceClient(server);
        var fault = await AskAsync(() => TellAsync(device, registry, cancellation), cancellation);
        if (IsRevocation(fault) && !device.IsRevoked)
        {
            device.Revoke();
            await AskAsync(() => TellAsync(device, registry, cancellation), cancellation);
        }

        return fault;
    }

    private static async Task TellAsync(Device device, DeviceService.DeviceServiceClient registry, CancellationToken cancellation)
    {
        try
        {
            await registry.CheckInDeviceAsync(RequestOf(device), deadline: Contact.Deadline, cancellationToken: cancellation);
        }
        catch (RpcException unknown) when (unknown.StatusCode == StatusCode.NotFound)
        {
            await registry.RegisterDeviceAsync(RegistrationOf(device), deadline: Contact.Deadline, cancellationToken: cancellation);
            await registry.CheckInDeviceAsync(RequestOf(device), deadline: Contact.Deadline, cancellationToken: cancellation);
        }
    }

    private static async Task<ServerFault?> AskAsync(Func<Task> ask, CancellationToken cancellation)
    {
        try
        {
            await ask();
            return null;
        }
        catch (RpcException answer) when (!cancellation.IsCancellationRequested)
        {
            return ServerFault.From(answer);
        }
    }

    private static RegisterDeviceRequest RegistrationOf(Device device)
    {
        using var key = device.SigningKey();
        var (unit, area) = device.Home;
        return new RegisterDeviceRequest
        {
            DeviceId = device.Id,
            Device = new RegisteredDevice { Unit = unit, Area = area, PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo()) },
            RequestId = Identifiers.New(),
        };
    }

    private static CheckInDeviceRequest RequestOf(Device device)
    {
        var unsent = device.Queue.Unsent();
        var attachments = device.Attachments.All().Where(kept => kept.State == EntryState.Ready).ToList();
        var times = unsent.Select(entry => entry.MadeAt).Concat(attachments.Select(kept => kept.MadeAt)).ToList();
        int Count(params EntryState[] states) => unsent.Count(entry => states.Contains(entry.State));
        return new CheckInDeviceRequest
        {
            Name = $"devices/{device.Id}",
            DeviceTime = Timestamp.FromDateTimeOffset(device.Clock.Shown),
            Report = new DeviceReport
            {
                DraftCount = Count(EntryState.Draft),
                ReadyCount = Count(EntryState.Ready, EntryState.Sending),
                RefusedCount = Count(EntryState.Refused),
                ProposalCount = Count(EntryState.Proposal),
                AttachmentCount = attachments.Count,
                OldestTime = times.Count > 0 ? Timestamp.FromDateTimeOffset(times.Min()) : null,
                ClientVersion = Version,
            },
            IsWiped = device.IsRevoked,
            RequestId = Identifiers.New(),
        };
    }
}
