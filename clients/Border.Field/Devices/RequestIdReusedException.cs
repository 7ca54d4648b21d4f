namespace Border.Field.Devices;

/// <summary>Something else is kept under the request id. Nothing was changed.</summary>
internal sealed class RequestIdReusedException(string message) : DeviceException(message);
