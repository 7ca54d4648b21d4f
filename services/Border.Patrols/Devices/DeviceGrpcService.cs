using Border.Patrols.V1;
using Border.ServiceDefaults.Actors;
using Grpc.Core;

namespace Border.Patrols.Devices;

internal sealed class DeviceGrpcService(DeviceRegister register) : DeviceService.DeviceServiceBase
{
    public override Task<RegisteredDevice> RegisterDevice(RegisterDeviceRequest request, ServerCallContext context) =>
        register.RegisterAsync(request, context.Actor(), context.CancellationToken);

    public override Task<RegisteredDevice> CheckInDevice(CheckInDeviceRequest request, ServerCallContext context) =>
        register.CheckInAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<RegisteredDevice> RevokeDevice(RevokeDeviceRequest request, ServerCallContext context) =>
        register.RevokeAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<RegisteredDevice> AdmitDeviceFile(AdmitDeviceFileRequest request, ServerCallContext context) =>
        register.AdmitAsync(request, context.Actor().Id, context.CancellationToken);

    public override Task<VerifyDeviceFileResponse> VerifyDeviceFile(VerifyDeviceFileRequest request, ServerCallContext context) =>
        register.VerifyAsync(request, context.CancellationToken);

    public override Task<RegisteredDevice> GetDevice(GetDeviceRequest request, ServerCallContext context) =>
        register.GetAsync(request.Name, context.CancellationToken);

    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context) =>
        register.ListAsync(request, context.CancellationToken);
}
